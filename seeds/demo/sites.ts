import { placeOf } from './buildings.ts'
import { facesOf, inset } from './faces.ts'
import { bigParkRing, market, marketLoop, wadiRing } from './landform.ts'
import { areaOf, distance, isInside, middleOf, type Spot } from './plane.ts'
import type { Plot, Register } from './plots.ts'
import { type Random, randomOf } from './random.ts'
import type { NamedRoad, StreetPlan } from './streets.ts'
import type { DemoPlace } from './types.ts'

type Name = readonly [arabic: string, english: string]

const parkNames: readonly Name[] = [
  ['متنزه البساتين', 'Al-Basatin Park'],
  ['حديقة الندى', 'Al-Nada Garden'],
  ['حديقة السدر', 'Al-Sidr Garden'],
  ['حديقة القطا', 'Al-Qata Garden'],
  ['حديقة الخزامى', 'Al-Khuzama Garden'],
  ['حديقة الضحى', 'Al-Duha Garden'],
  ['حديقة الرذاذ', 'Al-Radhadh Garden'],
  ['حديقة النورس', 'Al-Nawras Garden'],
]
const hospitalNames: readonly Name[] = [
  ['مستشفى مدينة نسق التجريبي', 'Nasaq Demo City Hospital'],
  ['مستشفى الواحة التجريبي', 'Al-Wahah Demo Hospital'],
]
const schoolNames: readonly Name[] = [
  ['مدرسة الأفق', 'Al-Ufuq School'],
  ['مدرسة الينبوع', "Al-Yanbu' School"],
  ['مدرسة السنابل', 'Al-Sanabil School'],
  ['مدرسة الواحة', 'Al-Wahah School'],
  ['مدرسة الشروق', 'Al-Shuruq School'],
  ['مدرسة القوافل', 'Al-Qawafil School'],
  ['مدرسة الغدير', 'Al-Ghadir School'],
  ['مدرسة الهضبة', 'Al-Hadabah School'],
]
const mosqueNames: readonly Name[] = [
  ['جامع السوق', 'Market Mosque'],
  ['جامع الوادي', 'Wadi Mosque'],
  ['مسجد النخيل', 'Al-Nakhil Mosque'],
  ['مسجد السكينة', 'Al-Sakinah Mosque'],
  ['مسجد الفجر', 'Al-Fajr Mosque'],
  ['مسجد الروضة', 'Al-Rawdah Mosque'],
  ['مسجد الشروق', 'Al-Shuruq Mosque'],
  ['مسجد السدر', 'Al-Sidr Mosque'],
  ['مسجد الكثبان', 'Al-Kuthban Mosque'],
  ['مسجد الهضبة', 'Al-Hadabah Mosque'],
]

export type Open = { parks: Spot[][]; market: Spot[] }

/** The open ground between streets: the big park, gardens far from each other, and the market within its loop. */
export function openGround(plan: StreetPlan): Open {
  const random = randomOf('parks')
  const blocks = facesOf(plan.network.roads.map((road) => road.spots))
  const parks: Spot[][] = [bigParkRing]
  for (const block of random.shuffle(blocks)) {
    const small = areaOf(block) > 7_000 && areaOf(block) < 24_000 && inset(block, 15)
    const middle = middleOf(block)
    if (!small || parks.some((other) => distance(middleOf(other), middle) < 420) || distance(middle, market) < 330)
      continue
    const isCrossed = plan.network.roads.some(({ spots }) => spots.some((spot) => isInside(small, spot)))
    if (parks.length < parkNames.length && areaOf(small) > 3_000 && !isCrossed) parks.push(small)
  }
  const square = inset(marketLoop.slice(0, -1), 15)
  if (!square) throw new Error('no ground for the market')
  return { parks, market: square }
}

/** Plots for public buildings, each some way from the last of its kind. */
function spread(
  count: number,
  size: readonly [number, number],
  streets: readonly NamedRoad[],
  register: Register,
  random: Random,
  apart: number,
) {
  const found: Plot[] = []
  for (let attempt = 0; attempt < 900 && found.length < count; attempt++) {
    const street = random.pick(streets)
    const along = random.between(10, Math.max(11, street.metres - size[0] - 10))
    if (along + size[0] > street.metres) continue
    const middle = street.road.spots[Math.floor(street.road.spots.length / 2)] as Spot
    if (found.some((plot) => distance(plot.front, middle) < apart)) continue
    const plot = register.claim(street, along, random.pick([1, -1]), size[0], size[1])
    if (plot) found.push(plot)
  }
  return found
}

export type Sites = { places: DemoPlace[]; hospitals: Plot[]; schools: Plot[] }

/** Everything that takes its ground before the parcels do. */
export function claimSites(open: Open, streets: readonly NamedRoad[], register: Register): Sites {
  const random = randomOf('sites')
  const collectors = streets.filter(({ streetClass }) => streetClass === 'collector')
  const lesser = streets.filter(({ streetClass, metres }) => streetClass !== 'highway' && metres > 120)
  const hospitals = spread(2, [120, 85], collectors, register, random, 1200)
  const schools = spread(schoolNames.length, [64, 52], lesser, register, random, 480)
  const mosques = spread(mosqueNames.length, [38, 34], lesser, register, random, 380)
  const rows = (kind: DemoPlace['kind'], plots: readonly Plot[], names: readonly Name[]) =>
    plots.map(({ ring }, i) => placeOf(kind, i, ring, names[i]))
  return {
    hospitals,
    schools,
    places: [
      placeOf('wadi', 0, wadiRing, ['وادي الغدير', 'Wadi Al-Ghadir']),
      placeOf('market', 0, open.market, ['السوق القديم', 'Old Market']),
      ...open.parks.map((ring, i) => placeOf('park', i, ring, parkNames[i])),
      ...rows('hospital', hospitals, hospitalNames),
      ...rows('school', schools, schoolNames),
      ...rows('mosque', mosques, mosqueNames),
    ],
  }
}

/** Large empty plots along the roads at the edge, for whoever wants to invest there. */
export function claimEdgePlots(count: number, streets: readonly NamedRoad[], register: Register): Plot[] {
  const random = randomOf('edge-plots')
  const edge = streets.filter(({ streetClass }) => streetClass === 'arterial' || streetClass === 'highway')
  const found: Plot[] = []
  for (let attempt = 0; attempt < 1200 && found.length < count; attempt++) {
    const street = random.pick(edge)
    const [width, depth] = [random.between(60, 120), random.between(50, 120)]
    const along = random.between(20, Math.max(21, street.metres - width - 20))
    const plot = along + width < street.metres && register.claim(street, along, random.pick([1, -1]), width, depth)
    if (plot && distance(plot.front, market) > 700) found.push(plot)
  }
  return found
}
