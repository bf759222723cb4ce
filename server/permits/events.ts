import type { Db } from '../database/connect.ts'
import { failed, faultAt, type Outcome, type Reason } from '../http/problem.ts'
import { dayAt } from '../time/rules.ts'
import { dueAfter } from '../time/working-days.ts'
import { holdForWrite } from '../works/actions.ts'
import type { Works } from '../works/contract.ts'
import { cellsOf, lockGround } from '../works/ground.ts'
import { type LifecycleRefusal, transition } from '../works/lifecycle/rules.ts'
import { findWorks } from '../works/read.ts'
import { guaranteeEnd } from '../works/rules.ts'
import { type Move, moveWorks, type WorksKeeper } from '../works/store.ts'
import { consult } from './consult.ts'
import type { EmergencyGround, NewWorksEvent } from './contract.ts'
import { type Dossier, dossierOf, factsOf, openBlocking, partiesOf } from './facts.ts'
import type { Judging } from './findings.ts'
import { metresFrom } from './ground.ts'
import { sayPermits } from './messages.ts'
import { issuePermit } from './permit.ts'
import { deem } from './silence.ts'

export interface Happening extends Judging {
  keeper: WorksKeeper
}

export function reasonsOf(refusals: readonly LifecycleRefusal[]): Reason[] {
  return refusals.map((code) => ({ code, detail: sayPermits(`refusal.${code}`) }))
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
      : failed('refused', { reasons: reasonsOf(next.refusals) })
  const move: Move = { status: next.status, event: told.event, reason: told.reason ?? null }
  const followed = await follow(db, works, told, { ...happening, dossier })
  if (told.event === 'submit') await consult(db, works, dossier.consultees, happening)
  await moveWorks(db, [works], { ...move, ...followed }, { userId: actor.userId, at: happening.now }, happening)
  return { value: (await findWorks(db, id, actor)) as Works }
}

/**
 * The works to decide on: its ground is locked, so that nothing moves under the decision, and silence that has approved
 * already is written down, whether or not the clock has come to it.
 */
async function asTimeHasIt(db: Db, works: Works, event: string, { actor, now, pack }: Happening): Promise<Works> {
  await lockGround(db, cellsOf([works], pack))
  if (event !== 'approve') return works
  await deem(db, [works.id], now)
  return (await findWorks(db, works.id, actor)) as Works
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
  const applied = { submittedAt: now, review: dueAfter(now, pack.reviewHours[works.category], pack) }
  const dug = told.place
    ? { startedOn: today, told: { place: told.place, metresFromWorks: await metresFrom(db, works.id, told.place) } }
    : { startedOn: today }
  // an emergency that is filed waits for its permit, whatever becomes of the ground
  const waiting: Partial<Move> = works.notifiedAt !== null && dossier.permit === null ? { review: 'keep' } : {}
  switch (told.event) {
    case 'submit':
    case 'file':
      return applied
    case 'approve':
      return { review: 'keep' }
    case 'grant':
      return { told: await granted(db, works, told, following) }
    case 'start':
      return dug
    case 'notify': {
      const ground = told.ground as EmergencyGround
      return { ...dug, notified: { at: now, ground }, told: { ...dug.told, ground } }
    }
    case 'reinstate':
      return { ...waiting, endedOn: today, guaranteeUntil: guaranteeEnd(today, works.trenchDepthMetres, pack) }
    default:
      return waiting
  }
}

/** Issues the permit; what the history tells of it. */
async function granted(
  db: Db,
  works: Works,
  { conditions = [] }: NewWorksEvent,
  { actor, now, pack, dossier }: Following,
): Promise<object> {
  const found = { complete: dossier.findings !== null, blocking: openBlocking(dossier.findings ?? []).length }
  return { permitNumber: await issuePermit(db, works, { conditions, found, actor, now, pack }), conditions }
}
