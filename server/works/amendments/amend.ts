import { allows } from '../../access/policy.ts'
import type { Db } from '../../database/connect.ts'
import { sayHttp } from '../../http/messages.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import { periodFault } from '../../time/rules.ts'
import { type Doing, groundFault, groundRefusal } from '../actions.ts'
import { writeListed } from '../connections/amended.ts'
import { connectionFault, startsFault } from '../connections/kept.ts'
import type { Works } from '../contract.ts'
import { countedIn } from '../diversions/rules.ts'
import { type TakenDiversion, takeDiversions, writeTraffic } from '../diversions/store.ts'
import { sayWorks } from '../messages.ts'
import { findWorks } from '../read.ts'
import { reviewDue } from '../review.ts'
import { type AmendmentKeeper, updateWorks } from '../store.ts'
import type { AmendmentCause } from './contract.ts'
import { type Change, type Following, followingOf, movedBy, type PlannedWorks, toldOf } from './rules.ts'
import { insertAmendment, takeEffect } from './store.ts'

export interface Amending extends Doing {
  keeper: AmendmentKeeper
}

export interface Cause {
  kind: AmendmentCause
  /** Of a case that was decided. */
  caseId?: string
  reason: string
}

export interface Deed {
  /** Held until the transaction ends, as `holdForWrite` gives it. */
  works: Works
  /** With a route that `takeRoute` has taken. */
  change: Change
  cause: Cause
  /** Of a proposal that the office has accepted: its number. */
  accepts?: { number: number; reason: string | null }
  /** What the permit is given on from now on; left out, it stays. */
  conditions?: readonly object[] | undefined
}

/**
 * Amends a works that somebody has applied for, or whose case was decided: writes the amendment with its before and after, changes the
 * works under a new version with its register, and lets follow what follows. Whether it may be is the caller's to ask of
 * the lifecycle; what no caller may do is refused here.
 */
export async function amendWorks(db: Db, deed: Deed, doing: Amending): Promise<Outcome<Works>> {
  const { works, change } = deed
  const ruled = ruleChange(works, change)
  if (ruled.problem) return ruled
  const following = ruled.value
  const fault = await changeFault(db, deed, doing)
  if (fault) return fault
  const { before, after } = await write(db, deed, following, doing)
  const amended = (await findWorks(db, works.id, doing.actor)) as Works
  const { cause, accepts } = deed
  const author = { userId: doing.actor.userId, at: doing.now }
  if (accepts) await takeEffect(db, works.id, { ...accepts, version: amended.version }, author)
  else await insertAmendment(db, works, { cause, before, after, versionAfter: amended.version }, author)
  const followed = await doing.keeper.follow(
    db,
    { works: amended, asks: following.asks, conditions: deed.conditions },
    doing,
  )
  return followed.problem ? followed : { value: amended }
}

/** What follows from a change, or why there is none. */
export function ruleChange(works: Works, change: Change): Outcome<Following> {
  const { following, refusal } = followingOf(works, change)
  if (following) return { value: following }
  return failed('refused', { reasons: [{ code: refusal, detail: sayWorks(`amendment.${refusal}`) }] })
}

/** What of a change nobody may ask for, whatever follows from it. */
export async function changeFault(
  db: Db,
  { works, change, cause }: Pick<Deed, 'works' | 'change' | 'cause'>,
  doing: Doing,
): Promise<Outcome<never> | null> {
  if (cause.kind === 'case' && !allows(doing.actor, 'works.decide', works)) return failed('forbidden')
  const fault = change.period ? periodFault(change.period) : null
  if (fault) return faultAt('period', sayHttp(`period.${fault}`))
  const counted = connectionFault(works, change) ?? (await startsFault(db, works, change, doing.pack))
  if (counted) return counted
  const led = await takenTraffic(db, { works, change }, doing)
  if (led?.problem) return led
  const askGround = change.route ? groundFault : groundRefusal
  return askGround(db, works.agencyId, amendedBy(works, change), doing)
}

/** The diversions of a change, measured as they are written; null where it leads traffic as it was led. */
async function takenTraffic(
  db: Db,
  { works, change }: Pick<Deed, 'works' | 'change'>,
  { pack }: Doing,
): Promise<Outcome<TakenDiversion[]> | null> {
  if (!change.diversions) return null
  return takeDiversions(db, change.diversions, {
    period: countedIn(change.period ?? works.period, works.actualPeriod),
    pack,
  })
}

/** Before and after, of what the change moves. */
export function changed(works: Works, change: Change): { before: object; after: object } {
  const moved = movedBy(works, change)
  const pick = (from: Works | Change) => Object.fromEntries(moved.map((member) => [member, toldOf(from, member)]))
  const before = change.pack ? { connectionList: change.pack.before } : {}
  return { before: { ...pick(works), ...before }, after: pick(change) }
}

/** The works as the change makes it. */
export function amendedBy(works: Works, change: Change): PlannedWorks {
  const { diversions, connectionList: _listed, ...after } = changed(works, change).after as Change
  // not written yet: they have neither a name nor a length of their own
  const led = diversions?.map((one) => ({ id: works.id, lengthMetres: 0, ...one }))
  const entered = change.pack ? { entered: change.pack.standing } : {}
  return { ...works, ...after, ...(led ? { diversions: led } : {}), ...entered } as PlannedWorks
}

/** Before the register is made right, which asks for it. */
async function writeLed(db: Db, { works, change }: Pick<Deed, 'works' | 'change'>, doing: Doing): Promise<void> {
  const { id, closure: before } = works
  const closure = change.closure ?? before
  // the same ways are not written again: what was let pass of them stands
  const isLed = movedBy(works, change).includes('diversions')
  const taken = isLed ? await takenTraffic(db, { works, change }, doing) : null
  if (taken?.problem) throw new Error(`The diversions of works ${id} were taken, and are none any more.`)
  if (taken) await writeTraffic(db, id, { closure, diversions: taken.value })
  else if (closure !== before) await db('works').where({ id }).update({ closure })
}

async function write(db: Db, { works, change, cause, accepts }: Deed, following: Following, doing: Amending) {
  const { status, isReviewed, isReceived, asks } = following
  const { before, after } = changed(works, change)
  await writeLed(db, { works, change }, doing)
  const told = await writeListed(db, works.id, change.connectionList ?? [], doing.now)
  const isMoved = status !== works.status
  const anew = isReviewed
    ? {
        submittedAt: isReceived ? doing.now : null,
        reviewDueAt: reviewDue(works.category, doing.now, doing.pack),
        isRound: asks === 'everybody',
      }
    : undefined
  await updateWorks(
    db,
    {
      id: works.id,
      old: works,
      // its connections are stored by now
      fields: { ...amendedBy(works, { ...change, pack: undefined }), status },
      before: { ...(isMoved ? { status: works.status } : {}), ...before, ...told?.before },
      after: { ...(isMoved ? { status } : {}), ...after, ...told?.after },
      event: 'amend',
      reason: accepts ? accepts.reason : cause.reason,
      anew,
    },
    { userId: doing.actor.userId, at: doing.now },
    doing,
  )
  return { before, after }
}
