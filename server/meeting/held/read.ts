import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import type { Db } from '../../database/connect.ts'
import { narrowed, rows } from '../../database/sql.ts'
import { type Page, page } from '../../http/cursor.ts'
import type { Language } from '../../language/contract.ts'
import type { MeetingItem } from '../contract.ts'
import type { PackWithShapes } from '../pack.ts'
import type { Attendance, ItemOutcome, Meeting, MeetingState, MeetingSummary } from './contract.ts'
import { sayHeld } from './messages.ts'
import { type FrozenPack, itemsOf, thawed } from './rules.ts'
import { type SettledRow, settledColumns, settledItems, settledOf } from './settled.ts'
import { meetingSight, sightOfItems, sightOfMeetings } from './sight.ts'

interface Row {
  id: string
  number: string
  agency_id: string
  municipality_ids: string[]
  agency_ids: string[]
  quarter: string
  area_ar: string | null
  area_en: string | null
  held_on: string
  state: MeetingState
  called_at: string
  ended_at: string | null
  items: number
  agreed: number
  to_settle: number
  no_action: number
  settled: number
}

interface WholeRow extends Row {
  frozen: Record<Language, FrozenPack>
  chair: string | null
  note: string | null
  attendance: Attendance[]
  end_reason: string | null
  version: number
  caller_ar: string | null
  caller_en: string | null
  ender_ar: string | null
  ender_en: string | null
}

const columns = `m.id, m.number, m.agency_id, m.municipality_ids, m.agency_ids, m.quarter, m.area_ar, m.area_en, m.held_on,
  m.state, m.called_at, m.ended_at, m.items, t.agreed, t.to_settle, t.no_action, t.settled`

/** Meetings in sight, each with what came of those of its items that are. */
const sighted = (condition: string) => `
  meeting m cross join lateral (
    select count(*) filter (where i.outcome = 'agreed') as agreed,
           count(*) filter (where i.outcome = 'to_settle') as to_settle,
           count(*) filter (where i.outcome = 'no_action') as no_action,
           count(*) filter (where s.is_settled) as settled
    from meeting_item i ${settledItems} where i.meeting_id = m.id and ${sightOfItems}
  ) t
  left join account_name c on c.id = m.called_by
  left join account_name e on e.id = m.ended_by
  where ${sightOfMeetings} and ${condition}`

const names = (ar: string | null, en: string | null) => (ar === null || en === null ? null : { ar, en })

function summary(row: Row): MeetingSummary {
  const { agreed, to_settle, no_action } = row
  return {
    id: row.id,
    number: row.number,
    agencyId: row.agency_id,
    municipalityIds: row.municipality_ids,
    quarter: row.quarter,
    area: names(row.area_ar, row.area_en),
    heldOn: row.held_on,
    state: row.state,
    calledAt: row.called_at,
    endedAt: row.ended_at,
    items: row.items,
    outcomes: { agreed, to_settle, no_action },
    settled: row.settled,
  }
}

export interface MeetingFilter {
  municipality?: string | undefined
  state?: string[] | undefined
  quarter?: string | undefined
}

/** A page of meetings, the latest day first. */
export async function listMeetings(
  db: Db,
  { municipality, state, quarter }: MeetingFilter,
  viewer: Actor,
  { limit, after }: { limit: number; after: readonly [string, string] | null },
): Promise<Page<MeetingSummary>> {
  const { where, bindings } = narrowed([
    [municipality, 'cast(:municipality as uuid) = any (m.municipality_ids)', { municipality }],
    [state, 'm.state = any (cast(:state as text[]))', { state }],
    [quarter, 'm.quarter = :quarter', { quarter }],
    [
      after ?? undefined,
      '(m.held_on, m.id) < (cast(:day as date), cast(:last as uuid))',
      { day: after?.[0], last: after?.[1] },
    ],
  ])
  const found = await rows<Row>(
    db,
    `select ${columns} from ${sighted(where)} order by m.held_on desc, m.id desc limit :limit`,
    { ...bindings, ...meetingSight(viewer), limit: limit + 1 },
  )
  return page(found, limit, summary, (row) => [row.held_on, row.id])
}

export interface Reading {
  viewer: Actor
  language: Language
}

interface ItemRow extends SettledRow {
  number: number
  item: MeetingItem
  shape: Record<string, unknown> | null
  outcome: ItemOutcome | null
  words: string | null
  settler_id: string | null
  settle_by: string | null
  revision: number
}

/** A meeting as whoever asks may see it, with where its items lie; null where they may not. */
export async function wholeMeeting(
  db: Db,
  id: string,
  { viewer, language }: Reading,
): Promise<{ meeting: Meeting; found: PackWithShapes } | null> {
  const bindings = { id, language, ...meetingSight(viewer) }
  const [row] = await rows<WholeRow>(
    db,
    `select ${columns}, m.frozen, m.chair, m.note, m.attendance, m.end_reason, m.version,
            c.name_ar as caller_ar, c.name_en as caller_en, e.name_ar as ender_ar, e.name_en as ender_en
     from ${sighted('m.id = cast(:id as uuid)')}`,
    bindings,
  )
  if (!row) return null
  const items = await rows<ItemRow>(
    db,
    `select i.number, i.content -> cast(:language as text) as item, i.shape, i.outcome, i.words, i.settler_id, i.settle_by, i.revision,
            ${settledColumns}
     from meeting_item i join meeting m on m.id = i.meeting_id ${settledItems}
     where m.id = cast(:id as uuid) and ${sightOfItems} order by i.number`,
    bindings,
  )
  const seen = new Map(items.map(({ number, item }) => [number, item]))
  const pack = thawed(row.frozen[language], seen, (number) => heldBack(number, language))
  const holds = allows(viewer, 'meetings.hold', { municipalityIds: row.municipality_ids })
  const shapes = new Map(items.flatMap(({ number, shape }) => (shape ? [[number, shape] as const] : [])))
  return {
    meeting: {
      ...summary(row),
      version: row.version,
      calledBy: names(row.caller_ar, row.caller_en),
      chair: row.chair,
      note: row.note,
      endedBy: names(row.ender_ar, row.ender_en),
      endReason: row.end_reason,
      attendance: attendanceOf(row),
      pack,
      minutes: items.map((each) => ({
        item: each.number,
        outcome: each.outcome,
        words: each.words,
        settlerId: each.settler_id,
        settleBy: each.settle_by,
        revision: each.revision,
        settled: settledOf(each),
        turn: each.turn,
      })),
      heldBack: itemsOf(pack).flatMap(({ number }) => (seen.has(number) ? [] : number)),
      may: { write: holds && row.state === 'called', settle: holds && row.state !== 'cancelled' },
    },
    found: { pack, shapes, worksIds: new Map(), namedIds: new Map() },
  }
}

export async function findMeeting(db: Db, id: string, reading: Reading): Promise<Meeting | null> {
  return (await wholeMeeting(db, id, reading))?.meeting ?? null
}

/** Every agency of the meeting, also where nobody has noted whether it came. */
function attendanceOf({ agency_id, agency_ids, attendance }: WholeRow): Attendance[] {
  const noted = new Map(attendance.map((one) => [one.agencyId, one]))
  return [agency_id, ...agency_ids].map((agencyId) => noted.get(agencyId) ?? { agencyId, attendance: null, people: null }) // biome-ignore format: one line
}

/** An item between other agencies: its number stands in the agenda, and nothing of it. */
function heldBack(number: number, language: Language): MeetingItem {
  return {
    number,
    about: { type: 'case', id: null },
    reference: null,
    title: sayHeld('held_back')(language),
    agency: null,
    street: null,
    period: null,
    standing: null,
    weight: null,
    due: null,
    daysLeft: null,
    metres: null,
    streetDays: null,
    money: null,
    works: [],
    facts: [],
    see: [],
    at: null,
  }
}
