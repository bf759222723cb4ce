import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import type { Db } from '../../database/connect.ts'
import { prepared, rows } from '../../database/sql.ts'
import { failed, type Outcome } from '../../http/problem.ts'
import type { RulePack } from '../../policy/contract.ts'
import { dayAt } from '../../time/rules.ts'
import { sayDelegation } from './messages.ts'

interface Asking {
  actor: Actor
  now: Date
  pack: Pick<RulePack, 'zone'>
}

/** For whom somebody answers besides their own organisation. */
interface StandIn {
  principals: ReadonlySet<string>
  /** Their organisation applies for the works that is asked about, digs it or decides on it. */
  isInterested: boolean
}

const nobody: StandIn = { principals: new Set(), isInterested: false }

const text = prepared(
  `with today as materialized (select set_config('nasaq.day', cast(:day as text), true) as day)
   select entrusted_to(cast(:agency as uuid), cast(day as date)) as principals,
          coalesce((select interested_in(w, cast(:agency as uuid)) from works w where w.id = cast(:worksId as uuid)), false)
            as interested
   from today`,
)

/**
 * For whom somebody answers today, and whether they may about a works. Row security learns with it which day it is, until the end of the
 * transaction: without having asked, nobody answers for another and reads their words.
 */
export async function standInOf(db: Db, worksId: string | null, { actor, now, pack }: Asking): Promise<StandIn> {
  const { agencyId } = actor
  if (agencyId === null || !allows(actor, 'consultations.answer', { agencyId })) return nobody
  const asked = { day: dayAt(now, pack.zone), agency: agencyId, worksId }
  const [found] = await rows<{ principals: string[]; interested: boolean }>(db, text, asked)
  return { principals: new Set(found?.principals), isInterested: found?.interested === true }
}

/** May they answer for this organisation, about the works that was asked about? */
export function standsInFor({ principals, isInterested }: StandIn, agencyId: string): boolean {
  return !isInterested && principals.has(agencyId)
}

/** As which organisation somebody answers for the one that is asked: null where it is their own. */
export async function answererOf(
  db: Db,
  { worksId, agencyId }: { worksId: string; agencyId: string },
  asking: Asking,
): Promise<Outcome<string | null>> {
  if (allows(asking.actor, 'consultations.answer', { agencyId })) return { value: null }
  const standIn = await standInOf(db, worksId, asking)
  if (standsInFor(standIn, agencyId)) return { value: asking.actor.agencyId }
  if (!standIn.principals.has(agencyId)) return failed('forbidden')
  return failed('refused', { reasons: [{ code: 'own_interest', detail: sayDelegation('own_interest') }] })
}
