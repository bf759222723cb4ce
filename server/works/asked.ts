import { type Static, Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { Services } from '../http/app-types.ts'
import type { Outcome } from '../http/problem.ts'
import { AnyId, AnyOf, listed, placeAndTime, query, readPlaceAndTime } from '../http/query.ts'
import { addDays, dayAt } from '../time/rules.ts'
import { categories, statuses, utilities } from './contract.ts'
import type { WorksFilter } from './filter.ts'

/** What works are asked for by. */
export const filters = {
  ...placeAndTime,
  status: AnyOf(statuses),
  agency: AnyId,
  category: AnyOf(categories),
  utility: AnyOf(utilities),
  street: Type.Optional(Type.String({ format: 'uuid' })),
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  mine: Type.Optional(
    Type.Boolean({
      description:
        'only the works of whoever asks: those that their organisation plans or digs, and those on ground that it answers for',
    }),
  ),
  guarantee: Type.Optional(
    Type.Literal('ending', {
      description: 'only works whose guarantee ends soon, or has ended, and that are not cleared',
    }),
  ),
  tileId: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'the works of this feature of the map tiles',
    }),
  ),
}
export const Filters = query(filters)
/** The filter that an address asks for. */
export function filterOf(
  asked: Static<typeof Filters>,
  { actor, services: { pack, clock } }: { actor: Actor | null; services: Pick<Services, 'pack' | 'clock'> },
): Outcome<WorksFilter> {
  const place = readPlaceAndTime(asked)
  if (place.problem) return place
  const { from, to, street, q: text, tileId } = asked
  const lists = {
    status: listed(asked.status),
    agency: listed(asked.agency),
    category: listed(asked.category),
    utility: listed(asked.utility),
  }
  const mine = asked.mine ? { agencyId: actor?.agencyId ?? null, ground: actor?.ground ?? [] } : undefined
  const soon = addDays(dayAt(clock(), pack.zone), pack.inspections.reinstatement.endingDays)
  const guaranteeBy = asked.guarantee ? soon : undefined
  return { value: { ...place.value, mine, guaranteeBy, from, to, street, text, tileId, ...lists } }
}
