import type { Position } from '../../../server/geo/contract.ts'
import type { Round, Visit } from '../../../server/inspections/visits/contract.ts'
import { flatAround } from '../ground/metres.ts'
import type { FieldUser, OutboxEntry } from '../offline/contract.ts'

/** What the page of today shows of a visit: of the service, or as it was taken along. */
export type TodayVisit = Pick<
  Visit,
  'id' | 'version' | 'kind' | 'cause' | 'state' | 'dueOn' | 'place' | 'distanceMetres' | 'assignee' | 'district'
> & {
  works: Pick<Visit['works'], 'id' | 'number' | 'title' | 'agencyId' | 'contractorId'> &
    // an area that was taken along before there were any has none
    Partial<Pick<Visit['works'], 'streetName'>>
}

/** By air, as a phone without a network can know it. */
export function airMetres(from: Position, to: Position): number {
  return Math.hypot(...flatAround(from).to(to))
}

const byDay = (one: TodayVisit, other: TodayVisit) =>
  one.dueOn.localeCompare(other.dueOn) || one.id.localeCompare(other.id)

/** As the service would give them: by distance where the phone knows where it is, else by day. */
export function ordered(visits: readonly TodayVisit[], from: Position | null): TodayVisit[] {
  if (!from) return [...visits].sort(byDay)
  return visits
    .map((visit) => ({ ...visit, distanceMetres: airMetres(from, visit.place.coordinates) }))
    .sort((one, other) => one.distanceMetres - other.distanceMetres || byDay(one, other))
}

/** Always the nearest next, as the crow flies: the round of a phone that cannot ask for streets. */
export function roundByAir(from: Position, visits: readonly TodayVisit[]): Round {
  const left = [...visits]
  const legs: Round['legs'] = []
  let here = from
  while (left.length > 0) {
    const at = left.reduce(
      (best, visit, index) =>
        airMetres(here, visit.place.coordinates) < airMetres(here, (left[best] as TodayVisit).place.coordinates)
          ? index
          : best,
      0,
    )
    const [next] = left.splice(at, 1) as [TodayVisit]
    const there = next.place.coordinates
    legs.push({
      visitId: next.id,
      way: 'straight',
      metres: airMetres(here, there),
      line: { type: 'LineString', coordinates: [here, there] },
    })
    here = there
  }
  return { legs, metres: legs.reduce((sum, { metres }) => sum + metres, 0) }
}

/**
 * A visit as its inspector has left it on this phone, though the list does not know of it yet: done where it was inspected.
 * Nobody takes it from another.
 */
export function asDecided(
  visit: TodayVisit,
  last: OutboxEntry | null,
  user: Pick<FieldUser, 'id' | 'name'>,
): TodayVisit {
  if (!last || last.state === 'needs_you') return visit
  if (!last.visit) return { ...visit, state: 'done' }
  if (visit.assignee !== null && visit.assignee.id !== user.id) return visit
  return last.visit.deed === 'take'
    ? { ...visit, state: 'taken', assignee: { id: user.id, name: user.name } }
    : { ...visit, state: 'due', assignee: null }
}

/** Does what was typed stand in the number or in the title? */
export function isFound({ works }: Pick<TodayVisit, 'works'>, words: string, fold: (text: string) => string): boolean {
  const asked = fold(words.trim())
  return asked === '' || fold(`${works.number} ${works.title}`).includes(asked)
}
