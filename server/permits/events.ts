import type { Db } from '../database/connect.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import { issueClearance } from '../inspections/clearance/store.ts'
import { takeGround } from '../inspections/handover/facts.ts'
import { guaranteeCleared } from '../inspections/handover/rules.ts'
import { dayAt } from '../time/rules.ts'
import { holdForWrite } from '../works/actions.ts'
import type { Status, Works } from '../works/contract.ts'
import { lockWorks } from '../works/diversions/store.ts'
import { byPermit } from '../works/lifecycle/edges.ts'
import { transition } from '../works/lifecycle/rules.ts'
import { findWorks } from '../works/read.ts'
import { reviewDue } from '../works/review.ts'
import { guaranteeEnd } from '../works/rules.ts'
import { type Move, moveWorks, type WorksKeeper } from '../works/store.ts'
import { ask } from './consult.ts'
import type { Condition, EmergencyGround, NewWorksEvent } from './contract.ts'
import { type Dossier, dossierOf, factsOf, openBlocking, partiesOf } from './facts.ts'
import { giveUpFees, openFee, voidFees } from './fees/store.ts'
import type { Judging } from './findings.ts'
import { metresFrom } from './ground.ts'
import { letProposalsLapse } from './lapse.ts'
import { sayPermits } from './messages.ts'
import { issuePermit } from './permit.ts'
import { reasonsOf } from './reasons.ts'
import { deem } from './silence.ts'
import { waivedOn } from './waivers.ts'

export interface Happening extends Judging {
  keeper: WorksKeeper
  /** As who a certificate is signed. */
  signedAs?: string | undefined
}

/** Makes an event happen to a works, with all that follows from it, or names everything that stands against it. */
export async function happen(db: Db, id: string, told: NewWorksEvent, happening: Happening): Promise<Outcome<Works>> {
  const { actor } = happening
  const held = await holdForWrite(db, id, told.version, actor, ['works.change', 'works.decide'])
  if (held.problem) return held
  const works = await asTimeHasIt(db, held.value, told.event, happening)
  const misplaced = misplacedIn(told)
  if (misplaced) return misplaced
  const dossier = await dossierOf(db, works, happening)
  const given = { hasReason: (told.reason ?? '').trim() !== '', hasGround: told.ground !== undefined }
  const facts = factsOf(works, dossier, given, happening)
  const next = transition(works.status, told.event, partiesOf(works, happening), facts)
  if (next.refusals)
    return next.refusals.includes('not_yours')
      ? failed('forbidden')
      : failed('refused', { reasons: reasonsOf(next.refusals, { ...dossier, open: dossier.handover.open }) })
  const isEnded = endsPermit(works.status, next.status)
  if (isEnded) await letProposalsLapse(db, [id], happening.now)
  // what is proposed of a permit waits on, whether its works is begun, stopped or resumed
  const waits: Partial<Move> = dossier.proposal !== null && !isEnded ? { review: 'keep' } : {}
  const move: Move = { status: next.status, event: told.event, reason: told.reason ?? null, ...waits }
  const followed = await follow(db, works, told, { ...happening, dossier })
  if (told.event === 'submit') await ask(db, works, works.rounds + 1, dossier.consultees, happening)
  await moveWorks(db, [works], { ...move, ...followed }, { userId: actor.userId, at: happening.now }, happening)
  return { value: (await findWorks(db, id, actor)) as Works }
}

/**
 * The works to decide on: its ground is locked, so that nothing moves under the decision, and silence that has approved
 * already is written down, whether or not the clock has come to it.
 */
async function asTimeHasIt(db: Db, works: Works, event: string, { actor, now, pack }: Happening): Promise<Works> {
  await lockWorks(db, [works], { pack })
  if (event !== 'approve') return works
  await deem(db, [works.id], now)
  return (await findWorks(db, works.id, actor)) as Works
}

/** What is dug, or may be, by its permit is so no more. */
function endsPermit(before: Status, after: Status): boolean {
  const isByPermit = (status: Status) => (byPermit as readonly Status[]).includes(status)
  return isByPermit(before) && !isByPermit(after)
}

/** What is told with an event that it does not belong to. */
function misplacedIn({ event, conditions, place, ground }: NewWorksEvent): Outcome<never> | null {
  if (conditions && event !== 'grant') return faultAt('conditions', sayPermits('conditions_elsewhere'))
  if (ground && event !== 'notify') return faultAt('ground', sayPermits('ground_elsewhere'))
  if (place && event !== 'start' && event !== 'notify') return faultAt('place', sayPermits('place_elsewhere'))
  return place && !isOnEarth(place) ? faultAt('place', sayPermits('place_unknown')) : null
}

function isOnEarth([longitude = Number.NaN, latitude = Number.NaN]: readonly number[]): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90
}

type Following = Happening & { dossier: Dossier }

/** What else an event brings with it: a permit, the first and the last day of digging, the guarantee that begins. */
async function follow(db: Db, works: Works, told: NewWorksEvent, following: Following): Promise<Partial<Move>> {
  const { now, pack, dossier } = following
  const today = dayAt(now, pack.zone)
  const applied = { submittedAt: now, review: reviewDue(works.category, now, pack) }
  const dug = told.place
    ? { startedOn: today, told: { place: told.place, metresFromWorks: await metresFrom(db, works.id, told.place) } }
    : { startedOn: today }
  // an emergency that is filed waits for its permit, whatever becomes of the ground
  const waiting: Partial<Move> = works.notifiedAt !== null && dossier.permit === null ? { review: 'keep' } : {}
  switch (told.event) {
    case 'submit':
      return applied
    case 'file':
      await openFee(db, works, following)
      return applied
    case 'approve':
      await openFee(db, works, following)
      return { review: 'keep' }
    case 'return':
      await voidFees(db, works.id)
      return waiting
    case 'refuse':
    case 'cancel':
      await giveUpFees(db, works, dossier.permit !== null, following)
      return waiting
    case 'grant':
      return { told: await granted(db, works, told, following) }
    case 'start':
      return dug
    case 'notify': {
      const ground = told.ground as EmergencyGround
      return { ...dug, notified: { at: now, ground }, told: { ...dug.told, ground } }
    }
    case 'reinstate':
      return { ...waiting, endedOn: today, ...(await guaranteed(db, works, today, following)) }
    case 'accept':
      return { ...waiting, ...(await guaranteed(db, works, today, following)), told: { guaranteeFrom: today } }
    case 'clear':
      return { ...released(works, today), told: await cleared(db, works, told, following) }
    default:
      return waiting
  }
}

/**
 * Whoever closed the ground answers for it from that day on. The guarantee itself is counted from its acceptance, for the
 * ground and the depth that are recorded. [S]
 */
async function guaranteed(db: Db, works: Works, first: string, { dossier, pack }: Following): Promise<Partial<Move>> {
  await takeGround(db, works.id, pack)
  return { guaranteeUntil: guaranteeEnd(first, dossier.handover.deepestMetres ?? works.trenchDepthMetres, pack) }
}

/** A certificate ends a guarantee that still runs. */
function released({ guaranteeUntil }: Works, today: string): Partial<Move> {
  const { until } = guaranteeCleared(guaranteeUntil, today)
  return until === null ? {} : { guaranteeUntil: until }
}

/** Issues the certificate; what the history tells of it. */
function cleared(db: Db, works: Works, { reason }: NewWorksEvent, following: Following): Promise<object> {
  const { handover } = following.dossier
  return issueClearance(db, works, { ...following, handover, reason: reason?.trim() || null })
}

/** Issues the permit; what the history tells of it. */
async function granted(
  db: Db,
  works: Works,
  { conditions = [] }: NewWorksEvent,
  { actor, now, pack, dossier }: Following,
): Promise<object> {
  const found = { complete: dossier.findings !== null, blocking: openBlocking(dossier.findings ?? []).length }
  const all = withoutRepeats([...conditions, ...(await waivedOn(db, works.id))])
  return { permitNumber: await issuePermit(db, works, { conditions: all, found, actor, now, pack }), conditions: all }
}

/** What the office grants on and what was waived on, each once. */
function withoutRepeats(conditions: readonly Condition[]): Condition[] {
  return [...new Map(conditions.map((one) => [JSON.stringify(one), one])).values()]
}
