import { uuidv7 } from 'uuidv7'
import type { Route } from '../server/geo/contract.ts'
import { addDays } from '../server/time/rules.ts'
import type { Status, TrafficImpact } from '../server/works/contract.ts'
import type { NewWorksFields } from '../server/works/store.ts'

/** Centres of ten city grids, longitude and latitude, and how their streets are turned from north, in degrees. */
const cities = [
  { centre: [46.68, 24.71], turned: 16 },
  { centre: [39.19, 21.54], turned: 8 },
  { centre: [39.83, 21.42], turned: 3 },
  { centre: [39.61, 24.47], turned: 11 },
  { centre: [50.1, 26.43], turned: 5 },
  { centre: [36.57, 28.38], turned: 0 },
  { centre: [42.51, 18.22], turned: 14 },
  { centre: [41.69, 27.52], turned: 2 },
  { centre: [42.55, 16.89], turned: 9 },
  { centre: [43.97, 26.33], turned: 6 },
] as const

const blockMetres = 110
/** Crossings along one side of a city's grid: 25,600 to a city. */
const side = 160
const longestMetres = 5300
const firstDay = '2025-01-01'
const spanDays = 3 * 365
const meanDays = 41
const longestDays = 180

/** Shares in a thousand: 391 are live, as the index `works_live` understands it. */
const statusShares: readonly [Status, number][] = [
  ['planned', 80],
  ['submitted', 40],
  ['in_coordination', 31],
  ['approved', 70],
  ['permitted', 70],
  ['in_progress', 80],
  ['in_guarantee', 20],
  ['closed', 529],
  ['cancelled', 50],
  ['refused', 30],
]

export type Random = () => number

/** Numbers from nought to one that are the same for the same seed (mulberry32). */
export function random(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Log-normal around a median of 182 m with its ninth decile at 886 m. */
function lengthOf(next: Random): number {
  const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return Math.min(longestMetres, Math.max(8, 182 * Math.exp(1.235 * normal)))
}

const steps = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const

/** A walk along the streets from somewhere in a block, on its own lane beside the centreline, turning now and then. */
function walk(next: Random): [number, number][] {
  const lane = (next() - 0.5) * 8
  let heading = Math.floor(next() * 4)
  let left = lengthOf(next)
  let [x, y] = [Math.floor(next() * side) * blockMetres, Math.floor(next() * side) * blockMetres]
  let stride = next() * blockMetres
  const points: [number, number][] = [[x + lane, y + lane]]
  while (left > 0) {
    const [east, north] = steps[heading] ?? steps[0]
    const metres = Math.min(stride, left)
    x += east * metres
    y += north * metres
    points.push([x + lane, y + lane])
    left -= Math.max(metres, 1)
    stride = blockMetres
    if (next() < 0.12) heading = (heading + (next() < 0.5 ? 1 : 3)) % 4
  }
  return points
}

function routeOf(next: Random): Route {
  const { centre, turned } = cities[Math.floor(next() * cities.length)] ?? cities[0]
  const [cos, sin] = [Math.cos((turned * Math.PI) / 180), Math.sin((turned * Math.PI) / 180)]
  const half = (side * blockMetres) / 2
  const degreesEast = 1 / (111_320 * Math.cos((centre[1] * Math.PI) / 180))
  const coordinates = walk(next).map(([x, y]) => {
    const [east, north] = [x - half, y - half]
    return [
      round(centre[0] + (east * cos - north * sin) * degreesEast),
      round(centre[1] + (east * sin + north * cos) / 110_700),
    ]
  })
  return { type: 'LineString', coordinates } as Route
}

function round(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7
}

function statusOf(next: Random): Status {
  let left = next() * 1000
  for (const [status, share] of statusShares) {
    left -= share
    if (left < 0) return status
  }
  return 'closed'
}

/** One works of the synthetic country. `status` is drawn unless it is given. */
export function makeWorks(next: Random, agencyIds: readonly string[], status: Status = statusOf(next)): NewWorksFields {
  const start = addDays(firstDay, Math.floor(next() * spanDays))
  const days = Math.min(longestDays, 1 + Math.floor(-Math.log(1 - next()) * meanDays))
  const end = addDays(start, days - 1)
  const trafficImpact: TrafficImpact = next() < 0.2 ? 'major' : 'minor'
  const isFinished = status === 'in_guarantee' || status === 'closed'
  return {
    id: uuidv7(),
    agencyId: agencyIds[Math.floor(next() * agencyIds.length)] ?? '',
    externalReference: null,
    title: 'Synthetic works',
    description: null,
    contractorId: null,
    projectId: null,
    category: next() < 0.1 ? 'road_works' : 'planned',
    utility: 'water',
    method: 'open_cut',
    trafficImpact,
    connections: null,
    trenchWidthMetres: null,
    trenchDepthMetres: null,
    route: routeOf(next),
    period: { start, end },
    status,
    guaranteeUntil: isFinished ? addDays(end, 730) : null,
  }
}
