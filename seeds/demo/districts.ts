import { facesOf } from './faces.ts'
import { alongWadi, groundRing, innerBorder, outerBorder, ray } from './landform.ts'
import { makeNetwork } from './network.ts'
import { isInside, polygonOf, type Spot } from './plane.ts'
import { idOf } from './random.ts'
import type { DemoMunicipality, DemoPlace } from './types.ts'

type Named = readonly [arabic: string, english: string, within: Spot]

const municipalities: readonly Named[] = [
  ['بلدية الينبوع', "Al-Yanbu' Municipality", [0, 250]],
  ['بلدية الشروق', 'Al-Shuruq Municipality', [2500, 1500]],
  ['بلدية الروضة', 'Al-Rawdah Municipality', [-2500, 1500]],
  ['بلدية الغدير', 'Al-Ghadir Municipality', [-2500, -2500]],
  ['بلدية الكثبان', 'Al-Kuthban Municipality', [2500, -2500]],
]

const districts: readonly Named[] = [
  ['حي السوق القديم', 'Old Market District', [-350, 200]],
  ['حي الظلال', 'Al-Zilal District', [480, 250]],
  ['حي ضفة الوادي', 'Wadi Bank District', [60, -800]],
  ['حي الشروق', 'Al-Shuruq District', [1500, 0]],
  ['حي البساتين', 'Al-Basatin District', [1450, 900]],
  ['حي السحاب', 'Al-Sahab District', [900, 1400]],
  ['حي النسيم', 'Al-Nasim District', [0, 1600]],
  ['حي القوافل', 'Al-Qawafil District', [-700, 1500]],
  ['حي الكثبان', 'Al-Kuthban District', [-1500, 950]],
  ['حي الواحة', 'Al-Wahah District', [-1500, 0]],
  ['حي الغدير', 'Al-Ghadir District', [-1300, -900]],
  ['حي السدر', 'Al-Sidr District', [-400, -1400]],
  ['حي الهضبة', 'Al-Hadabah District', [400, -1400]],
  ['حي الرمال', 'Al-Rimal District', [1500, -1200]],
]

// Southward they begin beyond the wadi, which is a border itself.
const outward = (degrees: number) => ray(degrees, degrees > 200 ? 800 : 160, 6400)
const borders = {
  north: outward(74),
  south: outward(268),
  east: alongWadi(0, 0, 5100),
  west: alongWadi(0, -5100, 0),
}

function named(faces: readonly Spot[][], names: readonly Named[]) {
  if (faces.length !== names.length) throw new Error(`${faces.length} areas for ${names.length} names`)
  return names.map(([nameAr, nameEn, within]) => {
    const ring = faces.find((face) => isInside(face, within))
    if (!ring) throw new Error(`no area at ${nameEn}`)
    return { nameAr, nameEn, ring }
  })
}

/** Five areas with shared borders that follow the wadi and two of the roads. */
export function drawMunicipalities(): DemoMunicipality[] {
  const lines = makeNetwork()
  lines.draw('local', [...groundRing, groundRing[0] as Spot])
  lines.draw('local', innerBorder)
  for (const border of Object.values(borders)) lines.draw('local', border, 'both')
  return named(facesOf(lines.roads.map((road) => road.spots)), municipalities).map(({ nameAr, nameEn, ring }, i) => ({
    id: idOf('municipality', i),
    code: `DMO-${i + 1}`,
    nameAr,
    nameEn,
    boundary: polygonOf(ring),
  }))
}

export function drawDistricts(): DemoPlace[] {
  const lines = makeNetwork()
  lines.draw('local', outerBorder)
  lines.draw('local', innerBorder)
  lines.draw('local', alongWadi(0, -5100, 5100), 'both')
  for (const degrees of [268, 14, 44, 102, 131, 172, 238, 301]) lines.draw('local', outward(degrees), 'both')
  // Through the market: it parts the middle in two, north of the wadi.
  lines.draw('local', [...ray(285, 0, 640).reverse(), ...ray(74, 40, 6400)], 'both')
  return named(facesOf(lines.roads.map((road) => road.spots)), districts).map(({ nameAr, nameEn, ring }, i) => ({
    id: idOf('district', i),
    kind: 'district' as const,
    nameAr,
    nameEn,
    geometry: polygonOf(ring),
  }))
}
