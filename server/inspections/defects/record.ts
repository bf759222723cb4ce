import { record } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'

export interface DefectChange {
  id: string
  event: string
  reason?: string | null
  after?: object
}

interface Row {
  id: string
  number: string
  state: string
  agency_id: string
  municipality_ids: string[]
}

/** Adds what happened to defects to the audit, as things of whose works they lie on. */
export async function recordDefects(db: Db, changes: readonly DefectChange[]): Promise<void> {
  if (changes.length === 0) return
  const found = await rows<Row>(
    db,
    'select id, number, state, agency_id, municipality_ids from defect where id = any (cast(:ids as uuid[]))',
    { ids: changes.map(({ id }) => id) },
  )
  const byId = new Map(found.map((row) => [row.id, row]))
  await record(
    db,
    changes.flatMap(({ id, event, reason = null, after = {} }) => {
      const row = byId.get(id)
      if (!row) return []
      const { number, state, agency_id: agency, municipality_ids: municipalities } = row
      return [{ subject: 'defect', id, agency, municipalities, event, reason, after: { number, state, ...after } }]
    }),
  )
}
