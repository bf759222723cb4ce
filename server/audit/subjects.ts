import type { Db } from '../database/connect.ts'
import { rows, sql } from '../database/sql.ts'

/** What an object is called. */
export interface Called {
  number: string | null
  name: { ar: string; en: string } | null
}

interface Row {
  id: string
  number: string | null
  name_ar: string | null
  name_en: string | null
}

const text = sql(import.meta.url, 'subjects.sql')

/** What these objects are called now: those of them that row security shows and that are still there. */
export async function calledNow(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Called>> {
  if (ids.length === 0) return new Map()
  const found = await rows<Row>(db, text, { ids: [...new Set(ids)] })
  return new Map(
    found.map(({ id, number, name_ar: ar, name_en: en }) => [
      id,
      { number, name: ar === null || en === null ? null : { ar, en } },
    ]),
  )
}
