import type { Actor } from '../access/actor.ts'
import { allows } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { narrowed, rows } from '../database/sql.ts'
import { type Page, page } from '../http/cursor.ts'
import type { Ban, banLists } from './contract.ts'
import { banStateOn } from './rules.ts'

interface Row {
  id: string
  contractor_id: string
  reason: Ban['reason']
  note: string | null
  banned_from: string
  banned_until: string | null
  agency_id: string
  banned_at: string
  by_ar: string | null
  by_en: string | null
  lifted_at: string | null
  lift_reason: string | null
  lifter_ar: string | null
  lifter_en: string | null
  works: number
}

export interface Reading {
  actor: Actor
  /** The calendar day in the jurisdiction's zone. */
  today: string
}

const columns = `b.id, b.contractor_id, b.reason, b.note, b.banned_from, b.banned_until, b.agency_id, b.banned_at,
  b.lifted_at, b.lift_reason, u.name_ar as by_ar, u.name_en as by_en, l.name_ar as lifter_ar, l.name_en as lifter_en,
  (select count(*) from works w where w.contractor_id = b.contractor_id
     and w.status not in ('closed','refused','cancelled','expired','progressed')) as works`
const tables = `contractor_ban b
  left join account_name u on u.id = b.banned_by
  left join account_name l on l.id = b.lifted_by`

const names = (ar: string | null, en: string | null) => (ar === null || en === null ? null : { ar, en })

function ban(row: Row, { actor, today }: Reading): Ban {
  const days = { from: row.banned_from, until: row.banned_until }
  const state = banStateOn({ ...days, isLifted: row.lifted_at !== null }, today)
  const isStanding = state === 'in_force' || state === 'to_come'
  return {
    id: row.id,
    contractorId: row.contractor_id,
    reason: row.reason,
    note: row.note,
    ...days,
    state,
    agencyId: row.agency_id,
    by: names(row.by_ar, row.by_en),
    at: row.banned_at,
    lifted:
      row.lifted_at === null
        ? null
        : { at: row.lifted_at, by: names(row.lifter_ar, row.lifter_en), reason: row.lift_reason ?? '' },
    works: row.works,
    may: { lift: isStanding && allows(actor, 'bans.change', { agencyId: row.agency_id }) },
  }
}

export async function findBan(db: Db, id: string, reading: Reading): Promise<Ban | undefined> {
  const [row] = await rows<Row>(db, `select ${columns} from ${tables} where b.id = cast(:id as uuid)`, { id })
  return row && ban(row, reading)
}

interface Asked {
  list: (typeof banLists)[number]
  contractor: string | undefined
  limit: number
  after: readonly [string, string] | null
}

/** A page of the bans that row security shows, the newest first. */
export async function listBans(
  db: Db,
  { list, contractor, limit, after }: Asked,
  reading: Reading,
): Promise<Page<Ban>> {
  const { where, bindings } = narrowed([
    [
      list === 'standing' ? true : undefined,
      'b.lifted_at is null and coalesce(b.banned_until >= cast(:today as date), true)',
      { today: reading.today },
    ],
    [contractor, 'b.contractor_id = cast(:contractor as uuid)', { contractor }],
    [
      after ?? undefined,
      '(b.banned_at, b.id) < (cast(:at as timestamptz), cast(:last as uuid))',
      { at: after?.[0], last: after?.[1] },
    ],
  ])
  const found = await rows<Row>(
    db,
    `select ${columns} from ${tables} where ${where} order by b.banned_at desc, b.id desc limit :limit`,
    { ...bindings, limit: limit + 1 },
  )
  return page(
    found,
    limit,
    (row) => ban(row, reading),
    (row) => [row.banned_at, row.id],
  )
}
