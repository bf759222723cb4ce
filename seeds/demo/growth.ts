import type { StreetClass } from '../../server/streets/contract.ts'
import { bearingAt } from './landform.ts'
import { at, lengthOf } from './lines.ts'
import type { Network, Piece, Road } from './network.ts'
import { distance, heading, move, nearestOn, type Spot } from './plane.ts'
import type { Random } from './random.ts'

export type Growth = {
  streetClass: StreetClass
  /** Metres between streets that run side by side. */
  spacing(p: Spot): number
  allowed(p: Spot): boolean
  mayJoin(road: Road): boolean
  /** How often a street goes on beyond a street it meets. */
  goesOn: number
  least: number
  most: number
}

const step = 22
const angleBetween = (one: number, other: number) => {
  const turn = Math.abs(Math.atan2(Math.sin(one - other), Math.cos(one - other)))
  return Math.min(turn, Math.PI - turn)
}

/** The direction of the streets at a spot that is closest to the one given. */
function follow(p: Spot, direction: number): number {
  const bearing = bearingAt(p)
  const quarters = Math.round((direction - bearing) / (Math.PI / 2))
  return bearing + (quarters * Math.PI) / 2
}

type Met = { piece: Piece; spot: Spot }

/** The next crossing within reach and whether a street may join there: not at a sharp angle, not beside a junction. */
function meet(network: Network, p: Spot, angle: number, metres: number, growth: Growth): Met | 'barred' | null {
  const [hit] = network.hits(p, move(p, angle, metres))
  if (!hit) return null
  if (!growth.mayJoin(hit.piece.road) || angleBetween(angle, heading(hit.piece.a, hit.piece.b)) < 0.6) return 'barred'
  const ends = hit.piece.road.spots
  const junction = ends.find((spot) => network.meeting(spot) > 1 && distance(spot, hit.spot) < 38)
  if (!junction) return hit
  // Four arms make a crossing; a fifth would make a muddle.
  return distance(junction, hit.spot) < 18 && network.meeting(junction) < 3
    ? { piece: hit.piece, spot: junction }
    : 'barred'
}

function isCrowded(network: Network, a: Spot, b: Spot, growth: Growth, own: readonly Spot[]): boolean {
  const angle = heading(a, b)
  const room = growth.spacing(b) * (angleBetween(angle, bearingAt(b)) < Math.PI / 4 ? 0.7 : 1.05)
  const beside = network.near(b, b, room).some((piece) => {
    if (piece.a === a || piece.b === a) return false
    return angleBetween(angle, heading(piece.a, piece.b)) < 0.65 && distance(nearestOn(piece.a, piece.b, b), a) > 12
  })
  return beside || own.slice(0, -6).some((spot) => distance(spot, b) < room)
}

/** Walks from a spot on a road along the pattern of streets until something ends it. */
function walk(network: Network, from: Spot, direction: number, growth: Growth, random: Random) {
  const spots: Spot[] = [from]
  const met: (Met & { index: number })[] = []
  let angle = follow(from, direction)
  let length = 0
  while (length < growth.most) {
    const p = spots.at(-1) as Spot
    const onward = follow(p, angle)
    // Where patterns meet the bearing jumps; a street that would turn on the spot ends there.
    if (spots.length > 1 && Math.abs(onward - angle) > 0.4) break
    angle = onward
    const hit = meet(network, p, angle, step + 16, growth)
    if (hit === 'barred') break
    const next = hit ? hit.spot : move(p, angle, step)
    if (!growth.allowed(next) || spots.includes(next) || isCrowded(network, p, next, growth, spots)) break
    length += distance(p, next)
    spots.push(next)
    if (!hit) continue
    met.push({ ...hit, index: spots.length - 1 })
    if (hit.piece.road.streetClass !== growth.streetClass && !random.chance(growth.goesOn + 0.15)) break
    if (!random.chance(growth.goesOn)) break
  }
  return { spots, met, angle }
}

/** Joins a loose end to the street ahead where there is one. */
function finish(network: Network, way: ReturnType<typeof walk>, growth: Growth): Spot[] {
  const { spots, met, angle } = way
  const last = met.at(-1)?.index ?? 0
  if (last === spots.length - 1) return spots
  const end = spots.at(-1) as Spot
  const ahead = meet(network, end, follow(end, angle), 1.1 * growth.spacing(end), growth)
  if (ahead && ahead !== 'barred' && growth.allowed(move(end, angle, distance(end, ahead.spot) / 2))) {
    met.push({ ...ahead, index: spots.length })
    return [...spots, ahead.spot]
  }
  return spots
}

function tryFrom(network: Network, road: Road, metres: number, side: number, growth: Growth, random: Random): number {
  const { spot, angle } = at(road.spots, metres)
  const outward = angle + (side * Math.PI) / 2
  if (angleBetween(follow(spot, outward), outward) > 0.6) return 0
  const junctionNear = road.spots.find((each) => network.meeting(each) > 1 && distance(each, spot) < 40)
  const vertex = road.spots.find((each) => distance(each, spot) < 9)
  const from = junctionNear ?? vertex ?? spot
  if (junctionNear && network.meeting(junctionNear) > 2) return 0
  // At a junction of two roads the one that goes on must leave into a free quarter.
  const way = walk(network, from, outward, growth, random)
  const first = way.spots[1]
  if (!first) return 0
  const leaves = heading(from, first)
  const arms = network.near(from, from, 1)
  if (arms.some(({ a, b }) => isSame(leaves, a === from ? heading(a, b) : heading(b, a), a === from || b === from)))
    return 0
  const spots = finish(network, way, growth)
  if (spots.length < 3 || lengthOf(spots) < growth.least) return 0
  const piece = arms.find((each) => each.road === road)
  if (piece) network.join(piece, from)
  for (const { piece: crossed, spot: joint, index } of way.met) if (index < spots.length) network.join(crossed, joint)
  network.add({ streetClass: growth.streetClass, spots })
  return lengthOf(spots)
}

/** True where a street would leave within 45 degrees of one that leaves there already. */
function isSame(leaves: number, arm: number, isArm: boolean): boolean {
  return isArm && Math.cos(leaves - arm) > 0.7
}

/** Grows streets of one class from the roads that are there, until the metres are used up or nothing fits any more. */
export function grow(network: Network, growth: Growth, metres: number, random: Random): void {
  let left = metres
  for (let round = 0; round < 5 && left > 0; round++) {
    const seeds = network.roads.filter(growth.mayJoin).flatMap((road) => {
      const length = lengthOf(road.spots)
      return Array.from({ length: Math.ceil(length / 55) * 2 }, () => ({
        road,
        along: random.between(0, length),
      }))
    })
    for (const { road, along } of random.shuffle(seeds)) {
      if (left <= 0) return
      left -= tryFrom(network, road, along, random.chance(0.5) ? 1 : -1, growth, random)
    }
  }
}

/** Cuts what hangs loose beyond the last junction of a road: some of it stays, as a cul-de-sac. */
export function prune(network: Network, road: Road, random: Random): Road | null {
  let spots = road.spots
  for (const end of ['first', 'last'] as const) {
    const outward = end === 'first' ? [...spots].reverse() : spots
    const last = outward.findLastIndex((spot) => network.meeting(spot) > 1)
    if (last < 0) return null
    const loose = lengthOf(outward.slice(last))
    const stays = last === 0 ? 170 : random.chance(0.4) ? random.between(50, 105) : 0
    const cut = loose <= stays ? outward : [...outward.slice(0, last + 1), ...part(outward.slice(last), stays)]
    spots = end === 'first' ? [...cut].reverse() : cut
  }
  return lengthOf(spots) > 60 ? { ...road, spots } : null
}

/** The first metres of a line without its first spot, in whole pieces. */
function part(line: readonly Spot[], metres: number): Spot[] {
  return line.slice(1).filter((_, i) => lengthOf(line.slice(0, i + 2)) <= metres)
}
