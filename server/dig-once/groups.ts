import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { summariesOf } from '../works/read.ts'
import type { Cause, Joining, WorksGroup } from './contract.ts'
import { add, moneyOf, nothingSaved, type Savings } from './rules.ts'
import { savingsOf, type TrenchSums, trenchBindings, trenches } from './trenches.ts'

interface Row {
  id: string
  lead_id: string
  version: number
  currency: string
  linked_at: string
  dissolved_at: string | null
  dissolved_because: WorksGroup['dissolvedBecause']
  dissolved_reason: string | null
}

interface MemberRow extends Omit<TrenchSums, 'standing'> {
  works_id: string
  cause_kind: Cause['kind']
  cause_id: string | null
  linked_at: string
  left_at: string | null
  counted_from: string | null
  along_id: string | null
  street_class: string | null
}

interface DugRow extends TrenchSums {
  works_id: string
  closed_on: string
}

/** The group that a works is linked in now, or null. */
export async function groupOfWorks(db: Db, worksId: string, viewer: Actor | null): Promise<WorksGroup | null> {
  const [member] = await rows<{ group_id: string }>(
    db,
    'select group_id from works_group_member where works_id = cast(:worksId as uuid) and left_at is null',
    { worksId },
  )
  return member ? findGroup(db, member.group_id, viewer) : null
}

/** A group with its works: the lead first, then by what each saves. Null where there is none. */
export async function findGroup(db: Db, id: string, viewer: Actor | null): Promise<WorksGroup | null> {
  const [group] = await rows<Row>(
    db,
    `select id, lead_id, version, currency, linked_at, dissolved_at, dissolved_because, dissolved_reason
     from works_group where id = cast(:id as uuid)`,
    { id },
  )
  if (!group) return null
  const members = await rows<MemberRow>(
    db,
    `select works_id, cause_kind, case when cause_kind <> 'case' or sees_case(cause_id) then cause_id end as cause_id, linked_at, left_at, counted_from, along_id, street_class, shared_metres, street_days,
            metres_amount, street_days_amount, mobilisation_amount
     from works_group_member where group_id = cast(:id as uuid)
     order by along_id is not null, left_at is not null, shared_metres desc, works_id`,
    { id },
  )
  const works = await summariesOf(
    db,
    members.map(({ works_id }) => works_id),
    viewer,
  )
  const dug = await dugIn(db, id)
  const counted = members.filter(
    ({ left_at, counted_from }) => group.dissolved_at === null && left_at === null && counted_from !== null,
  )
  return {
    id: group.id,
    leadId: group.lead_id,
    version: group.version,
    currency: group.currency,
    linkedAt: group.linked_at,
    dissolvedAt: group.dissolved_at,
    dissolvedBecause: group.dissolved_because,
    dissolvedReason: group.dissolved_reason,
    members: members.flatMap((row) => {
      const one = works.get(row.works_id)
      return one ? [{ works: one, ...member(row), dug: dug.get(row.works_id) ?? null }] : []
    }),
    savings: told(counted.map(savingsOf).reduce(add, nothingSaved)),
  }
}

/** What came of each works of a group that is closed again together with the one it joined. */
async function dugIn(db: Db, id: string): Promise<Map<string, WorksGroup['members'][number]['dug']>> {
  const found = await rows<DugRow>(
    db,
    `select works_id, closed_on, standing, shared_metres, street_days, metres_amount, street_days_amount, mobilisation_amount
     from ${trenches} t where group_id = cast(:id as uuid) and standing <> 'planned'`,
    { id, ...trenchBindings },
  )
  return new Map(
    found.map((row) => [
      row.works_id,
      { on: row.closed_on, together: row.standing === 'realised', ...told(savingsOf(row)) },
    ]),
  )
}

function member(row: MemberRow): Omit<WorksGroup['members'][number], 'works' | 'dug'> {
  const { along_id: alongId, street_class: streetClass } = row
  return {
    cause: { kind: row.cause_kind, id: row.cause_id },
    linkedAt: row.linked_at,
    leftAt: row.left_at,
    countedFrom: row.counted_from,
    joining: alongId === null ? null : joining(alongId, streetClass ?? 'unknown', savingsOf(row)),
  }
}

function joining(alongId: string, streetClass: string, saved: Savings): Joining {
  return { alongId, streetClass, ...told(saved) }
}

/** Savings as they go out: with their sum. */
export function told(saved: Savings): Savings & { money: number } {
  return { ...saved, money: moneyOf(saved) }
}
