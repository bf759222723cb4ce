import type { Actor } from '../access/actor.ts'
import { sightBindings } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { narrowed, rows, sql } from '../database/sql.ts'
import { type Page, page } from '../http/cursor.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Inspection, InspectionSummary } from './contract.ts'
import { inspectionOf, type SummaryRow, summary, type WholeRow, whole } from './rows.ts'

const text = sql(import.meta.url, 'read.sql')

/** The policy's `inspections.see` as a condition: whose works it was, who dug it, or whoever inspects that ground. */
const visible = `(i.owner_id = cast(:seesAgency as uuid) or i.contractor_id = cast(:seesAgency as uuid)
  or cast(:seesEverywhere as boolean) or i.municipality_id = any (cast(:seesGround as uuid[])))`

function sight(viewer: Actor) {
  const { seesAgency, seesEverywhere, seesGround } = sightBindings(viewer, 'inspections.see')
  return { seesAgency, seesEverywhere, seesGround }
}

/** One inspection that this viewer may see, or null. */
export async function findInspection(
  db: Db,
  id: string,
  { actor, pack }: { actor: Actor; pack: RulePack },
): Promise<Inspection | null> {
  const statement = text
    .replace('/* more */', whole)
    .replace('/* where */', `and i.id = cast(:id as uuid) and ${visible}`)
  const [row] = await rows<WholeRow>(db, statement, { id, ...sight(actor) })
  return row ? inspectionOf(row, pack.inspections.visits.photoMetres) : null
}

/** What a list of inspections is asked for; `since` and `until` are instants of their ends. */
export interface InspectionFilter {
  works?: string | undefined
  inspector?: string | undefined
  /** Who dug. */
  contractor?: string | undefined
  municipality?: string[] | undefined
  kind?: string[] | undefined
  outcome?: string[] | undefined
  since?: Date | undefined
  until?: Date | undefined
}

function conditions({ works, inspector, contractor, municipality, kind, outcome, since, until }: InspectionFilter) {
  return narrowed([
    [works, 'i.works_id = cast(:works as uuid)', { works }],
    [inspector, 'i.inspector_id = cast(:inspector as uuid)', { inspector }],
    [contractor, 'i.contractor_id = cast(:contractor as uuid)', { contractor }],
    [municipality, 'i.municipality_id = any (cast(:municipality as uuid[]))', { municipality }],
    [kind, 'i.kind = any (cast(:kind as text[]))', { kind }],
    [outcome, 'i.outcome = any (cast(:outcome as text[]))', { outcome }],
    [since, 'i.ended_at >= :since', { since }],
    [until, 'i.ended_at < :until', { until }],
  ])
}

/** A page of inspections, the latest first. `after` is the end and the id of the last one seen. */
export async function listInspections(
  db: Db,
  filter: InspectionFilter,
  viewer: Actor,
  { limit, after }: { limit: number; after: readonly [string, string] | null },
): Promise<Page<InspectionSummary>> {
  const { where, bindings } = conditions(filter)
  const earlier = after ? ' and (i.ended_at, i.id) < (cast(:at as timestamptz), cast(:afterId as uuid))' : ''
  const statement = `${text.replace('/* more */', '').replace('/* where */', `and ${where} and ${visible}${earlier}`)}
    order by i.ended_at desc, i.id desc limit :limit`
  const found = await rows<SummaryRow>(db, statement, {
    ...bindings,
    ...sight(viewer),
    ...(after ? { at: after[0], afterId: after[1] } : {}),
    limit: limit + 1,
  })
  return page(found, limit, summary, (row) => [row.ended_at, row.id])
}
