import { market } from './landform.ts'
import { at, beside, lengthOf, rectangle, simplified, stretch, strip } from './lines.ts'
import { distance, isSimple, move, type Spot } from './plane.ts'
import type { Random } from './random.ts'
import type { NamedRoad } from './streets.ts'

/** What a works occupies, in the metric plane; `half` is half its width with the working space, 0 for an area. */
export type Ground = { lines: Spot[][]; area: Spot[] | null; half: number }
export type Walk = { line: Spot[]; streets: NamedRoad[] }
export type Atlas = {
  streets: readonly NamedRoad[]
  weights: readonly (readonly [NamedRoad, number])[]
  at: ReadonlyMap<Spot, NamedRoad[]>
}

/** Works gather where the city is dense and where the mains lie. */
export function makeAtlas(streets: readonly NamedRoad[]): Atlas {
  const byClass = { highway: 0.7, arterial: 1.9, collector: 1.7, local: 1 }
  const weights = streets.map((street) => {
    const far = distance(at(street.road.spots, street.metres / 2).spot, market)
    return [street, street.metres * byClass[street.streetClass] * (1 + 2.4 * Math.exp(-((far / 700) ** 2)))] as const
  })
  const meeting = new Map<Spot, NamedRoad[]>()
  for (const street of streets)
    for (const spot of new Set(street.road.spots)) meeting.set(spot, [...(meeting.get(spot) ?? []), street])
  return { streets, weights, at: meeting }
}

/** The rest of a street from one of its vertices, towards its farther end. */
function onward(street: NamedRoad, from: Spot): Spot[] {
  const { spots } = street.road
  const index = spots.indexOf(from)
  return index > spots.length / 2 ? spots.slice(0, index + 1).reverse() : spots.slice(index)
}

/** Follows the streets for so many metres; where one ends it turns into another that begins or passes there. */
export function walkStreets(atlas: Atlas, metres: number, random: Random): Walk {
  // What is long follows the long streets.
  const weights = atlas.weights.map(([each, weight]) => [each, metres > 350 ? weight * each.metres : weight] as const)
  const street = random.weigh(weights)
  const forward = random.chance(0.5) ? street.road.spots : [...street.road.spots].reverse()
  const from = random.between(0, Math.max(0, street.metres - metres))
  let line = stretch(forward, from, Math.min(from + metres, street.metres))
  let tip = forward.at(-1) as Spot
  const streets = [street]
  while (streets.length < 5 && lengthOf(line) < metres - 20) {
    const turns = random.shuffle(atlas.at.get(tip) ?? []).filter((each) => !streets.includes(each))
    const next = turns[0]
    if (!next) break
    const rest = onward(next, tip)
    const left = metres - lengthOf(line)
    line = [...line, ...(lengthOf(rest) > left ? stretch(rest, 0, left) : rest).slice(1)]
    tip = rest.at(-1) as Spot
    streets.push(next)
  }
  return { line, streets }
}

/** Where each network lies between the middle of the street (0) and its edges (-1 and 1). */
const lanes: Record<string, number> = {
  electricity: 0.66,
  telecom: 0.85,
  cooling: 0.36,
  sewer: -0.06,
  drainage: -0.3,
  water: -0.56,
  gas: -0.84,
  road: 0,
  other: 0.5,
}

export const workingSpace = 1.5

export function mainRoute(walk: Walk, utility: string, trench: number, random: Random): Ground {
  const width = walk.streets[0]?.widthMetres ?? 12
  const off = (lanes[utility] ?? 0) * (width / 2) + random.normal() * 0.35
  return {
    lines: [simplified(beside(walk.line, off), 0.4)],
    area: null,
    half: trench / 2 + workingSpace,
  }
}

/** A main with its branches to the houses, as one multi-line. */
export function branchedRoute(walk: Walk, utility: string, trench: number, branches: number, random: Random): Ground {
  const main = mainRoute(walk, utility, trench, random)
  const line = main.lines[0] as Spot[]
  const length = lengthOf(line)
  const side = random.pick([1, -1])
  const laterals = Array.from({ length: Math.min(branches, 18) }, (_, i) => {
    const { spot, angle } = at(line, ((i + 0.5) * length) / Math.min(branches, 18))
    return [spot, move(spot, angle + (side * Math.PI) / 2, random.between(4, 11))]
  })
  return { ...main, lines: [line, ...laterals] }
}

/** From the main to the edge of one plot. */
export function connectionRoute(walk: Walk, utility: string, trench: number, random: Random): Ground {
  const { spot, angle } = at(walk.line, lengthOf(walk.line) / 2)
  const width = walk.streets[0]?.widthMetres ?? 12
  const side = random.pick([1, -1])
  const from = move(spot, angle + Math.PI / 2, (lanes[utility] ?? 0) * (width / 2))
  const to = move(spot, angle + (side * Math.PI) / 2, width / 2 + random.between(2, 6))
  const bend = move(to, angle, random.between(-3, 3))
  return {
    lines: [distance(from, bend) > 2 ? [from, bend] : [from, move(from, angle, 8)]],
    area: null,
    half: trench / 2 + workingSpace,
  }
}

/** A pit for a chamber, a valve or a small substation at the edge of the street. */
export function pit(walk: Walk, random: Random): Ground {
  const { spot, angle } = at(walk.line, lengthOf(walk.line) / 2)
  const width = walk.streets[0]?.widthMetres ?? 12
  const front = move(spot, angle + Math.PI / 2, random.between(0.2, 0.8) * (width / 2))
  return {
    lines: [],
    area: rectangle(front, angle, random.between(4, 12), random.between(3, 8)),
    half: 0,
  }
}

/** A part of the street's surface, kerb to kerb or one carriageway. */
export function surface(walk: Walk, random: Random): Ground {
  const half = (walk.streets[0]?.widthMetres ?? 12) / 2
  const line = simplified(walk.line, 0.5)
  const [left, right] = random.chance(0.6) ? [half, -half] : [half, 0.3]
  const ring = strip(line, left, right)
  if (isSimple(ring)) return { lines: [], area: ring, half: 0 }
  return { lines: [line], area: null, half: half / 2 + workingSpace }
}
