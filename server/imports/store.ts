import { uuidv7 } from 'uuidv7'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Language } from '../language/contract.ts'
import type { Column, ImportJob, ImportKind, ImportStatus, Mapping } from './contract.ts'
import type { Told } from './formats/format.ts'
import { sayImports } from './messages.ts'
import { proposeMapping } from './proposal.ts'
import type { Counted } from './tally.ts'

/** What a file has: its columns, and whether its features are drawn as more than points. */
export interface Found {
  columns: Column[]
  hasShapes: boolean
}

export interface JobRow extends Counted {
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
  version: number
  created_at: string
  updated_at: string
}

const columns = `j.id, j.kind, j.status, j.file_name, j.file_bytes, j.format, j.user_id, j.agency_id, j.mapping, j.columns,
  j.fault, j.total, j.checked, j.counts, j.reasons, j.stored, j.version, j.created_at, j.updated_at`

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
    `select ${columns} from import_job j
     where j.id = cast(:id as uuid) and j.user_id is not distinct from cast(:userId as uuid)`,
    { id, userId },
  )
  return found
}

/** A user's jobs, the newest first. */
export function listJobs(
  db: Db,
  userId: string | null,
  { limit, before }: { limit: number; before: string | null },
): Promise<JobRow[]> {
  return rows<JobRow>(
    db,
    `select ${columns} from import_job j
     where j.user_id = cast(:userId as uuid) and (cast(:before as uuid) is null or j.id < cast(:before as uuid))
     order by j.id desc limit :limit`,
    { userId, before, limit },
  )
}

interface Change {
  to: ImportStatus
  from: readonly ImportStatus[]
  now: Date
  /** The one that the mover saw, where it works on the job in the background. */
  version?: number
  fault?: Told | null
  more?: Record<string, unknown>
}

/** Moves a job on from one of the statuses named; false where it is in none of them, has moved on, or is gone. */
export async function moveJob(
  db: Db,
  id: string,
  { to, from, now, version, fault = null, more = {} }: Change,
): Promise<boolean> {
  const moved = await db('import_job')
    .where({ id, ...(version === undefined ? {} : { version }) })
    .whereIn('status', [...from])
    .update({
      status: to,
      version: db.raw('version + 1'),
      seen_at: db.raw('clock_timestamp()'),
      updated_at: now,
      fault: fault === null ? null : JSON.stringify(fault),
      ...more,
    })
  return moved > 0
}

/** Writes down how far the work on a job has come; false where the job has moved on, or is gone. */
export async function noteProgress(
  db: Db,
  { id, version }: Pick<JobRow, 'id' | 'version'>,
  now: Date,
  { counted, ...more }: { total?: number; checked?: number; counted: Counted },
): Promise<boolean> {
  const noted = await db('import_job')
    .where({ id, version })
    .update({ ...more, ...countsOf(counted), updated_at: now, seen_at: db.raw('clock_timestamp()') })
  return noted > 0
}

/** The columns of a job that hold its counts. */
export function countsOf({ counts, reasons }: Counted): { counts: string; reasons: string } {
  return { counts: JSON.stringify(counts), reasons: JSON.stringify(reasons) }
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
