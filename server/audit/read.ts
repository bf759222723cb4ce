import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { narrowed, rows } from '../database/sql.ts'
import { type Page, page } from '../http/cursor.ts'
import type { AuditEntry, AuditSubject } from './contract.ts'
import { type Called, calledNow } from './subjects.ts'

interface Row {
  region_id: string
  sequence: number
  at: string
  /** The same instant as it is stored: a page ends between two entries of one millisecond. */
  microseconds: number
  user_id: string | null
  name_ar: string
  name_en: string
  key_id: string | null
  address: string | null
  subject: AuditSubject
  subject_id: string
  agency_id: string | null
  event: string
  reason: string | null
  before: Record<string, unknown>
  after: Record<string, unknown>
  hash: string
}

export interface AuditFilter {
  subject?: string[] | undefined
  id?: string | undefined
  user?: string | undefined
  /** Instants: at or after, and before. */
  since?: Date | undefined
  until?: Date | undefined
}

/** A page of the audit, the newest first: what this actor may see of it, by the row security of the table. */
export async function listAudit(
  db: Db,
  { subject, id, user, since, until }: AuditFilter,
  actor: Actor,
  { limit, after }: { limit: number; after: readonly [number, string, number] | null },
): Promise<Page<AuditEntry>> {
  const { where, bindings } = narrowed([
    [subject, 'a.subject = any (cast(:subject as text[]))', { subject }],
    [id, 'a.subject_id = cast(:id as uuid)', { id }],
    [user, 'a.user_id = cast(:user as uuid)', { user }],
    [since, 'a.at >= :since', { since }],
    [until, 'a.at < :until', { until }],
    [
      after ?? undefined,
      `(a.at, a.region_id, a.sequence)
        < (timestamptz 'epoch' + cast(:at as float8) * interval '1 microsecond', :region, :sequence)`,
      { at: after?.[0], region: after?.[1], sequence: after?.[2] },
    ],
  ])
  const found = await rows<Row>(
    db,
    `select a.region_id, a.sequence, a.at, (extract(epoch from a.at) * 1000000)::bigint as microseconds, a.user_id, u.name_ar, u.name_en, a.key_id, a.address, a.subject, a.subject_id,
            a.agency_id, a.event, a.reason, a.before, a.after, encode(a.hash, 'hex') as hash
     from audit a left join account_name u on u.id = a.user_id
     where ${where} order by a.at desc, a.region_id desc, a.sequence desc limit :limit`,
    { ...bindings, limit: limit + 1 },
  )
  const called = await calledNow(
    db,
    found.flatMap(({ subject_id, key_id }) => (key_id ? [subject_id, key_id] : [subject_id])),
  )
  return page(
    found,
    limit,
    (row) => entry(row, actor, called),
    (row) => [row.microseconds, row.region_id, row.sequence],
  )
}

function entry(row: Row, actor: Actor, called: ReadonlyMap<string, Called>): AuditEntry {
  return {
    regionId: row.region_id,
    sequence: row.sequence,
    at: row.at,
    by: row.user_id ? { id: row.user_id, name: { ar: row.name_ar ?? '', en: row.name_en ?? '' } } : null,
    keyId: row.key_id,
    keyName: called.get(row.key_id ?? '')?.name?.en ?? null,
    address: actor.isAdmin ? row.address : null,
    subject: row.subject,
    subjectId: row.subject_id,
    about: called.get(row.subject_id) ?? null,
    agencyId: row.agency_id,
    event: row.event,
    reason: row.reason,
    before: row.before,
    after: row.after,
    hash: row.hash,
  }
}
