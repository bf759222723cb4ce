import { recordedAtTheEnd } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { failed, type Outcome } from '../../http/problem.ts'
import { dueDayOf } from './clock.ts'
import type { AgreedVisit, DefectDecision, DefectState, DefectVerdict, NewDefectAnswer } from './contract.ts'
import { type Move, moveDefect } from './move.ts'
import { type Asking, factsOf, findDefect, placeOf } from './read.ts'
import { refused } from './refused.ts'
import type { DefectRow } from './row.ts'
import { type DefectFacts, defectStep } from './rules.ts'
import { partiesOf } from './standing.ts'
import { endVisits, planJoint } from './visits.ts'

/** A defect of the version that was seen, held until the transaction ends. */
export async function holdDefect(
  db: Db,
  id: string,
  version: number,
  { actor }: Pick<Asking, 'actor'>,
): Promise<Outcome<DefectRow>> {
  const row = await findDefect(db, id, actor, { isHeld: true })
  if (!row) return failed('not-found')
  if (row.version !== version)
    return failed('version', { values: { current: row.version }, more: { currentVersion: row.version } })
  return { value: row }
}

/** Where an event leads that whoever asks wants to do, with what they have given. */
export function stepOf(
  row: DefectRow,
  event: Parameters<typeof defectStep>[0],
  given: Partial<DefectFacts>,
  asking: Asking,
): Outcome<DefectState> {
  const facts = { ...factsOf(row, asking), ...given }
  const { state, refusal } = defectStep(event, partiesOf(asking.actor, placeOf(row)), facts)
  if (refusal === 'not_yours') return failed('forbidden')
  return refusal ? refused(refusal, facts.photo) : { value: state }
}

/** One deed on a held defect: what is given with it, and what it writes. */
interface Doing {
  event: Parameters<typeof defectStep>[0]
  given?: Partial<DefectFacts>
  move: (row: DefectRow) => Omit<Move, 'event' | 'state'>
  after?: (row: DefectRow) => Promise<unknown>
}

function doOn(db: Db, id: string, version: number, { event, given = {}, move, after }: Doing, asking: Asking) {
  return recordedAtTheEnd(db, async (): Promise<Outcome<null>> => {
    const held = await holdDefect(db, id, version, asking)
    if (held.problem) return held
    const step = stepOf(held.value, event, given, asking)
    if (step.problem) return step
    const { userId, agencyId } = asking.actor
    await moveDefect(db, id, { event, state: step.value, ...move(held.value) }, { userId, agencyId, now: asking.now })
    await after?.(held.value)
    return { value: null }
  })
}

const events = { accepted: 'accept', disputed: 'dispute', joint_visit: 'ask_visit' } as const

/** Answers for who has to mend it, once. */
export function answerDefect(db: Db, id: string, given: NewDefectAnswer, asking: Asking): Promise<Outcome<null>> {
  const { version, answer } = given
  const reason = 'reason' in given ? (given.reason ?? null) : null
  const days = 'days' in given ? [...given.days].sort() : []
  const written = {
    answer,
    answered_at: asking.now,
    answer_reason: reason,
    proposed_days: days.length > 0 ? days : null,
  }
  return doOn(
    db,
    id,
    version,
    {
      event: events[answer],
      given: { hasReason: reason !== null, days },
      move: () => ({ written, reason, told: days.length > 0 ? { days } : {} }),
    },
    asking,
  )
}

/** The office takes one of the days that were proposed: a visit is planned for it. */
export function agreeVisit(db: Db, id: string, { version, day }: AgreedVisit, asking: Asking): Promise<Outcome<null>> {
  return doOn(
    db,
    id,
    version,
    {
      event: 'agree_visit',
      given: { days: [day] },
      move: () => ({ written: { agreed_day: day }, told: { days: [day] }, day }),
      after: (row) => planJoint(db, row, day, asking),
    },
    asking,
  )
}

/**
 * The office upholds what was disputed, or takes the defect back. Upheld, its days begin anew: also where it was mended while it was
 * contested, when no days counted.
 */
export function decideDefect(
  db: Db,
  id: string,
  { version, decision, reason }: DefectDecision,
  asking: Asking,
): Promise<Outcome<null>> {
  const { now, pack } = asking
  const decided = { decided_at: now, decision_reason: reason }
  return doOn(
    db,
    id,
    version,
    {
      event: decision,
      given: { hasReason: true },
      move: (row) => {
        if (decision === 'withdraw') return { written: decided, reason }
        const dueOn = dueDayOf(row.severity, now, pack)
        return { written: { ...decided, due_on: dueOn }, reason, told: { dueOn }, day: dueOn }
      },
      after: (row) => (decision === 'withdraw' ? endVisits(db, row, { reason }, asking) : Promise.resolve()),
    },
    asking,
  )
}

/** Whoever looked at it says that it is in order, or that it is not: back to whoever has to mend it, with a new due day. */
export function judgeDefect(
  db: Db,
  id: string,
  { version, verdict, reason: given, dueOn }: DefectVerdict,
  asking: Asking,
): Promise<Outcome<null>> {
  const { now, pack } = asking
  const reason = given ?? null
  return doOn(
    db,
    id,
    version,
    {
      event: verdict,
      given: { hasReason: reason !== null, days: dueOn === undefined ? [] : [dueOn] },
      move: (row) => {
        if (verdict === 'verify') return { reason }
        return reopened(row, { dueOn: dueOn ?? dueDayOf(row.severity, now, pack), reason })
      },
      after: (row) => endVisits(db, row, { reason }, asking),
    },
    asking,
  )
}

/** What a mend leaves behind that was none. */
export function reopened(
  row: Pick<DefectRow, 'state' | 'rejections'>,
  { dueOn, reason }: { dueOn: string; reason: string | null },
) {
  const written = { due_on: dueOn, mended_at: null, rejections: row.rejections + (row.state === 'mended' ? 1 : 0) }
  return { written, reason, told: { dueOn }, day: dueOn }
}
