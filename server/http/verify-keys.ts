import type { Db } from '../database/connect.ts'
import { deleteBySome } from '../database/delete-by-some.ts'
import { rows } from '../database/sql.ts'
import { keyDays } from './limits/contract.ts'

/** What `verify` found of the idempotency keys. All but `keys` must be nought. */
export interface KeyCheck {
  keys: number
  /** Committed without an answer: the write and its answer were not one transaction. */
  unanswered: number
  /** Requests with a key that made more than one thing of a kind; an import may. */
  repeated: number
}

export async function verifyKeys(db: Db): Promise<KeyCheck> {
  const [found] = await rows<KeyCheck>(
    db,
    `select count(*)::int as keys, count(*) filter (where status is null or answer is null)::int as unanswered,
            (select count(*) from (
               select 1 from audit a join idempotency_key k on k.request_id = a.request_id
               where a.event = 'create' group by a.request_id, a.subject having count(*) > 1) twice)::int as repeated
     from idempotency_key`,
  )
  return found ?? { keys: 0, unanswered: 0, repeated: 0 }
}

/** Forgets keys that are older, and gives how many. To be done each day. */
export async function forgetKeys(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keyDays * 86_400_000)
  return deleteBySome(db, 'idempotency_key', 'at < :before', { before })
}
