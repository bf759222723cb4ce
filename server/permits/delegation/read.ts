import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import type { Db } from '../../database/connect.ts'
import { narrowed, rows } from '../../database/sql.ts'
import { type Page, page } from '../../http/cursor.ts'
import type { Delegation, delegationLists } from './contract.ts'
import { delegationStateOn } from './rules.ts'

interface Row {
  id: string
  principal_id: string
  delegate_id: string
  first: string
  last: string | null
  note: string | null
  made_at: string
  by_ar: string | null
  by_en: string | null
  revoked_at: string | null
  revoker_ar: string | null
  revoker_en: string | null
}

interface Reading {
  actor: Actor
  /** The calendar day in the jurisdiction's zone. */
  today: string
}

const columns = `d.id, d.principal_id, d.delegate_id, lower(d.period) as first, upper(d.period) - 1 as last, d.note, d.made_at,
  u.name_ar as by_ar, u.name_en as by_en, d.revoked_at, r.name_ar as revoker_ar, r.name_en as revoker_en`
const tables = `answer_delegation d
  left join account_name u on u.id = d.made_by
  left join account_name r on r.id = d.revoked_by`

const names = (ar: string | null, en: string | null) => (ar === null || en === null ? null : { ar, en })

function delegation(row: Row, { actor, today }: Reading): Delegation {
  const days = { from: row.first, until: row.last }
  const state = delegationStateOn({ ...days, isRevoked: row.revoked_at !== null }, today)
  const isStanding = state === 'in_force' || state === 'to_come'
  const isOwn = allows(actor, 'consultations.entrust', { agencyId: row.principal_id })
  return {
    id: row.id,
    principalId: row.principal_id,
    delegateId: row.delegate_id,
    ...days,
    note: row.note,
    state,
    at: row.made_at,
    by: names(row.by_ar, row.by_en),
    revoked: row.revoked_at === null ? null : { at: row.revoked_at, by: names(row.revoker_ar, row.revoker_en) },
    may: { revoke: isStanding && isOwn && actor.userId !== null },
  }
}

export async function findDelegation(db: Db, id: string, reading: Reading): Promise<Delegation | undefined> {
  const [row] = await rows<Row>(db, `select ${columns} from ${tables} where d.id = cast(:id as uuid)`, { id })
  return row && delegation(row, reading)
}

interface Asked {
  list: (typeof delegationLists)[number]
  limit: number
  after: readonly [string, string] | null
}

/** A page of those that the own organisation gave and was given, the newest first. */
export async function listDelegations(
  db: Db,
  { list, limit, after }: Asked,
  reading: Reading,
): Promise<Page<Delegation>> {
  const { where, bindings } = narrowed([
    [
      list === 'standing' ? true : undefined,
      'd.revoked_at is null and coalesce(upper(d.period) > cast(:today as date), true)',
      { today: reading.today },
    ],
    [
      after ?? undefined,
      '(d.made_at, d.id) < (cast(:at as timestamptz), cast(:last as uuid))',
      { at: after?.[0], last: after?.[1] },
    ],
  ])
  const found = await rows<Row>(
    db,
    `select ${columns} from ${tables} where ${where} order by d.made_at desc, d.id desc limit :limit`,
    { ...bindings, limit: limit + 1 },
  )
  return page(
    found,
    limit,
    (row) => delegation(row, reading),
    (row) => [row.made_at, row.id],
  )
}
