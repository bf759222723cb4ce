import type { StreetClass } from '../../server/streets/contract.ts'
import { grow, prune } from './growth.ts'
import {
  alongWadi,
  isBuildable,
  market,
  marketLoop,
  orbital,
  orbitals,
  radials,
  ray,
  ringRoad,
  spacingAt,
} from './landform.ts'
import { at, lengthOf } from './lines.ts'
import { makeNetwork, type Network, type Road } from './network.ts'
import { distance, lineOf } from './plane.ts'
import { idOf, type Random, randomOf } from './random.ts'
import { broadNames, natureNames, type StreetName, tradeNames } from './street-names.ts'
import type { DemoStreet } from './types.ts'

/** A street of the demo city with its road in the metric plane. */
export type NamedRoad = DemoStreet & { road: Road; metres: number }

const widths: Record<StreetClass, number> = {
  highway: 44,
  arterial: 32,
  collector: 20,
  local: 12,
}

/** The same network without its loose ends; a road that loses its last junction goes with them. */
function pruned(network: Network, random: Random): Network {
  const tidy = makeNetwork()
  for (const road of network.roads) {
    const kept = road.streetClass === 'local' || road.streetClass === 'collector' ? prune(network, road, random) : road
    if (kept) tidy.add(kept)
  }
  return tidy
}

function layNetwork(): Network {
  const random = randomOf('streets')
  const network = makeNetwork()
  network.draw('arterial', marketLoop)
  for (const { degrees, reach } of radials) network.draw('arterial', ray(degrees, 150, reach), 'start')
  network.draw('highway', ringRoad)
  network.draw('collector', alongWadi(92, -1500, 1500), 'both')
  network.draw('collector', alongWadi(-96, -1000, 1000), 'both')
  for (const way of orbitals) network.draw('collector', orbital(way), 'both')
  const common = {
    allowed: isBuildable,
    mayJoin: (road: Road) => road.streetClass !== 'highway',
  }
  const collectors = {
    ...common,
    streetClass: 'collector' as const,
    spacing: () => 400,
    goesOn: 0.75,
    least: 380,
    most: 1700,
  }
  grow(network, collectors, 2_000, random)
  const locals = {
    ...common,
    streetClass: 'local' as const,
    spacing: spacingAt,
    goesOn: 0.62,
    least: 105,
    most: 760,
  }
  grow(network, locals, 60_000, random)
  return pruned(network, random)
}

/** The ring road as six streets between its exits, the third of them named after its exit. */
function ringNames(count: number): StreetName[] {
  const quarters: StreetName[] = [
    ['الطريق الدائري الشرقي', 'East Ring Road'],
    ['الطريق الدائري الشمالي', 'North Ring Road'],
    ['الطريق الدائري (المخرج 3)', 'Ring Road (Exit 3)'],
    ['الطريق الدائري الغربي', 'West Ring Road'],
    ['الطريق الدائري الجنوبي', 'South Ring Road'],
    ['الطريق الدائري (المخرج 6)', 'Ring Road (Exit 6)'],
  ]
  return quarters.slice(0, count)
}

/** The ring in parts that begin and end where the arterials cross it. */
function splitRing(ring: Road, network: Network): Road[] {
  const arterials = new Set(
    network.roads.filter((road) => road.streetClass === 'arterial').flatMap((road) => road.spots),
  )
  const exits = ring.spots.slice(0, -1).flatMap((spot, i) => (arterials.has(spot) ? [i] : []))
  const around = [...ring.spots.slice(0, -1), ...ring.spots]
  return exits.map((from, n) => {
    const to = exits[n + 1] ?? (exits[0] as number) + ring.spots.length - 1
    return {
      streetClass: 'highway' as const,
      spots: around.slice(from, to + 1),
    }
  })
}

const kinds: Record<StreetClass, readonly (readonly [string, string])[]> = {
  highway: [['طريق', 'Road']],
  arterial: [['طريق', 'Road']],
  collector: [
    ['شارع', 'Street'],
    ['جادة', 'Avenue'],
  ],
  local: [
    ['شارع', 'Street'],
    ['شارع', 'Street'],
    ['شارع', 'Street'],
    ['ممر', 'Passage'],
  ],
}
const brackets: readonly StreetName[] = [
  ['(الفرع الشرقي)', '(East Branch)'],
  ['(سابقًا طريق القوافل القديم)', '(formerly Old Caravan Road)'],
  ['(خدمة)', '(Service)'],
]

function nameAll(roads: readonly Road[]): StreetName[] {
  const random = randomOf('street-names')
  const stock = {
    broad: [...broadNames],
    trade: random.shuffle(tradeNames),
    nature: random.shuffle(natureNames),
  }
  const used = new Map<string, number>()
  return roads.map((road, i) => {
    const { spot } = at(road.spots, lengthOf(road.spots) / 2)
    const isLane = road.streetClass === 'local' && distance(spot, market) < 620 && stock.trade.length > 0
    const own = isLane
      ? stock.trade
      : road.streetClass === 'arterial' && stock.broad.length > 0
        ? stock.broad
        : stock.nature
    const name = own.shift() ?? stock.nature.shift() ?? stock.trade.shift() ?? stock.broad.shift()
    if (!name) throw new Error('more streets than names')
    const [kindAr, kindEn] = isLane ? ['درب', 'Lane'] : random.pick(kinds[road.streetClass])
    const bracket =
      used.size < brackets.length && road.streetClass !== 'local' && i % 3 === 1 ? brackets[used.size] : undefined
    if (bracket) used.set(bracket[0], i)
    return [
      [kindAr, name[0], bracket?.[0]].filter(Boolean).join(' '),
      [name[1], kindEn, bracket?.[1]].filter(Boolean).join(' '),
    ]
  })
}

function widthOf(road: Road, random: Random): number {
  const { spot } = at(road.spots, lengthOf(road.spots) / 2)
  if (road.streetClass === 'local') return distance(spot, market) < 480 ? 8 : random.pick([10, 12, 12, 14])
  if (road.streetClass === 'collector') return random.pick([18, 20, 20, 24])
  return road.streetClass === 'arterial' && distance(spot, market) < 320 ? 24 : widths[road.streetClass]
}

export type StreetPlan = {
  network: Network
  streets: NamedRoad[]
  /** Metres from the middle of a road of the network to its kerb. */
  half(road: Road): number
}

export function layStreets(): StreetPlan {
  const network = layNetwork()
  const ring = network.roads.find((road) => road.streetClass === 'highway') as Road
  const parts = splitRing(ring, network)
  const others = network.roads.filter((road) => road !== ring)
  const names = [...ringNames(parts.length), ...nameAll(others)]
  const random = randomOf('street-widths')
  const streets = [...parts, ...others].map((road, i): NamedRoad => {
    const [nameAr, nameEn] = names[i] as StreetName
    return {
      id: idOf('street', i),
      code: `DMO-S-${String(i + 1).padStart(4, '0')}`,
      nameAr,
      nameEn,
      streetClass: road.streetClass,
      widthMetres: widthOf(road, random),
      line: lineOf(road.spots),
      road,
      metres: lengthOf(road.spots),
    }
  })
  const wide = new Map(streets.map(({ road, widthMetres }) => [road, widthMetres]))
  return {
    network,
    streets,
    half: (road) => (wide.get(road) ?? widths[road.streetClass]) / 2,
  }
}
