import type { Db } from '../database/connect.ts'
import type { Outcome } from '../http/problem.ts'
import { tell } from '../notifications/tell.ts'
import type { Following, Found } from './consequences.ts'

/** A visit that failed is told to whose works it is and to who digs it. That works were stopped, their own history tells. */
export async function tellFailure(
  db: Db,
  { sent, number, outcome, works }: Found,
  { actor, now }: Following,
): Promise<Outcome<null>> {
  if (outcome !== 'failed_high' && outcome !== 'failed_low') return { value: null }
  const to = [works.agencyId, works.contractorId].flatMap((agencyId) => (agencyId ? [{ agencyId }] : []))
  const failures = sent.items.filter(({ result }) => result === 'fail').length
  await tell(db, [
    {
      kind: 'inspection_failed',
      subject: { type: 'works', id: works.id },
      to,
      about: { inspection: number, items: failures },
      at: now,
      by: actor.userId,
    },
  ])
  return { value: null }
}
