import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import { record } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import type { Names } from '../../language/contract.ts'
import type { RulePack } from '../../policy/contract.ts'
import { dayAt } from '../../time/rules.ts'
import { findWorks } from '../../works/read.ts'
import { kindFault } from '../refused.ts'
import type { Inspectors, NewVisit, Visit } from './contract.ts'
import { sayVisits } from './messages.ts'
import { planVisits } from './plan.ts'
import { findVisit } from './read.ts'
import { tellDropped } from './told.ts'

export interface Doing {
  actor: Actor
  pack: RulePack
  now: Date
}

/** The office asks for a visit to works on its ground. */
export async function askVisit(db: Db, asked: NewVisit, { actor, pack, now }: Doing): Promise<Outcome<Visit>> {
  const works = await findWorks(db, asked.worksId, actor)
  if (!works) return failed('not-found')
  if (!allows(actor, 'visits.plan', works)) return failed('forbidden')
  const without = kindFault(asked.kind, works)
  if (without) return without
  if (asked.dueOn < dayAt(now, pack.zone)) return faultAt('dueOn', sayVisits('due_in_the_past'))
  const [id = ''] = await planVisits(db, [{ ...asked, cause: 'asked' }], { userId: actor.userId, now })
  return { value: (await findVisit(db, id, actor)) as Visit }
}

/** Whoever may be sent to works there, and how many visits each has open. */
export async function inspectorsAt(db: Db, municipalityId: string): Promise<Inspectors> {
  const found = await rows<{ id: string; name_ar: string; name_en: string; open: number }>(
    db,
    `select i.id, i.name_ar, i.name_en,
            (select count(*)::int from visit v where v.assigned_to = i.id and v.state in ('due','taken')) as open
     from inspectors_at(cast(:municipalityId as uuid)) i order by i.name_ar, i.id`,
    { municipalityId },
  )
  return { items: found.map(({ name_ar: ar, name_en: en, ...one }) => ({ ...one, name: { ar, en } })) }
}

const nameOf = (visit: Visit): Names => visit.assignee?.name ?? { ar: '', en: '' }

/** A refusal that tells who has the visit. */
function heldBy(code: 'visit_taken' | 'visit_assigned' | 'visit_not_yours', visit: Visit): Outcome<never> {
  const name = nameOf(visit)
  return failed('refused', {
    reasons: [{ code, detail: (language) => sayVisits(code, { name: name[language] })(language) }],
    more: { code, assignee: visit.assignee, currentVersion: visit.version },
  })
}

function refused(code: 'visit_over' | 'visit_free', { version }: Visit): Outcome<never> {
  return failed('refused', {
    reasons: [{ code, detail: sayVisits(code) }],
    more: { code, currentVersion: version },
  })
}

/** An open visit that this user may do it to, held until the transaction ends. `before` tells who has it before its version is asked. */
async function held(
  db: Db,
  id: string,
  seen: {
    version: number | undefined
    deed: 'inspections.make' | 'visits.plan'
    before?: (visit: Visit) => Outcome<never> | null
  },
  { actor }: Doing,
): Promise<Outcome<Visit>> {
  await db('visit').where({ id }).forUpdate().select('id')
  const visit = await findVisit(db, id, actor)
  if (!visit) return failed('not-found')
  if (!allows(actor, seen.deed, { municipalityIds: [visit.works.municipalityId] })) return failed('forbidden')
  if (visit.state === 'done' || visit.state === 'dropped') return refused('visit_over', visit)
  const told = seen.before?.(visit)
  if (told) return told
  if (seen.version === undefined || visit.version === seen.version) return { value: visit }
  return failed('version', { values: { current: visit.version }, more: { currentVersion: visit.version } })
}

interface Move {
  state: Visit['state']
  assigned_to: string | null
  taken_at: Date | null
  ended_at?: Date
  drop_reason?: string
}

async function move(
  db: Db,
  visit: Visit,
  event: 'assign' | 'take' | 'release' | 'drop',
  to: Move,
  { actor }: Doing,
): Promise<Outcome<Visit>> {
  await db('visit')
    .where({ id: visit.id })
    .update({ ...to, version: visit.version + 1 })
  await record(db, [
    {
      subject: 'visit',
      id: visit.id,
      municipalities: [visit.works.municipalityId],
      event,
      reason: to.drop_reason ?? null,
      before: { assignedTo: visit.assignee?.name ?? null },
      after: { assignedTo: await nameById(db, to.assigned_to) },
    },
  ])
  return { value: (await findVisit(db, visit.id, actor)) as Visit }
}

async function nameById(db: Db, id: string | null): Promise<Names | null> {
  if (id === null) return null
  const [found] = await rows<Names>(
    db,
    'select name_ar as ar, name_en as en from account_name where id = cast(:id as uuid)',
    { id },
  )
  return found ?? null
}

/** An inspector takes a visit: the first one has it, the next is told who. Taken twice by the same, it is theirs. */
export async function takeVisit(
  db: Db,
  id: string,
  version: number | undefined,
  doing: Doing,
): Promise<Outcome<Visit>> {
  const { actor, now } = doing
  const isMine = (visit: Visit) => visit.assignee?.id === actor.userId
  const visit = await held(
    db,
    id,
    {
      version,
      deed: 'inspections.make',
      before: (one) => {
        if (one.assignee === null || isMine(one)) return null
        return heldBy(one.state === 'taken' ? 'visit_taken' : 'visit_assigned', one)
      },
    },
    doing,
  )
  if (visit.problem) return visit
  if (visit.value.state === 'taken') return visit
  return move(db, visit.value, 'take', { state: 'taken', assigned_to: actor.userId, taken_at: now }, doing)
}

/** Whoever has a visit gives it back, or the office takes it from them. */
export async function releaseVisit(
  db: Db,
  id: string,
  version: number | undefined,
  doing: Doing,
): Promise<Outcome<Visit>> {
  const { actor } = doing
  const before = (one: Visit) => {
    if (one.assignee === null) return refused('visit_free', one)
    const isOffice = allows(actor, 'visits.plan', { municipalityIds: [one.works.municipalityId] })
    return one.assignee.id === actor.userId || isOffice ? null : heldBy('visit_not_yours', one)
  }
  const visit = await held(db, id, { version, deed: 'inspections.make', before }, doing)
  if (visit.problem) return visit
  return move(db, visit.value, 'release', { state: 'due', assigned_to: null, taken_at: null }, doing)
}

/** The office sends somebody, or nobody in particular. */
export async function assignVisit(
  db: Db,
  id: string,
  { version, userId }: { version: number; userId: string | null },
  doing: Doing,
): Promise<Outcome<Visit>> {
  const visit = await held(db, id, { version, deed: 'visits.plan' }, doing)
  if (visit.problem) return visit
  const there = await inspectorsAt(db, visit.value.works.municipalityId)
  if (userId !== null && there.items.every((one) => one.id !== userId))
    return faultAt('userId', sayVisits('inspector_unknown'))
  return move(db, visit.value, 'assign', { state: 'due', assigned_to: userId, taken_at: null }, doing)
}

/** The office finds that nobody need go. */
export async function dropVisit(
  db: Db,
  id: string,
  { version, reason }: { version: number; reason: string },
  doing: Doing,
): Promise<Outcome<Visit>> {
  const visit = await held(db, id, { version, deed: 'visits.plan' }, doing)
  if (visit.problem) return visit
  const ended = { state: 'dropped', ended_at: doing.now, drop_reason: reason } as const
  const assigned_to = visit.value.assignee?.id ?? null
  await tellDropped(db, [{ works_id: visit.value.works.id, assigned_to }], { reason, at: doing.now })
  return move(db, visit.value, 'drop', { ...ended, assigned_to, taken_at: null }, doing)
}
