import type { Db } from '../database/connect.ts'
import { rows, sql } from '../database/sql.ts'
import { recordWorks } from '../works/store.ts'

const text = sql(import.meta.url, 'silence.sql')

/** Writes down what silence has approved of these works, each with a line of history of nobody's. Gives which had any. */
export async function deem(db: Db, ids: readonly string[], now: Date): Promise<string[]> {
  const told = (await rows<{ works_id: string }>(db, text, { ids: [...ids], now })).map(({ works_id }) => works_id)
  if (told.length > 0) await recordWorks(db, told)
  return told
}
