import { record } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'

export interface CaseChange {
  id: string
  event: string
  reason?: string | null
  after?: object
}

interface Row {
  id: string
  number: string
  state: string
  municipality_ids: string[]
  agency_id: string
}

/** Adds what happened to cases to the audit, as things of whoever caused them; those that may be seen. */
export async function recordCases(db: Db, changes: readonly CaseChange[]): Promise<void> {
  if (changes.length === 0) return
  const found = await rows<Row>(
    db,
    `select c.id, c.number, c.state, c.municipality_ids, w.agency_id
     from coordination_case c join works w on w.id = c.cause_works_id where c.id = any (cast(:ids as uuid[]))`,
    { ids: changes.map(({ id }) => id) },
  )
  const byId = new Map(found.map((row) => [row.id, row]))
  await record(
    db,
    changes.flatMap(({ id, event, reason = null, after = {} }) => {
      const row = byId.get(id)
      if (!row) return []
      const { number, state, municipality_ids: municipalities, agency_id: agency } = row
      return [{ subject: 'case', id, agency, municipalities, event, reason, after: { number, state, ...after } }]
    }),
  )
}
