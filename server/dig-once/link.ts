import { uuidv7 } from 'uuidv7'
import { allows } from '../access/policy.ts'
import { record } from '../audit/record.ts'
import { groundShared } from '../coordination/ground-shared.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { failed, type Outcome } from '../http/problem.ts'
import type { Doing } from '../works/actions.ts'
import { lockWorks } from '../works/diversions/store.ts'
import type { Cause, WorksGroup } from './contract.ts'
import { drawnOf, type LinkedWorks, membersOf, worksToLink } from './facts.ts'
import { findGroup } from './groups.ts'
import { type LinkRefusal, linking } from './link-rules.ts'
import { sayDigOnce } from './messages.ts'
import type { Joining } from './rules.ts'

export interface Linking {
  leadId: string
  memberIds: readonly string[]
  cause: Cause
}

/**
 * Links works under a lead that shares its trench with them, and keeps what that saves by the formula of the day. A lead
 * that leads a group already takes them in. Linked works are no conflict with each other any more: the register is made
 * right in the same transaction. By the office that decides on the ground, or by the agency that called for interest,
 * for the works that were answered.
 *
 * Takes the lock of the ground of all of them: whoever calls it holds the rows it needs, and has locked no other ground.
 */
export async function linkWorks(db: Db, asked: Linking, doing: Doing): Promise<Outcome<WorksGroup>> {
  const { leadId, cause } = asked
  const memberIds = [...new Set(asked.memberIds)].filter((id) => id !== leadId)
  const ids = [leadId, ...memberIds]
  await lockWorks(db, await drawnOf(db, ids), doing)
  const found = await worksToLink(db, ids)
  const lead = found.get(leadId)
  const members = memberIds.flatMap((id) => found.get(id) ?? [])
  if (!lead || members.length < memberIds.length) return failed('not-found')
  if (!(await mayLink(db, { lead, members, cause }, doing))) return failed('forbidden')
  const { groupId, linked } = await ledBy(db, lead)
  const stretches = await groundShared(db, [...ids, ...linked.map(({ id }) => id)], doing.pack)
  const { joinings, refusals } = linking({ lead, members, linked, stretches }, doing.pack)
  if (refusals) return refused(refusals)
  const needsOffice = !decidesOn(lead, members, doing) && (await isBlocked(db, [...ids, ...linked.map(({ id }) => id)]))
  if (needsOffice) return refused([{ code: 'needs_office', number: lead.number }])
  const group = groupId ?? (await addGroup(db, lead, cause, doing))
  await addMembers(db, { group, members, joinings, cause }, doing)
  // as whoever has brought works into it
  if (groupId) await db('works_group').where({ id: groupId }).increment('version', 1)
  await doing.keeper.keep(db, [...ids, ...linked.map(({ id }) => id)], doing.pack)
  await record(db, [
    {
      subject: 'works_group',
      id: group,
      agency: lead.agencyId,
      municipalities: lead.municipalityIds,
      event: groupId ? 'change' : 'create',
      after: { leadId, memberIds, cause },
    },
  ])
  return { value: (await findGroup(db, group, doing.actor)) as WorksGroup }
}

/** The group that a works leads, and who else is in it. */
async function ledBy(db: Db, { id, groupId }: LinkedWorks): Promise<{ groupId: string | null; linked: LinkedWorks[] }> {
  if (groupId === null) return { groupId: null, linked: [] }
  const [led] = await rows(db, 'select id from works_group where id = :groupId and lead_id = :id', { groupId, id })
  if (!led) return { groupId: null, linked: [] }
  const others = (await membersOf(db, groupId)).filter((each) => each !== id)
  return { groupId, linked: [...(await worksToLink(db, others)).values()] }
}

/** The office on its own ground; in a call, whoever called: for own works, and for those that others answered with. */
async function mayLink(
  db: Db,
  { lead, members, cause }: { lead: LinkedWorks; members: LinkedWorks[]; cause: Cause },
  { actor }: Doing,
): Promise<boolean> {
  if (cause.kind === 'case') return decidesOn(lead, members, { actor })
  const answered = await rows<{ id: string }>(
    db,
    `select unnest(a.works_ids) as id from interest_answer a join interest_call c on c.id = a.call_id
     where c.id = cast(:callId as uuid) and c.agency_id = cast(:agencyId as uuid)`,
    { callId: cause.id, agencyId: actor.agencyId },
  )
  const offered = new Set(answered.map(({ id }) => id))
  return [lead, ...members].every((each) => offered.has(each.id) || allows(actor, 'works.change', each))
}

/** The office that decides on the ground of the lead and answers for the others'. */
function decidesOn(lead: LinkedWorks, members: readonly LinkedWorks[], { actor }: Pick<Doing, 'actor'>): boolean {
  return allows(actor, 'works.decide', lead) && members.every((each) => allows(actor, 'works.change', each))
}

/** Does a blocking finding stand between these works? A link that takes it away is no matter of the parties alone. */
async function isBlocked(db: Db, ids: readonly string[]): Promise<boolean> {
  const found = await rows(
    db,
    `select 1 from conflict where works_a = any (cast(:ids as uuid[])) and works_b = any (cast(:ids as uuid[]))
       and severity = 'blocking' and state <> 'waived' limit 1`,
    { ids: [...ids] },
  )
  return found.length > 0
}

async function addGroup(db: Db, lead: LinkedWorks, cause: Cause, { pack, actor, now }: Doing): Promise<string> {
  const id = uuidv7()
  await db('works_group').insert({
    id,
    lead_id: lead.id,
    municipality_ids: lead.municipalityIds,
    currency: pack.currency,
    linked_at: now,
    linked_by: actor.userId,
  })
  await db('works_group_member').insert(memberRow(id, lead, cause, { actor, now }))
  return id
}

function memberRow(
  group_id: string,
  { id, agencyId }: LinkedWorks,
  cause: Cause,
  { actor, now }: Pick<Doing, 'actor' | 'now'>,
) {
  return {
    ...{ group_id, works_id: id, agency_id: agencyId, cause_kind: cause.kind, cause_id: cause.id },
    ...{ linked_at: now, linked_by: actor.userId },
  }
}

async function addMembers(
  db: Db,
  {
    group,
    members,
    joinings,
    cause,
  }: { group: string; members: LinkedWorks[]; joinings: readonly Joining[]; cause: Cause },
  doing: Doing,
): Promise<void> {
  const joiningOf = new Map(joinings.map((joining) => [joining.worksId, joining]))
  const added = members.map((works) => {
    const { alongId, streetClass, sharedMetres, streetDays, amounts } = joiningOf.get(works.id) as Joining
    return {
      ...memberRow(group, works, cause, doing),
      along_id: alongId,
      street_class: streetClass,
      shared_metres: sharedMetres,
      street_days: streetDays,
      metres_amount: amounts.metres,
      street_days_amount: amounts.streetDays,
      mobilisation_amount: amounts.mobilisation,
    }
  })
  await db('works_group_member').insert(added)
}

function refused(refusals: readonly LinkRefusal[]) {
  return failed('refused', {
    reasons: refusals.map(({ code, number }) => ({ code, detail: sayDigOnce(code, { number }) })),
  })
}
