import type { Actor } from '../../access/actor.ts'
import { sightBindings } from '../../access/policy.ts'
import type { Db } from '../../database/connect.ts'
import { narrowed, rows, sql } from '../../database/sql.ts'
import type { DayRange } from '../../database/types.ts'
import type { Box, Point, Position } from '../../geo/contract.ts'
import { type Page, page } from '../../http/cursor.ts'
import type { Period } from '../../time/contract.ts'
import { openVisitStates, type Visit } from './contract.ts'

const text = sql(import.meta.url, 'list.sql')

interface Row {
  id: string
  version: number
  kind: Visit['kind']
  cause: Visit['cause']
  state: Visit['state']
  due_on: string
  place: Point
  taken_at: string | null
  note: string | null
  failed_id: string | null
  inspection_id: string | null
  report_id: string | null
  defect_id: string | null
  assigned_to: string | null
  name_ar: string
  name_en: string
  district_id: string | null
  district_ar: string
  district_en: string
  works_id: string
  number: string
  title: string
  status: Visit['works']['status']
  works_version: number
  agency_id: string
  contractor_id: string | null
  municipality_id: string
  traffic_impact: Visit['works']['trafficImpact']
  period: DayRange
  street_ar: string | null
  street_en: string | null
  others: Visit['others']
  metres?: number
}

function visit(row: Row): Visit {
  const { assigned_to: assignee, district_id: district } = row
  return {
    id: row.id,
    version: row.version,
    kind: row.kind,
    cause: row.cause,
    state: row.state,
    dueOn: row.due_on,
    place: row.place,
    distanceMetres: row.metres === undefined ? null : Math.round(row.metres),
    assignee: assignee === null ? null : { id: assignee, name: { ar: row.name_ar, en: row.name_en } },
    takenAt: row.taken_at,
    note: row.note,
    district: district === null ? null : { id: district, name: { ar: row.district_ar, en: row.district_en } },
    failedId: row.failed_id,
    inspectionId: row.inspection_id,
    reportId: row.report_id,
    defectId: row.defect_id,
    others: row.others,
    works: {
      id: row.works_id,
      number: row.number,
      title: row.title,
      status: row.status,
      version: row.works_version,
      agencyId: row.agency_id,
      contractorId: row.contractor_id,
      municipalityId: row.municipality_id,
      trafficImpact: row.traffic_impact,
      period: row.period as Period,
      streetName: row.street_ar === null || row.street_en === null ? null : { ar: row.street_ar, en: row.street_en },
    },
  }
}

/** The policy's `inspections.make` as a condition: whoever inspects that ground, and nobody else. */
const visible = '(cast(:seesEverywhere as boolean) or v.municipality_id = any (cast(:seesGround as uuid[])))'

function sight(viewer: Actor) {
  const { seesEverywhere, seesGround } = sightBindings(viewer, 'inspections.make')
  return { seesEverywhere, seesGround }
}

export async function findVisit(db: Db, id: string, viewer: Actor): Promise<Visit | null> {
  const statement = text.replace('/* near */', '').replace('/* where */', `v.id = cast(:id as uuid) and ${visible}`)
  const [row] = await rows<Row>(db, statement, { id, ...sight(viewer) })
  return row ? visit(row) : null
}

/** What a list of visits is asked for. Without `state` it is those that are open. */
export interface VisitFilter {
  box?: Box | undefined
  municipality?: string[] | undefined
  district?: string[] | undefined
  kind?: string[] | undefined
  state?: string[] | undefined
  /** Whose: assigned to, or taken by. */
  assignee?: string | undefined
  /** Due on that day or before. */
  due?: string | undefined
  works?: string | undefined
  ids?: string[] | undefined
}

const open: readonly string[] = openVisitStates
const isOpen = `v.state in (${open.map((state) => `'${state}'`).join(',')})`

function conditions({ box, municipality, district, kind, state, assignee, due, works, ids }: VisitFilter) {
  const [west, south, east, north] = box ?? []
  const { where, bindings } = narrowed([
    [box, 'v.place && ST_MakeEnvelope(:west, :south, :east, :north, 4326)', { west, south, east, north }],
    [municipality, 'v.municipality_id = any (cast(:municipality as uuid[]))', { municipality }],
    [district, 'v.district_id = any (cast(:district as uuid[]))', { district }],
    [kind, 'v.kind = any (cast(:kind as text[]))', { kind }],
    [state, 'v.state = any (cast(:state as text[]))', { state }],
    [assignee, 'v.assigned_to = cast(:assignee as uuid)', { assignee }],
    [due, 'v.due_on <= cast(:due as date)', { due }],
    [works, 'v.works_id = cast(:works as uuid)', { works }],
    [ids, 'v.id = any (cast(:ids as uuid[]))', { ids }],
  ])
  // the condition of the indexes of what is open, wherever nothing else is asked for
  const isOfOpen = state === undefined || state.every((one) => open.includes(one))
  return { where: isOfOpen ? `${isOpen} and ${where}` : where, bindings, isOfOpen }
}

interface Paging {
  limit: number
}

/** A page of visits by their day, the earliest first. `after` is the day and the id of the last one seen. */
export async function listVisits(
  db: Db,
  filter: VisitFilter,
  viewer: Actor,
  { limit, after }: Paging & { after: readonly [string, string] | null },
): Promise<Page<Visit>> {
  const { where, bindings } = conditions(filter)
  const later = after ? ' and (v.due_on, v.id) > (cast(:afterDay as date), cast(:afterId as uuid))' : ''
  const statement = `${text.replace('/* near */', '').replace('/* where */', `${where} and ${visible}${later}`)}
    order by v.due_on, v.id limit :limit`
  const found = await rows<Row>(db, statement, {
    ...bindings,
    ...sight(viewer),
    ...(after ? { afterDay: after[0], afterId: after[1] } : {}),
    limit: limit + 1,
  })
  return page(found, limit, visit, (row) => [row.due_on, row.id])
}

/**
 * Under row security the planner believes that hardly a visit is seen, and would sort all that are due: it is kept from that,
 * for this one statement, so that it reads them from the index in their order.
 */
async function unsorted<T>(db: Db, read: () => Promise<T>): Promise<T> {
  await rows(db, "select set_config('enable_sort', 'off', true)")
  const found = await read()
  await rows(db, "select set_config('enable_sort', 'on', true)")
  return found
}

/**
 * A page of visits by how far they are from a place, by metres along the earth, from the index of what is open. `after` is how
 * many have been seen: whoever turns the page has moved on anyway.
 */
export async function visitsNear(
  db: Db,
  filter: VisitFilter,
  viewer: Actor,
  { near: [lng, lat], limit, after }: Paging & { near: Position; after: number },
): Promise<Page<Visit>> {
  const { where, bindings, isOfOpen } = conditions(filter)
  const distance = 'v.place::geography <-> ST_SetSRID(ST_MakePoint(:lng, :lat), 4326)::geography'
  // by the distance alone, which is the order of the index: what lies at the same place keeps it from page to page, by its number
  const order = isOfOpen ? distance : `${distance}, v.id`
  const nearest = `select v.id from visit v where ${where} and ${visible} order by ${order} limit :limit offset :after`
  const statement = `${text
    .replace('/* near */', `, ${distance} as metres`)
    .replace('/* nearest */', `join (select n.id, row_number() over () as place from (${nearest}) n) n on n.id = v.id`)
    .replace('/* where */', 'true')} order by n.place`
  const asked = { ...bindings, ...sight(viewer), lng, lat, limit: limit + 1, after }
  const found = await unsorted(db, () => rows<Row>(db, statement, asked))
  return page(found, limit, visit, () => [after + limit])
}
