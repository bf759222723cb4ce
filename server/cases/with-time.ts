import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { keepCases } from './file.ts'
import { recordCases } from './record.ts'

export interface Timed {
  pack: RulePack
  now: Date
}

/** So many cases at once: a transaction that holds their rows ends soon. */
const batch = 200

/**
 * A turn that was missed: the office decides; where it has missed its own, everybody may speak again. Exactly once, however many processes look: each row is held by whoever does it, and is
 * not due any more afterwards. Gives how many.
 */
export function escalateCases(db: Db, { now }: Timed): Promise<number> {
  return inBatches(db, async (trx) => {
    const late = await rows<{ id: string; state: 'open' | 'agreed'; waits_for: string[] }>(
      trx,
      `with late as (
         select id, state, waits_for from coordination_case
         where state in ('open','agreed') and due_at <= cast(:now as timestamptz)
         order by due_at, id limit :batch for update skip locked
       )
       update coordination_case c
       set state = 'escalated', escalated_at = c.due_at, due_at = null, waits_for = '{}', version = c.version + 1
       from late where c.id = late.id
       returning c.id, late.state, late.waits_for`,
      { now, batch },
    )
    await recordCases(
      trx,
      late.map(({ id, state: before, waits_for: silent }) => ({ id, event: 'escalate', after: { before, silent } })),
    )
    return late.length
  })
}

/**
 * Cases follow the register by whatever wrote it: what was waived elsewhere ends its case, and pairs that a writer has left
 * get theirs. Gives how many were touched.
 */
export function reviewCases(db: Db, { pack, now }: Timed): Promise<number> {
  return inBatches(db, (trx) => keepCases(trx, null, pack, now))
}

/** Does a batch at a time, each in a transaction of its own, until there is none left. */
async function inBatches(db: Db, work: (trx: Db) => Promise<number>): Promise<number> {
  let all = 0
  for (;;) {
    const done = await db.transaction(work)
    all += done
    if (done === 0) return all
  }
}
