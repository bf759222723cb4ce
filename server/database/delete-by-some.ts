import type { Db } from './connect.ts'
import { rows } from './sql.ts'

/** So many rows at once: however many there are, no statement comes near its time limit. */
const some = 5000

/** Deletes the rows of a table that a condition of ours holds for, some at a time. Gives how many. */
export async function deleteBySome(
  db: Db,
  table: 'happening' | 'mail' | 'webhook_delivery' | 'notice' | 'idempotency_key',
  condition: string,
  bindings: Record<string, unknown>,
): Promise<number> {
  for (let all = 0; ; ) {
    const gone = await rows(
      db,
      `delete from ${table} where ctid in (select ctid from ${table} where ${condition} limit :some) returning 1`,
      { ...bindings, some },
    )
    all += gone.length
    if (gone.length < some) return all
  }
}
