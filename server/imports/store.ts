import { uuidv7 } from 'uuidv7'
import type { Db } from '../database/connect.ts'
import { rows, sql } from '../database/sql.ts'
import { type Page, page } from '../http/cursor.ts'
import type { Language } from '../language/contract.ts'
import type { Column, ImportJob, ImportKind, ImportRow, ImportStatus, Mapping, Verdict } from './contract.ts'
import type { Told } from './formats/format.ts'
import { sayImports } from './messages.ts'
import { proposeMapping } from './proposal.ts'
import { type Reason, spoken } from './reason.ts'

const jobText = sql(import.meta.url, 'job.sql')

/** What a file has: its columns, and whether its features are drawn as more than points. */
export interface Found {
  columns: Column[]
  hasShapes: boolean
}

export interface JobRow {
  id: string
  kind: ImportKind
  status: ImportStatus
  file_name: string
  file_bytes: number
  format: string
  user_id: string | null
  agency_id: string | null
  mapping: Mapping | null
  columns: Found | null
  fault: Told | null
  total: number
  checked: number
  stored: number | null
  created_at: string
  updated_at: string
  counts: Partial<Record<Verdict, number>>
  reasons: ImportJob['reasons']
}

export interface NewJob {
  kind: ImportKind
  fileName: string
  fileBytes: number
  format: string
  userId: string | null
  agencyId: string | null
  mapping: Mapping | null
}

export async function createJob(db: Db, job: NewJob, now: Date): Promise<string> {
  const id = uuidv7()
  await db('import_job').insert({
    id,
    kind: job.kind,
    status: 'reading',
    file_name: job.fileName,
    file_bytes: job.fileBytes,
    format: job.format,
    user_id: job.userId,
    agency_id: job.agencyId,
    mapping: job.mapping === null ? null : JSON.stringify(job.mapping),
    created_at: now,
    updated_at: now,
  })
  return id
}

/** One job of this user (null: of the command line); undefined where there is none, or it is somebody else's. */
export async function findJob(db: Db, id: string, userId: string | null): Promise<JobRow | undefined> {
  const [found] = await rows<JobRow>(
    db,
    jobText.replace(
      '/* where */',
      'and j.id = cast(:id as uuid) and j.user_id is not distinct from cast(:userId as uuid)',
    ),
    { id, userId },
  )
  return found
}

/** A user's jobs, the newest first. */
export async function listJobs(
  db: Db,
  userId: string,
  { limit, before }: { limit: number; before: string | null },
): Promise<JobRow[]> {
  const text = jobText.replace(
    '/* where */',
    `and j.user_id = cast(:userId as uuid) and (cast(:before as uuid) is null or j.id < cast(:before as uuid))
     order by j.id desc limit :limit`,
  )
  return rows<JobRow>(db, text, { userId, before, limit })
}

interface Change {
  to: ImportStatus
  from: readonly ImportStatus[]
  now: Date
  fault?: Told | null
  more?: Record<string, unknown>
}

/** Moves a job on from one of the statuses named; false where it is in none of them, or gone. */
export async function moveJob(
  db: Db,
  id: string,
  { to, from, now, fault = null, more = {} }: Change,
): Promise<boolean> {
  const moved = await db('import_job')
    .where({ id })
    .whereIn('status', [...from])
    .update({ status: to, updated_at: now, fault: fault === null ? null : JSON.stringify(fault), ...more })
  return moved > 0
}

/** Jobs that nobody has worked at since: their process ended. */
export async function noteInterrupted(db: Db, before: Date, now: Date): Promise<void> {
  await db('import_job')
    .whereIn('status', ['reading', 'checking', 'committing'])
    .where('updated_at', '<', before)
    .update({ status: 'interrupted', updated_at: now, fault: JSON.stringify({ code: 'interrupted' }) })
}

export async function deleteJob(db: Db, id: string): Promise<boolean> {
  return (await db('import_job').where({ id }).whereNot({ status: 'committing' }).delete()) > 0
}

export function wireJob(row: JobRow, language: Language): ImportJob {
  const { columns, fault, counts } = row
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    fileName: row.file_name,
    fileBytes: row.file_bytes,
    format: row.format,
    total: row.total,
    checked: row.checked,
    counts: { ok: counts.ok ?? 0, warning: counts.warning ?? 0, refused: counts.refused ?? 0 },
    reasons: row.reasons,
    stored: row.stored,
    columns: columns?.columns ?? [],
    mapping: row.mapping,
    proposedMapping: columns ? proposeMapping(row.kind, columns.columns, columns.hasShapes) : null,
    fault: fault ? { code: fault.code, message: sayImports(fault.code, fault.values)(language) } : null,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

interface RowRow {
  place: number
  source_id: string | null
  title: string | null
  verdict: Verdict | null
  reasons: Reason[]
  stored_id: string | null
  number: string | null
}

interface Asked {
  verdict?: Verdict | undefined
  limit: number
  after: number
}

/** A page of a job's rows with their verdicts, in the order of the file. */
export async function listRows(
  db: Db,
  jobId: string,
  { verdict, limit, after }: Asked,
  language: Language,
): Promise<Page<ImportRow>> {
  const found = await rows<RowRow>(
    db,
    `select r.place, r.source_id, r.title, r.verdict, r.reasons, r.stored_id, w.number
     from import_row r left join works w on w.id = r.stored_id
     where r.job_id = cast(:jobId as uuid) and r.place > :after and (cast(:verdict as text) is null or r.verdict = :verdict)
     order by r.place limit :limit`,
    { jobId, after, verdict: verdict ?? null, limit: limit + 1 },
  )
  return page(
    found,
    limit,
    (row) => wireRow(row, language),
    ({ place }) => [place],
  )
}

function wireRow(row: RowRow, language: Language): ImportRow {
  return {
    place: row.place,
    sourceId: row.source_id,
    title: row.title,
    verdict: row.verdict,
    reasons: row.reasons.map((reason) => spoken(reason, language)),
    stored: row.stored_id === null ? null : { id: row.stored_id, number: row.number },
  }
}
