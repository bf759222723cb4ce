import type { Route } from '../../server/geo/contract.ts'
import type { Category, Status } from '../../server/works/contract.ts'
import { lengthOf } from './lines.ts'
import { lineOf, polygonOf, type Spot } from './plane.ts'
import { idOf, type Random, randomOf } from './random.ts'
import type { NamedRoad } from './streets.ts'
import type { DemoWorks } from './types.ts'
import { actualOf, datesOf, isLive, type Phase, phases, type Span, spanOf, statusOf } from './works-calendar.ts'
import { categoryOf, daysOf, descriptions, metresOf, titleOf, trades } from './works-kinds.ts'
import { meets, type Outline, outlineOf } from './works-meetings.ts'
import {
  type Atlas,
  branchedRoute,
  connectionRoute,
  type Ground,
  mainRoute,
  makeAtlas,
  pit,
  surface,
  type Walk,
  walkStreets,
} from './works-routes.ts'

type Trade = (typeof trades)[number]

/** A works before it is written down: what it occupies in the plane, and when in days from today. */
export type Sketch = {
  trade: Trade
  category: Category
  phase: Phase
  status: Status
  span: Span
  walk: Walk
  outline: Outline
  trench: number
  isPit: boolean
  connections: number | null
}

const count = 600
/** As many clashes between live works as the planners of a city this size have on their table. */
const mostClashes = 96

function drawRoute(
  atlas: Atlas,
  trade: Trade,
  category: Category,
  trench: number,
  connections: number,
  random: Random,
) {
  const isPit = category === 'planned' && random.chance(0.07)
  const metres = isPit ? 40 : metresOf(category, random)
  const walk = walkStreets(atlas, metres, random)
  return { isPit, walk, ground: groundOf(), metres: lengthOf(walk.line) }
  function groundOf(): Ground {
    if (isPit) return pit(walk, random)
    if (category === 'connection') return connectionRoute(walk, trade.utility, trench, random)
    if (category === 'multi_connection') return branchedRoute(walk, trade.utility, trench, connections, random)
    if (category === 'road_works') return surface(walk, random)
    return mainRoute(walk, trade.utility, trench, random)
  }
}

function sketch(atlas: Atlas, phase: Phase, random: Random): Sketch {
  const trade = random.weigh(trades.map((each) => [each, each.share] as const))
  const category = categoryOf(trade, phase, random)
  const trench = Math.round(random.between(...trade.trench) * 10) / 10
  const connections = random.integer(5, 60)
  const { isPit, walk, ground, metres } = drawRoute(atlas, trade, category, trench, connections, random)
  const days = daysOf(
    category,
    metres,
    walk.streets.some(({ streetClass }) => streetClass === 'highway') ? 30 : 60,
    random,
  )
  const span = spanOf(phase, days, random)
  const status = statusOf(phase, span, category, random)
  const counted = category === 'multi_connection' ? connections : category === 'connection' ? 1 : null
  return {
    trade,
    category,
    phase,
    status,
    span,
    walk,
    outline: outlineOf(ground),
    trench,
    isPit,
    connections: counted,
  }
}

export const clash = (one: Sketch, other: Sketch) =>
  isLive(one.status) &&
  isLive(other.status) &&
  one.span.start <= other.span.end &&
  other.span.start <= one.span.end &&
  meets(one.outline, other.outline)

/** Draws the works one by one; where one would meet more than a planner would let pass, it is drawn again elsewhere. */
function sketchAll(atlas: Atlas, random: Random): Sketch[] {
  const sketches: Sketch[] = []
  let clashes = 0
  for (let i = 0; i < count; i++) {
    const phase = random.weigh(phases)
    let [best, fewest] = [sketch(atlas, phase, random), Infinity]
    for (let attempt = 0; attempt < 14; attempt++) {
      const next = attempt === 0 ? best : sketch(atlas, phase, random)
      const met = sketches.filter((other) => clash(next, other)).length
      if (met < fewest) [best, fewest] = [next, met]
      const tolerated = phase === 'finished' ? 0 : clashes < (mostClashes * (i + 40)) / count ? 2 : 0
      if (met <= tolerated) {
        ;[best, fewest] = [next, met]
        break
      }
    }
    clashes += fewest
    sketches.push(best)
  }
  return sketches
}

function routeOf({ lines, area }: Ground): Route {
  if (area) return polygonOf(area)
  if (lines.length === 1) return lineOf(lines[0] as Spot[])
  return {
    type: 'MultiLineString',
    coordinates: lines.map((line) => lineOf(line).coordinates),
  }
}

function placeName({ streets }: Walk): string {
  const [first, last] = [streets[0], streets.at(-1)]
  if (!first || !last || first === last) return first?.nameAr ?? ''
  return `من ${first.nameAr} إلى ${last.nameAr}`
}

function isBusy({ streets, line }: Walk, category: Category): boolean {
  const wide = streets.some(({ streetClass }) => streetClass === 'highway' || streetClass === 'arterial')
  return category === 'road_works' || (wide && lengthOf(line) > 120)
}

function write(one: Sketch, number: number, today: string, random: Random): DemoWorks {
  const { trade, category, span, status, walk, isPit } = one
  const depth = Math.round(random.between(...trade.depth) * 10) / 10
  const method =
    category === 'emergency' || isPit
      ? trade.utility === 'road'
        ? 'surface'
        : 'open_cut'
      : random.weigh(trade.methods)
  const actual = actualOf(status, span, random)
  const dates = datesOf(today, span, actual, { category, deep: depth > 1.5 }, random)
  const isArea = one.outline.ground.area !== null
  return {
    id: idOf('works', number),
    agencyCode: trade.agencyCode,
    contractorCode: random.chance(0.7) ? random.pick(['DEMO-BUILD1', 'DEMO-BUILD2']) : null,
    title: `${isPit ? trade.pit : titleOf(trade, category, random)}، ${placeName(walk)}`,
    description: random.chance(0.35) ? random.pick(descriptions) : null,
    externalReference: random.chance(0.6)
      ? `${trade.agencyCode}-${dates.createdOn.slice(0, 4)}-${String(number + 1).padStart(5, '0')}`
      : null,
    category,
    utility: trade.utility,
    method,
    route: routeOf(one.outline.ground),
    trenchWidthMetres: isArea ? null : Math.round(2 * (one.outline.ground.half - 1.5) * 100) / 100,
    trenchDepthMetres: depth,
    trafficImpact: isBusy(walk, category) ? 'major' : 'minor',
    connections: one.connections,
    ...dates,
    status,
  }
}

/** Some 600 works of three years about today, most of them where the city is dense. */
export function planWorks(streets: readonly NamedRoad[], today: string): { sketches: Sketch[]; works: DemoWorks[] } {
  const random = randomOf('works')
  const sketches = sketchAll(makeAtlas(streets), random)
  const pen = randomOf('works-records')
  return {
    sketches,
    works: sketches.map((one, i) => write(one, i, today, pen)),
  }
}
