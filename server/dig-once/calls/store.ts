import type { Actor } from '../../access/actor.ts'
import type { Db } from '../../database/connect.ts'
import { narrowed, rows } from '../../database/sql.ts'
import type { DayRange } from '../../database/types.ts'
import type { Areas, Box } from '../../geo/contract.ts'
import { writeCursor } from '../../http/cursor.ts'
import type { Period } from '../../time/contract.ts'
import { summariesOf } from '../../works/read.ts'
import type { Call, Calls } from './contract.ts'
import { stateOf } from './rules.ts'

interface Row {
  id: string
  agency_id: string
  title: string
  text: string | null
  area: Areas
  period: DayRange
  closes_on: string
  municipality_ids: string[]
  asked: string[]
  proposed: string[]
  lead_id: string | null
  version: number
  called_at: string
  closed_at: string | null
  closed_reason: string | null
  group_id: string | null
  answers: { agencyId: string; isInterested: boolean; worksIds: string[]; note: string | null; answeredAt: string }[]
}

const columns = `c.id, c.agency_id, c.title, c.text, ST_AsGeoJSON(c.area, 7)::jsonb as area, c.period, c.closes_on,
  c.municipality_ids, c.asked, c.proposed, c.lead_id, c.called_at, c.closed_at, c.closed_reason, c.group_id,
  c.version + (select coalesce(sum(a.revision), 0) from interest_answer a where a.call_id = c.id) as version,
  (select coalesce(jsonb_agg(jsonb_build_object('agencyId', a.agency_id, 'isInterested', a.is_interested,
                                                'worksIds', a.works_ids, 'note', a.note, 'answeredAt', a.answered_at)
                             order by a.answered_at, a.agency_id), '[]')
   from interest_answer a where a.call_id = c.id) as answers`

/** Where a list of calls looks. */
export interface CallFilter {
  state: 'open' | 'closed'
  box?: Box | undefined
  /** Calls by this agency, to it, or that it has answered. */
  agency?: string | undefined
  /** In which this works is proposed. */
  works?: string | undefined
}

const ofAgency = `(c.agency_id = cast(:agency as uuid) or c.asked @> array[cast(:agency as uuid)]
  or exists (select 1 from interest_answer a where a.call_id = c.id and a.agency_id = cast(:agency as uuid)))`

const pages = {
  open: { where: 'c.closed_at is null', mark: 'c.closes_on', type: 'date', follows: '>', order: 'asc' },
  closed: { where: 'c.closed_at is not null', mark: 'c.closed_at', type: 'timestamptz', follows: '<', order: 'desc' },
} as const

export interface Seeing {
  viewer: Actor | null
  today: string
}

/** A page of calls: open ones by their closing day, closed ones the last first. */
export async function listCalls(
  db: Db,
  { state, box, agency, works }: CallFilter,
  { limit, after }: { limit: number; after: readonly [string, string] | null },
  seeing: Seeing,
): Promise<Calls> {
  const { where: standing, mark, type, follows, order } = pages[state]
  const [afterMark, afterId] = after ?? []
  const [west, south, east, north] = box ?? []
  const { where, bindings } = narrowed([
    [box, 'c.area && ST_MakeEnvelope(:west, :south, :east, :north, 4326)', { west, south, east, north }],
    [agency, ofAgency, { agency }],
    [works, 'c.proposed @> array[cast(:works as uuid)]', { works }],
    [after ?? undefined, `(${mark}, c.id) ${follows} (cast(:afterMark as ${type}), cast(:afterId as uuid))`, { afterMark, afterId }], // biome-ignore format: one line
  ])
  const found = await rows<Row & { mark: string }>(
    db,
    `select ${columns}, ${mark} as mark from interest_call c where ${standing} and ${where}
     order by ${mark} ${order}, c.id ${order} limit :limit`,
    { ...bindings, limit: limit + 1 },
  )
  const kept = found.slice(0, limit)
  const last = kept.at(-1)
  return {
    items: await whole(db, kept, seeing),
    nextCursor: found.length > limit && last ? writeCursor([last.mark, last.id]) : null,
  }
}

export async function findCall(db: Db, id: string, seeing: Seeing): Promise<Call | null> {
  const found = await rows<Row>(db, `select ${columns} from interest_call c where c.id = cast(:id as uuid)`, { id })
  return (await whole(db, found, seeing))[0] ?? null
}

/** Has this agency called for interest in one of these works, and not closed that call yet? */
export async function hasCalled(db: Db, agencyId: string, worksIds: readonly string[]): Promise<boolean> {
  const found = await rows(
    db,
    `select 1 from interest_call c
     where c.closed_at is null and c.agency_id = cast(:agencyId as uuid) and c.proposed && cast(:worksIds as uuid[]) limit 1`,
    { agencyId, worksIds: [...worksIds] },
  )
  return found.length > 0
}

/** Holds a call until the transaction ends. By a lock of its own: whoever answers may not lock a row that is not theirs. */
export async function holdCall(db: Db, id: string): Promise<void> {
  await rows(db, `select pg_advisory_xact_lock(hashtextextended('interest_call ' || :id, 0))`, { id })
}

/** Calls with the works they name: those of them that the viewer sees. */
async function whole(db: Db, found: readonly Row[], { viewer, today }: Seeing): Promise<Call[]> {
  const named = found.flatMap(({ proposed, answers }) => [...proposed, ...answers.flatMap((each) => each.worksIds)])
  const works = await summariesOf(db, [...new Set(named)], viewer)
  const seen = (ids: readonly string[]) => ids.flatMap((id) => works.get(id) ?? [])
  return found.map((row) => ({
    id: row.id,
    agencyId: row.agency_id,
    title: row.title,
    text: row.text,
    area: row.area,
    period: row.period as Period,
    closesOn: row.closes_on,
    state: stateOf({ closedAt: row.closed_at, closesOn: row.closes_on }, today),
    municipalityIds: row.municipality_ids,
    askedIds: row.asked,
    leadId: row.lead_id,
    proposed: seen(row.proposed),
    answers: row.answers.map(({ worksIds, ...answer }) => ({
      ...answer,
      works: seen(worksIds),
      answeredAt: new Date(answer.answeredAt).toISOString(),
    })),
    version: row.version,
    calledAt: row.called_at,
    closedAt: row.closed_at,
    closedReason: row.closed_reason,
    groupId: row.group_id,
  }))
}
