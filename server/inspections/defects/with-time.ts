import { recordedAtTheEnd } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { moveDefect } from './move.ts'

/** So many at once: a transaction that holds their rows ends soon. */
const batch = 100

/**
 * Silence past its days is an acceptance, recorded as deemed at the instant that they were over. [S] What is due follows
 * from the rows, and each is held by whoever does it: two processes never do one twice, and what a stop has left undone is
 * done at the next start. One that fails is left out, told of, and tried again with the next turn. Gives how many.
 */
export async function deemDefects(
  db: Db,
  { now, onFailure = rethrow }: { now: Date; onFailure?: ((error: unknown, id: string) => void) | undefined },
): Promise<number> {
  const without: string[] = []
  let [limit, all] = [batch, 0]
  for (;;) {
    let held: Silent[] = []
    try {
      all += await db.transaction(async (trx) => {
        held = await silent(trx, { now, without, limit })
        if (held.length > 0) await recordedAtTheEnd(trx, () => accept(trx, held, now))
        return held.length
      })
      if (held.length === 0) return all
    } catch (error) {
      const [first] = held
      if (!first) throw error
      if (held.length === 1) {
        without.push(first.id)
        onFailure(error, first.id)
      }
      limit = held.length === 1 ? batch : 1
    }
  }
}

interface Silent {
  id: string
  answer_due_at: string
}

function rethrow(error: unknown): never {
  throw error
}

function silent(db: Db, { now, without, limit }: { now: Date; without: string[]; limit: number }): Promise<Silent[]> {
  return rows(
    db,
    `select id, answer_due_at from defect
     where answer is null and state = 'open' and answer_due_at <= cast(:now as timestamptz)
       and id <> all (cast(:without as uuid[]))
     order by answer_due_at, id limit :limit for update skip locked`,
    { now, without, limit },
  )
}

async function accept(db: Db, held: readonly Silent[], now: Date): Promise<void> {
  for (const { id, answer_due_at } of held) {
    const written = { answer: 'accepted', answered_at: answer_due_at, is_deemed: true }
    await moveDefect(db, id, { event: 'deem', state: 'open', written }, { userId: null, agencyId: null, now })
  }
}
