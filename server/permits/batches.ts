import type { Db } from '../database/connect.ts'

/** So many works at once: a transaction that holds their rows ends soon. */
const batch = 200

/** Something that time does to works: which are due, held by whoever finds them, and what is done to them. */
export interface Job<Due extends { id: string }> {
  due: (db: Db, bindings: { limit: number; without: string[] }) => Promise<Due[]>
  /** Gives to how many. */
  act: (db: Db, due: readonly Due[]) => Promise<number>
}

/**
 * Does a batch at a time, each in a transaction of its own, until none is left. What fails is done one by one, so that a works that
 * nothing can be done to stops no other: it is told of, left out, and tried again with the next turn. Gives how many.
 */
export async function inBatches<Due extends { id: string }>(
  db: Db,
  { due, act }: Job<Due>,
  onFailure: (error: unknown, worksId: string) => void,
): Promise<number> {
  const without: string[] = []
  let [limit, all] = [batch, 0]
  for (;;) {
    let held: Due[] = []
    try {
      all += await db.transaction(async (trx) => {
        held = await due(trx, { limit, without })
        return held.length > 0 ? act(trx, held) : 0
      })
      if (held.length === 0) return all
    } catch (error) {
      const [first] = held
      if (!first) throw error
      if (held.length === 1) without.push(first.id)
      if (held.length === 1) onFailure(error, first.id)
      limit = held.length === 1 ? batch : 1
    }
  }
}
