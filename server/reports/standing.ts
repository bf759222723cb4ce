import type { Actor } from '../access/actor.ts'
import { allows } from '../access/policy.ts'
import { factsOfPlace, type WholeRow } from './row.ts'
import type { ReportFacts, ReportParty } from './rules.ts'

const millisecondsOfDay = 86_400_000

/** As what somebody stands before a report. */
export function partiesOf(actor: Actor | null, row: WholeRow): ReportParty[] {
  const place = factsOfPlace(row)
  return [
    ...(allows(actor, 'reports.decide', place) ? (['office'] as const) : []),
    ...(allows(actor, 'reports.deal', place) ? (['asked'] as const) : []),
  ]
}

/** The last instant at which a solution may be disputed; null where there is none, or it was disputed once. */
export function disputeUntil({ status, solved_at, disputed_at }: WholeRow, disputeDays: number): Date | null {
  if (status !== 'solved' || solved_at === null || disputed_at !== null) return null
  return new Date(Date.parse(solved_at) + disputeDays * millisecondsOfDay)
}

/** What the rules know of a report before anything is given with a deed. */
export function factsOf(row: WholeRow, { now, disputeDays }: { now: Date; disputeDays: number }): ReportFacts {
  const until = disputeUntil(row, disputeDays)
  return {
    status: row.status,
    isWithOffice: row.agency_id === row.office_id,
    isDisputedOnce: row.disputed_at !== null,
    isDisputeOver: until === null || until < now,
    closedBy: null,
    isRated: row.rating !== null,
    hasReason: false,
    photo: null,
  }
}
