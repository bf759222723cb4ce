import type { Db } from '../../database/connect.ts'
import { narrowed, rows } from '../../database/sql.ts'
import { type Page, page } from '../../http/cursor.ts'
import type { Violation } from './contract.ts'
import { columns, type Reading, source, type ViolationRow, violation } from './row.ts'

export interface Asked {
  states: readonly string[] | undefined
  article: string | undefined
  cause: string | undefined
  works: string | undefined
  /** Who has to answer for it. */
  liable: string | undefined
  municipality: string | undefined
  from: string | undefined
  to: string | undefined
  zone: string
}

export type AfterViolation = readonly [at: string, id: string] | null

/** A page of the violations that row security shows, the newest first. */
export async function listViolations(
  db: Db,
  asked: Asked,
  reading: Reading,
  { limit, after }: { limit: number; after: AfterViolation },
): Promise<Page<Violation>> {
  const { where, bindings } = narrowed([
    [asked.states, 'v.state = any (cast(:states as text[]))', { states: asked.states }],
    [asked.article, 'v.article = :article', { article: asked.article }],
    [asked.cause, 'v.cause = :cause', { cause: asked.cause }],
    [asked.works, 'v.works_id = cast(:works as uuid)', { works: asked.works }],
    [asked.liable, 'v.liable_id = cast(:liable as uuid)', { liable: asked.liable }],
    [asked.municipality, 'w.municipality_id = cast(:municipality as uuid)', { municipality: asked.municipality }],
    [asked.from, 'v.at >= cast(:from as date)::timestamp at time zone cast(:zone as text)', { from: asked.from, zone: asked.zone }],
    [asked.to, 'v.at < (cast(:to as date) + 1)::timestamp at time zone cast(:zone as text)', { to: asked.to, zone: asked.zone }],
    [after ?? undefined, '(v.at, v.id) < (cast(:lastAt as timestamptz), cast(:lastId as uuid))', { lastAt: after?.[0], lastId: after?.[1] }],
  ]) // biome-ignore format: one condition a line
  const found = await rows<ViolationRow>(
    db,
    `select ${columns} from ${source} where ${where} order by v.at desc, v.id desc limit :limit`,
    { ...bindings, limit: limit + 1 },
  )
  return page(
    found,
    limit,
    (row) => violation(row, reading),
    (row) => [row.at, row.id],
  )
}

export async function findRow(db: Db, id: string): Promise<ViolationRow | undefined> {
  const [row] = await rows<ViolationRow>(db, `select ${columns} from ${source} where v.id = cast(:id as uuid)`, { id })
  return row
}

/** What is written on it, held until the transaction ends. */
export async function holdViolation(db: Db, id: string): Promise<void> {
  await db('violation').where({ id }).forUpdate().select('id')
}
