import { allows } from '../access/policy.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { failed, type Outcome } from '../http/problem.ts'
import type { Doing } from '../works/actions.ts'
import { lockWorks } from '../works/diversions/store.ts'
import type { Dissolving, WorksGroup } from './contract.ts'
import { drawnOf, membersOf, worksToLink } from './facts.ts'
import { findGroup } from './groups.ts'
import { sayDigOnce } from './messages.ts'

/** Takes the works of a group apart: they meet again, and what they saved counts no more. By the office of its lead. */
export async function dissolveGroup(
  db: Db,
  id: string,
  { version, reason }: Dissolving,
  { actor, now, pack, keeper }: Doing,
): Promise<Outcome<WorksGroup>> {
  const seen = await findGroup(db, id, actor)
  if (!seen) return failed('not-found')
  const lead = (await worksToLink(db, [seen.leadId])).get(seen.leadId)
  if (!lead || !allows(actor, 'works.decide', lead)) return failed('forbidden')
  const members = await membersOf(db, id)
  await lockWorks(db, await drawnOf(db, members), { pack })
  const group = (await findGroup(db, id, actor)) as WorksGroup
  if (group.dissolvedAt !== null)
    return failed('refused', { reasons: [{ code: 'dissolved', detail: sayDigOnce('dissolved') }] })
  if (group.version !== version)
    return failed('version', { values: { current: group.version }, more: { currentVersion: group.version } })
  const freed = await endGroup(db, id, { because: 'decided', reason, userId: actor.userId, at: now })
  await keeper.keep(db, freed, pack)
  await record(db, [
    {
      subject: 'works_group',
      id,
      agency: lead.agencyId,
      municipalities: lead.municipalityIds,
      event: 'dissolve',
      reason,
      after: { worksIds: freed },
    },
  ])
  return { value: (await findGroup(db, id, actor)) as WorksGroup }
}

/** Ends a group, whose ground is locked. Gives the works that were linked in it. */
export async function endGroup(
  db: Db,
  id: string,
  {
    because,
    reason,
    userId,
    at,
  }: { because: NonNullable<WorksGroup['dissolvedBecause']>; reason?: string; userId: string | null; at: Date },
): Promise<string[]> {
  await rows(
    db,
    `update works_group set dissolved_at = cast(:at as timestamptz), dissolved_by = cast(:userId as uuid),
            dissolved_because = :because, dissolved_reason = cast(:reason as text), version = version + 1
     where id = cast(:id as uuid)`,
    { id, at, userId, because, reason: reason ?? null },
  )
  const freed = await rows<{ works_id: string }>(
    db,
    `update works_group_member set left_at = cast(:at as timestamptz)
     where group_id = cast(:id as uuid) and left_at is null returning works_id`,
    { id, at },
  )
  return freed.map(({ works_id }) => works_id)
}
