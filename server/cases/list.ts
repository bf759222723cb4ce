import type { Actor } from '../access/actor.ts'
import { sightBindings } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { narrowed, rows } from '../database/sql.ts'
import type { Areas, Box } from '../geo/contract.ts'
import { askedArea } from '../geo/sql.ts'
import { page } from '../http/cursor.ts'
import type { CaseList } from './contract.ts'
import { type CaseRow, caseColumns, caseFindings, summariesOfCases } from './read.ts'

export interface CaseFilter {
  state?: string[] | undefined
  /** Those that wait for whoever asks: for their organisation's turn, or for the office. */
  mine?: boolean | undefined
  agency?: string | undefined
  municipality?: string | undefined
  /** Due by the end of that day, or late already. */
  due?: Date | undefined
  works?: string | undefined
  box?: Box | undefined
  /** With works whose ground reaches into it. */
  area?: Areas | undefined
}

/** The same facts as the deed `cases.see`, as a condition on `coordination_case c`; bind it with `sightBindings(actor, 'cases.see')`. */
export const sightOfCases = `(cast(:seesEverywhere as boolean) or c.municipality_ids && cast(:seesGround as uuid[])
  or exists (select 1 from case_party y where y.case_id = c.id and y.agency_id = cast(:seesAgency as uuid)))`

const waiting = `(cast(:ownAgency as uuid) = any (c.waits_for)
  or c.state in ('escalated','agreed') and (cast(:decidesEverywhere as boolean) or c.municipality_ids[1] = any (cast(:decidesGround as uuid[]))))`

/** What waits longest first; what waits for nobody after that. Instants as the cursor keeps them, to the millisecond. */
const order = `case when c.state in ('open','escalated','agreed') then 0 else 1 end,
  date_trunc('milliseconds', coalesce(c.escalated_at, c.due_at, timestamptz '9999-12-31')), c.id`

/** Where a page of cases ends: what has ended comes last, by what it waits since, by its number. */
export const caseMarks = ['count', 'instant', 'uuid'] as const
export type CasePlace = readonly [ended: number, since: string, id: string]

interface Listed extends CaseRow {
  ended: number
  since: string
}

function conditions(filter: CaseFilter, actor: Actor) {
  const { seesEverywhere: decidesEverywhere, seesGround: decidesGround } = sightBindings(actor, 'works.decide')
  const [west, south, east, north] = filter.box ?? []
  return narrowed([
    [filter.state, 'c.state = any (cast(:state as text[]))', { state: filter.state }],
    [filter.mine || undefined, waiting, { ownAgency: actor.agencyId, decidesEverywhere, decidesGround }],
    [
      filter.agency,
      'exists (select 1 from case_party y where y.case_id = c.id and y.agency_id = cast(:agency as uuid))',
      { agency: filter.agency },
    ],
    [
      filter.municipality,
      'cast(:municipality as uuid) = any (c.municipality_ids)',
      { municipality: filter.municipality },
    ],
    [filter.due, 'c.due_at < cast(:due as timestamptz)', { due: filter.due }],
    [
      filter.works,
      'exists (select 1 from case_works x where x.case_id = c.id and x.works_id = cast(:works as uuid))',
      { works: filter.works },
    ],
    [
      filter.box,
      `exists (select 1 from case_works x join works w on w.id = x.works_id
               where x.case_id = c.id and w.reach && ST_MakeEnvelope(:west, :south, :east, :north, 4326))`,
      { west, south, east, north },
    ],
    [
      filter.area,
      `exists (select 1 from case_works x join works w on w.id = x.works_id
               where x.case_id = c.id and ST_Intersects(w.footprint, ${askedArea}))`,
      { area: JSON.stringify(filter.area) },
    ],
  ])
}

/** A page of the cases that whoever asks may see, those that wait first. */
export async function listCases(
  db: Db,
  filter: CaseFilter,
  actor: Actor,
  { limit, after }: { limit: number; after: CasePlace | null },
): Promise<CaseList> {
  const { where, bindings } = conditions(filter, actor)
  const beyond = `(${order}) > (cast(:ended as int), cast(:since as timestamptz), cast(:after as uuid))`
  const found = await rows<Listed>(
    db,
    `select ${caseColumns}, c.ended, c.since from (
       select c.*, k.ended, k.since from coordination_case c cross join lateral (select ${order}) k (ended, since, id)
       where ${sightOfCases} and ${where} and ${after ? beyond : 'true'} order by ${order} limit :limit
     ) c ${caseFindings} order by c.ended, c.since, c.id`,
    {
      ...{ ...bindings, ...sightBindings(actor, 'cases.see') },
      ...{ ended: after?.[0] ?? null, since: after?.[1] ?? null, after: after?.[2] ?? null, limit: limit + 1 },
    },
  )
  const items = await summariesOfCases(db, found.slice(0, limit), actor)
  const { nextCursor } = page(
    found,
    limit,
    () => null,
    ({ ended, since, id }) => [ended, since, id],
  )
  return { items, nextCursor, waiting: await countLiveCases(db, { mine: true }, actor) }
}

/** How many cases that have not ended a filter finds, of those that whoever asks may see. */
export async function countLiveCases(db: Db, filter: CaseFilter, actor: Actor): Promise<number> {
  const { where, bindings } = conditions(filter, actor)
  const [found] = await rows<{ total: number }>(
    db,
    `select count(*) as total from coordination_case c
     where c.state in ('open','escalated','agreed') and ${sightOfCases} and ${where}`,
    { ...bindings, ...sightBindings(actor, 'cases.see') },
  )
  return found?.total ?? 0
}
