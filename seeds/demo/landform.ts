import { distance, type Spot } from './plane.ts'

const turn = Math.PI / 180
const range = (from: number, to: number, step: number) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step)

/** The ground of the demo city: west, south, east and north of the centre, in metres. */
export const ground = { west: -5000, south: -4500, east: 5000, north: 4500 }
export const groundRing: Spot[] = [
  [ground.west, ground.south],
  [ground.east, ground.south],
  [ground.east, ground.north],
  [ground.west, ground.north],
]

export const market: Spot = [60, 90]
const bigPark = { centre: [600, 500] as Spot, east: 225, north: 165 }

/** The dry river: its middle as a function of the east, and half its width there. */
const wadiNorth = (east: number) => -590 - 0.06 * east + 130 * Math.sin(east / 640 + 0.9) + 45 * Math.sin(east / 230)
const wadiHalf = (east: number) => 40 + 14 * Math.sin(east / 310 + 1) + 8 * Math.sin(east / 97)
const wadiMiddle: Spot[] = range(ground.west, ground.east, 50).map((east) => [east, wadiNorth(east)])
export const wadiRing: Spot[] = [
  ...wadiMiddle.map(([east, north]): Spot => [east, north - wadiHalf(east)]),
  ...wadiMiddle.map(([east, north]): Spot => [east, north + wadiHalf(east * 1.07)]).reverse(),
]
const wadiSlope = (east: number) => Math.atan((wadiNorth(east + 20) - wadiNorth(east - 20)) / 40)
/** About as far as the middle of the wadi lies, in metres: it never bends sharply. */
const fromMiddle = ([east, north]: Spot) => Math.abs(north - wadiNorth(east)) * Math.cos(wadiSlope(east))
/** Metres from the bank of the wadi, negative within it. */
export const fromWadi = (p: Spot) => fromMiddle(p) - Math.max(wadiHalf(p[0]), wadiHalf(p[0] * 1.07))
/** A line that keeps so many metres from the middle of the wadi, on its northern or southern side. */
export const alongWadi = (metres: number, from: number, to: number): Spot[] =>
  range(from, to, 30).map((east) => [east, wadiNorth(east) + metres])

/** A closed line about the middle that is no ellipse: its last spot is its first. */
function loop(east: number, north: number, step: number, middle: Spot, seed: number): Spot[] {
  const spots = range(0, 359.9, step).map((degrees): Spot => {
    const angle = degrees * turn
    const bulge =
      1 + 0.05 * Math.sin(2 * angle + seed) + 0.055 * Math.sin(3 * angle + 2 * seed) + 0.03 * Math.sin(5 * angle + seed)
    return [middle[0] + Math.cos(angle) * east * bulge, middle[1] + Math.sin(angle) * north * bulge]
  })
  return [...spots, spots[0] as Spot]
}

export const ringRoad = loop(1360, 1130, 1.5, [0, 0], 0.7)
export const marketLoop = loop(310, 250, 6, market, 2.1)
/** The border of the middle municipality, and how far the districts reach. */
export const innerBorder = loop(930, 930, 4, [0, -130], 1.6)
export const outerBorder = loop(2950, 2480, 2, [0, 0], 0.4)

/** A winding line outward from the market. */
export function ray(degrees: number, from: number, to: number, wind = 0.1, step = 40): Spot[] {
  return range(from, to, step).map((radius) => {
    const angle = degrees * turn + wind * Math.sin(radius / 520 + degrees) * Math.min(1, radius / 900)
    return [market[0] + Math.cos(angle) * radius, market[1] + Math.sin(angle) * radius]
  })
}

/** The roads that lead out of the city, by bearing in degrees from the east, with their reach in metres. */
export const radials = [
  { degrees: 14, reach: 2680 },
  { degrees: 74, reach: 2240 },
  { degrees: 131, reach: 2300 },
  { degrees: 172, reach: 2600 },
  { degrees: 238, reach: 1950 },
  { degrees: 301, reach: 2360 },
]

/** The collectors that run about the market: from bearing to bearing, at a share of the way to the ring road. */
export const orbitals = [
  { from: 8, to: 80, share: 0.84 },
  { from: 62, to: 137, share: 0.57 },
  { from: 118, to: 167, share: 0.71 },
  { from: 150, to: 216, share: 0.55 },
  { from: 198, to: 262, share: 0.78 },
  { from: 240, to: 318, share: 0.73 },
  { from: -38, to: 28, share: 0.63 },
]
export function orbital({ from, to, share }: (typeof orbitals)[number]): Spot[] {
  return range(from, to, 1.5).map((degrees) => {
    const bend = ringRoad[Math.round(((degrees + 360) % 360) / 1.5) % 240] as Spot
    const reach = share + 0.045 * Math.sin(degrees / 9 + from)
    return [bend[0] * reach, bend[1] * reach]
  })
}

/** Places with a pattern of streets of their own: its bearing in degrees, how far it reaches, how close the streets lie. */
const patterns = [
  { middle: [0, 100] as Spot, degrees: 14, reach: 400, spacing: 56 },
  { middle: [850, 250] as Spot, degrees: 32, reach: 450, spacing: 122 },
  { middle: [480, 820] as Spot, degrees: 61, reach: 420, spacing: 138 },
  { middle: [-230, 740] as Spot, degrees: -12, reach: 420, spacing: 116 },
  { middle: [-800, 560] as Spot, degrees: 40, reach: 420, spacing: 140 },
  { middle: [-880, 0] as Spot, degrees: 8, reach: 400, spacing: 122 },
  { middle: [-650, -760] as Spot, degrees: -25, reach: 400, spacing: 142 },
  { middle: [100, -880] as Spot, degrees: 20, reach: 380, spacing: 132 },
  { middle: [820, -420] as Spot, degrees: -38, reach: 400, spacing: 135 },
  { middle: [1930, 480] as Spot, degrees: 55, reach: 420, spacing: 122 },
  { middle: [-2020, 330] as Spot, degrees: -28, reach: 420, spacing: 140 },
  { middle: [-1180, 1560] as Spot, degrees: 22, reach: 390, spacing: 128 },
]
const suburbs = patterns.slice(9).map(({ middle, reach }) => ({ middle, reach }))

function nearness(p: Spot, middle: Spot, reach: number): number {
  const squares = ((p[0] - middle[0]) ** 2 + (p[1] - middle[1]) ** 2) / reach ** 2
  return squares > 9 ? 0 : Math.exp(-squares)
}

/** Metres between the local streets that follow the pattern there; those across it lie further apart. */
export function spacingAt(p: Spot): number {
  let [sum, weight] = [0, 1e-6]
  for (const { middle, reach, spacing } of patterns) {
    const near = nearness(p, middle, reach)
    sum += near * spacing
    weight += near
  }
  return sum / weight
}

/** One of the two crossing directions of the streets there, as an angle; the other lies a right angle from it. */
export function bearingAt(p: Spot): number {
  let [x, y] = [0, 0]
  const lean = (angle: number, weight: number) => {
    x += Math.cos(4 * angle) * weight
    y += Math.sin(4 * angle) * weight
  }
  for (const { middle, degrees, reach } of patterns) lean(degrees * turn, nearness(p, middle, reach))
  lean(Math.atan2(p[1] - market[1], p[0] - market[0]), 0.35)
  lean(wadiSlope(p[0]), 1.6 * Math.exp(-((fromMiddle(p) / 170) ** 2)))
  return Math.atan2(y, x) / 4 + 0.16 * Math.sin(p[0] / 330 + p[1] / 480) + 0.1 * Math.sin(p[1] / 210 - p[0] / 390)
}

const ringScale = (p: Spot) => {
  const angle = Math.atan2(p[1], p[0])
  const bend = ringRoad[Math.round((((angle / turn + 360) % 360) / 1.5) % 240)] as Spot
  return Math.hypot(p[0], p[1]) / Math.hypot(bend[0], bend[1])
}

const fromPark = (p: Spot) =>
  Math.hypot((p[0] - bigPark.centre[0]) / bigPark.east, (p[1] - bigPark.centre[1]) / bigPark.north) - 1

/** The big park: rounder at its corners than a block, as its trees grew. */
export const bigParkRing: Spot[] = range(0, 351, 9).map((degrees) => {
  const [across, up] = [Math.cos(degrees * turn), Math.sin(degrees * turn)]
  const reach = 0.93 / (Math.abs(across) ** 3 + Math.abs(up) ** 3) ** (1 / 3) + 0.04 * Math.sin(degrees / 11)
  return [
    bigPark.centre[0] + across * bigPark.east * reach * 0.92,
    bigPark.centre[1] + up * bigPark.north * reach * 0.92,
  ]
})

/** Where local streets may run: within the ring road or in a suburb, not in the wadi, not in the park. */
export function isBuildable(p: Spot): boolean {
  if (fromWadi(p) < 28 || fromPark(p) < 0) return false
  if (ringScale(p) < 0.955) return true
  return suburbs.some(({ middle, reach }) => distance(p, middle) < reach) && ringScale(p) > 1.04
}
