import type { Db } from '../database/connect.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import { addDays } from '../time/rules.ts'
import { holdForWrite } from '../works/actions.ts'
import { amendedBy, amendWorks } from '../works/amendments/amend.ts'
import type { Amendment, NewAmendment, NewPermitExtension } from '../works/amendments/contract.ts'
import { amendmentByNumber, amendmentsOf, type StoredAmendment } from '../works/amendments/read.ts'
import { askedAs, type Change } from '../works/amendments/rules.ts'
import { endProposal } from '../works/amendments/store.ts'
import { takeChange, takeProposed } from '../works/amendments/take.ts'
import type { Works } from '../works/contract.ts'
import { transition } from '../works/lifecycle/rules.ts'
import { findWorks } from '../works/read.ts'
import type { AmendmentKeeper } from '../works/store.ts'
import type { AmendmentDecision, Permit } from './contract.ts'
import { dossierOf, factsOf, partiesOf } from './facts.ts'
import { giveUpAmendmentFee } from './fees/of-amendments.ts'
import { sayPermits } from './messages.ts'
import { note } from './note.ts'
import { permitOf } from './permit.ts'
import { type Amends, judge, type ProposalWaiver, propose } from './proposals.ts'
import { reasonsOf } from './reasons.ts'
import { refused } from './refused.ts'
import { daysBeyond } from './rules.ts'
import { deem } from './silence.ts'
import { writeWaiver } from './waivers.ts'

/**
 * Amends a works under review at once, and coordinates it anew; of one that has its permit, proposes the amendment to
 * the office.
 */
export async function askAmendment(
  db: Db,
  id: string,
  given: NewAmendment,
  amending: Amends,
): Promise<Outcome<Amendment>> {
  const { version, reason, ...told } = given
  const held = await holdForWrite(db, id, version, amending.actor)
  if (held.problem) return held
  const works = held.value
  const taken = await takeChange(db, works, told, amending.pack)
  if (taken.problem) return taken
  const change = taken.value
  const permit = await permitOf(db, id)
  const event = askedAs(works, change, permit)
  if (permit && event === 'prolong') return prolong(db, { works, change, reason, permit }, amending)
  const cause = { kind: 'applicant', reason } as const
  const judged = await judge(db, { works, change, cause, event }, amending)
  if (judged.problem) return judged
  if (event === 'propose') return propose(db, { works, change, cause, event }, amending)
  const amended = await amendWorks(db, { works, change, cause }, amending)
  return amended.problem ? amended : theLast(db, amended.value, amending)
}

/** Asks for more days of a permit before it runs out. They are judged now, and once more when the office decides. */
export async function askExtension(
  db: Db,
  id: string,
  { version, reason, days }: NewPermitExtension,
  amending: Amends,
): Promise<Outcome<Amendment>> {
  const held = await holdForWrite(db, id, version, amending.actor)
  if (held.problem) return held
  const works = held.value
  const permit = await permitOf(db, id)
  if (!permit) return refused('refusal.permit_missing')
  const change: Change = { period: { start: works.period.start, end: addDays(permit.valid.end, days) } }
  return prolong(db, { works, change, reason, permit }, amending)
}

/** An extension: a later end than the permit's, asked for by itself or with other changes. */
async function prolong(
  db: Db,
  { works, change, reason, permit }: { works: Works; change: Change; reason: string; permit: Permit },
  amending: Amends,
): Promise<Outcome<Amendment>> {
  const asked = { works, change, cause: { kind: 'extension', reason }, event: 'prolong' } as const
  const judged = await judge(db, asked, amending)
  const extensionDays = daysBeyond(permit.valid, amendedBy(works, change))
  return judged.problem ? judged : propose(db, { ...asked, extensionDays }, amending)
}

async function theLast(db: Db, works: Works, { actor }: Amends): Promise<Outcome<Amendment>> {
  const [last] = await amendmentsOf(db, works, { limit: 1, before: null, viewer: actor })
  return { value: last as Amendment }
}

/**
 * Decides on a proposal as it was seen: the office accepts it, judged again on the ground as it is by now, or declines it; whoever
 * asked may withdraw it.
 */
export async function decideAmendment(
  db: Db,
  { id, number }: { id: string; number: number },
  given: AmendmentDecision,
  amending: Amends,
): Promise<Outcome<Amendment>> {
  const { decision, version } = given
  const deed = decision === 'withdraw' ? 'works.change' : 'works.decide'
  const held = await holdForWrite(db, id, version, amending.actor, [deed])
  if (held.problem) return held
  const proposal = await amendmentByNumber(db, id, number)
  if (!proposal) return failed('not-found')
  if (given.conditions && decision !== 'accept') return faultAt('conditions', sayPermits('conditions_elsewhere'))
  if (given.waivers && decision !== 'accept') return faultAt('waivers', sayPermits('waivers_elsewhere'))
  const decided =
    decision === 'accept'
      ? await accept(db, held.value, proposal, given, amending)
      : await end(db, held.value, proposal, given, amending)
  return decided.problem ? decided : { value: (await amendmentByNumber(db, id, number)) as Amendment }
}

/** A proposal takes effect: the works as it says, with its permit, once what it meets is let pass. */
async function accept(
  db: Db,
  seen: Works,
  proposal: StoredAmendment,
  { reason, conditions, waivers = [] }: AmendmentDecision,
  amending: Amends,
): Promise<Outcome<Works>> {
  if (proposal.state !== 'proposed') return refused('refusal.no_amendment')
  const works = await asSilenceHasIt(db, seen, proposal, amending)
  const { number } = proposal
  const cause = { kind: proposal.cause, reason: proposal.reason }
  const taken = await takeProposed(db, works, proposal, amending.pack)
  if (taken.problem) return taken
  const change = taken.value
  const askedAt = new Date(proposal.askedAt)
  const judged = await judge(db, { works, change, cause, event: 'amend', askedAt, waivers }, amending)
  if (judged.problem) return judged
  const accepts = { number, reason: reason?.trim() || null }
  const waiving = { ...amending, keeper: waivingKeeper(amending, waivers) }
  return amendWorks(db, { works, change, cause, accepts, conditions }, waiving)
}

/** Silence that has approved a proposal already is written down, whether or not the clock has come to it. */
async function asSilenceHasIt(db: Db, works: Works, { round }: Amendment, { actor, now }: Amends): Promise<Works> {
  if (round !== works.rounds) return works
  await deem(db, [works.id], now)
  return (await findWorks(db, works.id, actor)) as Works
}

/** Writes waivers down once the works is the one that they are of, and before its permit follows. */
function waivingKeeper({ keeper, actor, now }: Amends, waivers: readonly ProposalWaiver[]): AmendmentKeeper {
  const follow: AmendmentKeeper['follow'] = async (db, amended, doing) => {
    for (const { reason, ...told } of waivers) {
      if (!(await writeWaiver(db, amended.works.id, { ...told, reason }, { actor, now })))
        return refused('no_such_finding')
      await note(db, [amended.works.id], 'waive', { reason, told }, { userId: actor.userId, now })
    }
    return keeper.follow(db, amended, doing)
  }
  return { ...keeper, follow }
}

const ends = { decline: 'declined', withdraw: 'withdrawn' } as const

/** A proposal comes to nothing: declined with the office's reason, or withdrawn. */
async function end(
  db: Db,
  works: Works,
  { number, state }: Amendment,
  { decision, reason = '' }: AmendmentDecision,
  amending: Amends,
): Promise<Outcome<Works>> {
  if (state !== 'proposed') return refused('refusal.no_amendment')
  const event = decision as keyof typeof ends
  const given = { hasReason: reason.trim() !== '', hasGround: false }
  const facts = factsOf(works, await dossierOf(db, works, amending), given, amending)
  const { refusals } = transition(works.status, event, partiesOf(works, amending), facts)
  if (refusals?.includes('not_yours')) return failed('forbidden')
  if (refusals) return failed('refused', { reasons: reasonsOf(refusals) })
  const { actor, now } = amending
  await endProposal(
    db,
    works.id,
    { number, state: ends[event], reason: reason || null },
    { userId: actor.userId, at: now },
  )
  await giveUpAmendmentFee(db, works.id, number)
  await note(
    db,
    [works.id],
    event,
    { reason: reason || null, told: { amendment: number } },
    { userId: actor.userId, now },
  )
  return { value: works }
}
