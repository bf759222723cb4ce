import { uuidv7 } from 'uuidv7'
import type { Db } from '../server/database/connect.ts'
import type { Point } from '../server/geo/contract.ts'
import { type FoundDefect, openDefect } from '../server/inspections/defects/open.ts'
import { pack } from './database.ts'
import { now } from './service.ts'

/** A works' row of an inspection that found something, as it is stored. */
export async function addInspection(
  db: Db,
  worksId: string,
  { inspectorId, agencyId, kind = 'site_safety' }: { inspectorId: string; agencyId: string; kind?: string },
): Promise<{ id: string; number: string }> {
  const id = uuidv7()
  const number = `TEST-I-${id.slice(-8)}`
  const works = (await db('works').where({ id: worksId }).first('agency_id', 'contractor_id', 'municipality_id')) as {
    agency_id: string
    contractor_id: string | null
    municipality_id: string
  }
  await db('inspection').insert({
    ...{ id, number, works_id: worksId, works_version: 1, kind, checklist_version: 1 },
    ...{ started_at: now, ended_at: now, received_at: now, inspector_id: inspectorId, agency_id: agencyId },
    ...{ owner_id: works.agency_id, contractor_id: works.contractor_id, municipality_id: works.municipality_id },
    ...{ outcome: 'failed_high', signed_as: 'Inspector', sent: Buffer.from(id) },
  })
  return { id, number }
}

/** A defect of a works, found by nobody in particular. */
export async function addDefect(db: Db, worksId: string, more: Partial<FoundDefect> = {}, at = now): Promise<string> {
  const place: Point | null = null
  const found = { worksId, kind: 'final', severity: 'low', text: { ar: 'هبوط', en: 'Depression' }, place } as const
  const opened = await openDefect(db, { ...found, ...more }, { userId: null, agencyId: null, now: at, pack })
  return (opened as { id: string }).id
}
