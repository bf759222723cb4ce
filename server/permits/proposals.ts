import type { Db } from '../database/connect.ts'
import { failed, type Outcome } from '../http/problem.ts'
import { type Amending, type Cause, changed, changeFault, ruleChange } from '../works/amendments/amend.ts'
import type { Amendment } from '../works/amendments/contract.ts'
import { amendmentByNumber } from '../works/amendments/read.ts'
import { asksFirst, type Change } from '../works/amendments/rules.ts'
import { insertAmendment } from '../works/amendments/store.ts'
import type { Works, WorksEvent } from '../works/contract.ts'
import { lockWorks } from '../works/diversions/store.ts'
import { transition } from '../works/lifecycle/rules.ts'
import { reviewDue } from '../works/review.ts'
import { ask, consulteesPlanned } from './consult.ts'
import type { AmendmentDecision } from './contract.ts'
import { againstMoving } from './elsewhere.ts'
import { type Dossier, dossierOf, factsOf, partiesOf } from './facts.ts'
import { askForAmendment } from './fees/of-amendments.ts'
import type { Judging } from './findings.ts'
import { note } from './note.ts'
import { amendedPlan, plannedBy } from './plan.ts'
import { reasonsOf } from './reasons.ts'
import { waivedBy } from './waivers.ts'

export type Amends = Judging & Amending
export type ProposalWaiver = NonNullable<AmendmentDecision['waivers']>[number]

interface Asked {
  works: Works
  change: Change
  cause: Cause
  event: WorksEvent
}

/** What the lifecycle says to an event of a works as the change would make it. */
export async function judge(
  db: Db,
  {
    works,
    change,
    cause,
    event,
    askedAt,
    waivers,
  }: Asked & {
    /** Of a proposal that is decided on: since when it waits, and what the office lets pass. */
    askedAt?: Date
    waivers?: readonly ProposalWaiver[]
  },
  amending: Amends,
): Promise<Outcome<Dossier>> {
  const ruled = ruleChange(works, change)
  if (ruled.problem) return ruled
  const moving = await movingFault(db, { works, change, event, askedAt }, amending)
  if (moving) return moving
  const fault = await changeFault(db, { works, change, cause }, amending)
  if (fault) return fault
  const planned = await plannedBy(db, works, change, amending.pack)
  // nothing that meets it may change between the look and the deed
  const coming = [...(change.diversions ?? []), ...(change.pack?.standing ?? [])].map(({ line }) => line)
  await lockWorks(db, [works, planned], { ...amending, coming })
  const plan = amendedPlan(works, change, ruled.value, askedAt ?? amending.now)
  const met = await dossierOf(db, planned, amending, plan)
  const weighed = waivers ? waivedBy(met.findings ?? [], waivers) : { value: unwaived(met) }
  if (weighed.problem) return weighed
  const dossier = { ...met, findings: met.findings && weighed.value }
  const facts = factsOf(planned, dossier, { hasReason: cause.reason.trim() !== '', hasGround: false }, amending)
  const next = transition(works.status, event, partiesOf(works, amending), facts)
  if (!next.refusals) return { value: dossier }
  return next.refusals.includes('not_yours')
    ? failed('forbidden')
    : failed('refused', { reasons: reasonsOf(next.refusals, dossier) })
}

/** Of a works with its permit, as it is proposed and as it is decided on: the office that has granted it decides on no other's ground. */
async function movingFault(
  db: Db,
  { works, change, event, askedAt }: Pick<Asked, 'works' | 'change' | 'event'> & { askedAt?: Date | undefined },
  { actor, pack }: Amends,
): Promise<Outcome<never> | null> {
  if (event === 'amend' && !askedAt) return null
  const against = await againstMoving(db, { works, change }, { actor, pack, as: askedAt ? 'office' : 'owner' })
  return against ? failed('refused', { reasons: [against] }) : null
}

/** What was waived of the old plan is for the office to judge again, and nothing that forbids to ask. */
function unwaived({ findings }: Dossier) {
  return findings?.filter(({ standing }) => standing !== 'judge_again') ?? []
}

/**
 * Writes a proposal down. The works is as it was, in a new version: whoever decides has to see it. Whom other ground concerns is asked
 * before the office decides.
 */
export async function propose(
  db: Db,
  { works, change, cause, event, extensionDays }: Asked & { extensionDays?: number },
  amending: Amends,
): Promise<Outcome<Amendment>> {
  const { actor, now } = amending
  const { before, after } = changed(works, change)
  const round = asksFirst(works, change) ? works.rounds + 1 : undefined
  const author = { userId: actor.userId, at: now }
  const given = { cause, before, after, versionAfter: null, extensionDays, round }
  const number = await insertAmendment(db, works, given, author)
  // it waits for the office by the clock of an application
  await db('works')
    .where({ id: works.id })
    .update({ review_due_at: reviewDue(works.category, now, amending.pack) })
  const planned = await plannedBy(db, works, change, amending.pack)
  await askForAmendment(db, { works, planned, number, ...(extensionDays ? { extensionDays } : {}) }, amending)
  if (round) await consult(db, works, { change, round }, amending)
  const told = { amendment: number, ...after, ...(extensionDays === undefined ? {} : { extensionDays }) }
  await note(db, [works.id], event, { reason: cause.reason, told }, { userId: actor.userId, now })
  return { value: (await amendmentByNumber(db, works.id, number)) as Amendment }
}

/** Asks those whom the ground of a proposal concerns, in a round of its own. */
async function consult(db: Db, works: Works, { change, round }: { change: Change; round: number }, doing: Amends) {
  const planned = await plannedBy(db, works, change, doing.pack)
  await db('works').where({ id: works.id }).update({ rounds: round })
  await ask(db, planned, round, await consulteesPlanned(db, planned, doing.pack), doing)
}
