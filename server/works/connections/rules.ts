import type { LineString, Position, Route } from '../../geo/contract.ts'
import { metresPerDegree, partsOf, roughMetres } from '../../geo/rules.ts'
import type { Category, Status } from '../contract.ts'
import type { ConnectionState } from './contract.ts'

/** What is shorter is no line. */
const leastMetres = 0.01

/** The place of a main route that is nearest to another, and how far that is in metres; null of an area. */
export function nearestOn(route: Route, place: Position): { at: Position; metres: number } | null {
  if (!isLine(route)) return null
  let best: { at: Position; metres: number } | null = null
  for (const part of partsOf(route))
    for (const [i, to] of part.entries()) {
      const from = part[i - 1]
      if (!from) continue
      const found = nearestOnSegment(place, from, to)
      if (!best || found.metres < best.metres) best = found
    }
  return best
}

/** In a plane of metres about the place: over some hundred metres it errs by less than a millimetre. */
function nearestOnSegment(place: Position, from: Position, to: Position): { at: Position; metres: number } {
  const across = Math.cos((place[1] * Math.PI) / 180)
  const [ax, ay] = [(from[0] - place[0]) * across, from[1] - place[1]]
  const [dx, dy] = [(to[0] - from[0]) * across, to[1] - from[1]]
  const squared = dx * dx + dy * dy
  const share = squared === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / squared))
  const at: Position = [rounded(from[0] + share * (to[0] - from[0])), rounded(from[1] + share * (to[1] - from[1]))]
  return { at, metres: Math.hypot(ax + share * dx, ay + share * dy) * metresPerDegree }
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7
}

function isLine(route: Route): boolean {
  return route.type === 'LineString' || route.type === 'MultiLineString'
}

/** The straight connection from the nearest place of the main route to a meter; null of an area, or where the meter lies on it. */
export function straightTo(route: Route, meter: Position): LineString | null {
  const near = nearestOn(route, meter)
  if (!near || near.metres < leastMetres) return null
  return { type: 'LineString', coordinates: [near.at, meter] }
}

/**
 * A drawn connection as it runs from the main route: its start put onto that, turned round where it was drawn towards it.
 * Null where neither end lies near enough.
 */
export function fromRoute(route: Route, drawn: LineString, withinMetres: number): LineString | null {
  const isNear = (line: readonly Position[]) => {
    const near = nearestOn(route, line[0] as Position)
    return near && near.metres <= withinMetres ? near.at : null
  }
  const turned = drawn.coordinates.toReversed()
  for (const line of [drawn.coordinates, turned]) {
    const start = isNear(line)
    if (start) return beginningAt(start, line)
  }
  return null
}

/** A line with its first place moved; what fell together by that is one place. */
function beginningAt(start: Position, line: readonly Position[]): LineString {
  const rest = line.slice(1)
  // where all of it fell together the last place is left
  const next = rest.findIndex((place) => roughMetres(start, place) >= leastMetres)
  return { type: 'LineString', coordinates: [start, ...rest.slice(next)] }
}

/** Whether nothing of a connection is left once it begins on the main route. */
export function isOnlyPoint({ coordinates }: LineString): boolean {
  return coordinates.every((place) => roughMetres(coordinates[0] as Position, place) < leastMetres)
}

export interface ConnectionLimits {
  most: number
  longestMetres: number
  startsWithinMetres: number
}

/** What is known of the connections of a works when they are held against the limits. */
export interface Entered {
  number: number
  line: LineString
  lengthMetres: number
}

/** The numbers of the connections that are too long, and of those that do not begin on the main route. */
export function againstLimits(
  entered: readonly Entered[],
  route: Route,
  { longestMetres, startsWithinMetres }: ConnectionLimits,
): { tooLong: number[]; offRoute: number[] } {
  const isOff = ({ line }: Entered) => {
    const near = nearestOn(route, line.coordinates[0] as Position)
    return !near || near.metres > startsWithinMetres
  }
  return {
    tooLong: entered.filter(({ lengthMetres }) => lengthMetres > longestMetres).map(({ number }) => number),
    offRoute: entered.filter(isOff).map(({ number }) => number),
  }
}

/** Only a permit for many carries them one by one. */
export function carriesConnections({ category }: { category: Category }): boolean {
  return category === 'multi_connection'
}

export const markRefusals = [
  'same_state',
  'not_open',
  'not_begun',
  'in_future',
  'before_start',
  'after_end',
  'reason_needed',
  'is_done',
  'was_done',
  'is_frozen',
] as const
export type MarkRefusal = (typeof markRefusals)[number]

/** In which a connection may still be given up: what is done stays done, and what is closed is over. */
const cancellable: readonly Status[] = [
  'draft',
  'planned',
  'submitted',
  'in_coordination',
  'approved',
  'permitted',
  'in_progress',
  'returned',
  'suspended',
]
/** While the ground is open, or was just closed: whoever digs may still say so. */
const diggable: readonly Status[] = ['in_progress', 'suspended', 'reinstated']

export interface MarkFacts {
  status: Status
  /** Whether the lines of the works may be changed without an amendment. */
  isChangeable: boolean
  startedOn: string | null
  /** The last day on which its ground was open; null while it is. */
  endedOn: string | null
  today: string
  doneOn: string
  hasReason: boolean
  /** Whether it was ever said to be done. */
  wasDone: boolean
  /** Whether the office asks, which may look whether the ground was dug. */
  isOffice: boolean
}

/** Why a connection cannot become that now; null where it can. */
export function markRefusal(from: ConnectionState, to: ConnectionState, facts: MarkFacts): MarkRefusal | null {
  if (from === to) return 'same_state'
  if (to === 'done') return from === 'cancelled' ? 'is_frozen' : doneRefusal(facts)
  if (to === 'cancelled') {
    if (from === 'done') return 'is_done'
    if (!cancellable.includes(facts.status)) return 'not_open'
    if (facts.wasDone && !facts.isOffice) return 'was_done'
    return facts.hasReason ? null : 'reason_needed'
  }
  // taken back: what was done by mistake as long as it may be said at all, what was given up only where it may be drawn anew
  if (from === 'done') return diggable.includes(facts.status) ? null : 'not_open'
  return facts.isChangeable ? null : 'is_frozen'
}

/** When a connection was done that is said to be now, where nobody says more: no later than its ground was open. */
export function usuallyDoneOn(today: string, endedOn: string | null): string {
  return endedOn !== null && endedOn < today ? endedOn : today
}

function doneRefusal({ status, startedOn, endedOn, today, doneOn }: MarkFacts): MarkRefusal | null {
  if (!diggable.includes(status)) return 'not_begun'
  if (doneOn > today) return 'in_future'
  if (endedOn !== null && doneOn > endedOn) return 'after_end'
  return startedOn !== null && doneOn < startedOn ? 'before_start' : null
}

/** Why a connection takes no photo of itself now: it shows what was done, as long as that may still be said. */
export function photoRefusal(state: ConnectionState, status: Status): 'photo_not_done' | 'photo_not_open' | null {
  if (state !== 'done') return 'photo_not_done'
  return diggable.includes(status) ? null : 'photo_not_open'
}
