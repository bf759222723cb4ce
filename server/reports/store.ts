import { createHash } from 'node:crypto'
import type { Db } from '../database/connect.ts'
import { certainRows, sql } from '../database/sql.ts'
import type { Point } from '../geo/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import { dayAt } from '../time/rules.ts'
import type { ReportCategory, ReportStatus } from './contract.ts'
import { answerDue } from './deadline.ts'
import { isOpen } from './rules.ts'

const insertText = sql(import.meta.url, 'insert.sql')

/** A report to store: as it just came (`status` null: received, or routed where a works stands there), or as it already went. */
export interface NewReport {
  id: string
  category: ReportCategory
  /** WGS84. */
  point: Point
  note: string | null
  status: ReportStatus | null
  createdAt: string
  photoId?: string | null
  /** The secret that its reporter follows it by; only its hash is stored. */
  follow?: string | null
}

/** Stores reports in one statement: each gets its number, its municipality and who has to deal with it. */
export function storeReports(
  db: Db,
  reports: readonly NewReport[],
  pack: RulePack,
): Promise<{ id: string; number: string }[]> {
  const given = reports.map(({ id, category, point, note, status, createdAt, photoId, follow }, position) => ({
    position,
    id,
    category,
    lng: point.coordinates[0],
    lat: point.coordinates[1],
    note,
    status,
    photo_id: photoId ?? null,
    follow_hash: follow ? followHash(follow).toString('hex') : null,
    day: dayAt(new Date(createdAt), pack.zone),
    created_at: createdAt,
    due_at: status === null || isOpen(status) ? answerDue(new Date(createdAt), category, pack) : null,
  }))
  const bindings = { reports: JSON.stringify(given), rootRegion: pack.root.regionId }
  return certainRows(db, insertText, bindings, reports.length)
}

export function followHash(follow: string): Buffer {
  return createHash('sha256').update(follow).digest()
}
