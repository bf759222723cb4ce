import type { Actor } from '../../access/actor.ts'
import { sightBindings } from '../../access/policy.ts'
import type { Db } from '../../database/connect.ts'
import { narrowed, rows } from '../../database/sql.ts'
import type { Box } from '../../geo/contract.ts'
import { type Page, page } from '../../http/cursor.ts'
import type { DefectSummary } from './contract.ts'
import { defectTables, type SummaryRow, summary, summaryColumns } from './row.ts'

export interface DefectFilter {
  works?: string | undefined
  state?: string[] | undefined
  severity?: string[] | undefined
  kind?: string[] | undefined
  agency?: string[] | undefined
  contractor?: string[] | undefined
  /** Open past their due day; those of which that is not so. */
  late?: boolean | undefined
  /** Disputed or asked to be seen together, and not decided. */
  contested?: boolean | undefined
  box?: Box | undefined
}

/** The same facts as the deed `defects.see`. */
const visible = `(cast(:seesEverywhere as boolean) or d.municipality_ids && cast(:seesGround as uuid[])
  or cast(:seesAgency as uuid) in (d.agency_id, d.contractor_id))`

function conditions(filter: DefectFilter, today: string) {
  const [west, south, east, north] = filter.box ?? []
  const { works, state, severity, kind, agency, contractor, late, contested } = filter
  return narrowed([
    [works, 'd.works_id = cast(:works as uuid)', { works }],
    [state, 'd.state = any (cast(:state as text[]))', { state }],
    [severity, 'd.severity = any (cast(:severity as text[]))', { severity }],
    [kind, 'd.kind = any (cast(:kind as text[]))', { kind }],
    [agency, 'd.agency_id = any (cast(:agency as uuid[]))', { agency }],
    [contractor, 'd.contractor_id = any (cast(:contractor as uuid[]))', { contractor }],
    [
      late,
      `(d.state = 'open' and not d.is_contested and d.due_on < cast(:today as date)) = cast(:late as boolean)`,
      { today, late },
    ],
    [contested, 'd.is_contested = cast(:contested as boolean)', { contested }],
    [filter.box, 'd.place && ST_MakeEnvelope(:west, :south, :east, :north, 4326)', { west, south, east, north }],
  ])
}

/** A page of the defects that whoever asks may see, the one that is due first. */
export async function listDefects(
  db: Db,
  filter: DefectFilter,
  { actor, today }: { actor: Actor; today: string },
  { limit, after }: { limit: number; after: readonly [string, string] | null },
): Promise<Page<DefectSummary>> {
  const { where, bindings } = conditions(filter, today)
  const later = after ? ' and (d.due_on, d.id) > (cast(:afterDay as date), cast(:afterId as uuid))' : ''
  const found = await rows<SummaryRow>(
    db,
    `select ${summaryColumns} from ${defectTables} where ${visible} and ${where}${later}
     order by d.due_on, d.id limit :limit`,
    {
      ...bindings,
      ...sightBindings(actor, 'defects.see'),
      ...(after ? { afterDay: after[0], afterId: after[1] } : {}),
      limit: limit + 1,
    },
  )
  return page(
    found,
    limit,
    (row) => summary(row, today),
    (row) => [row.due_on, row.id],
  )
}
