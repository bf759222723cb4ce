import { allows } from '../../access/policy.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { sayHttp } from '../../http/messages.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import { dayAt, isDay } from '../../time/rules.ts'
import type { Holding } from './call.ts'
import type { Attendance, Meeting, MeetingEnding, MeetingState, Minute, NewOutcome, SittingChange } from './contract.ts'
import { sayHeld } from './messages.ts'
import { findMeeting } from './read.ts'
import { recordMeeting } from './record.ts'
import { endRefusal, outcomeFault, revisionsOf } from './rules.ts'
import { tellMeeting } from './told.ts'

/** Holds a meeting until the transaction ends, and gives it to whoever may write its minutes, as long as it stands so. */
export async function holdMeeting(
  db: Db,
  id: string,
  { actor }: Holding,
  states: readonly MeetingState[] = ['called'],
): Promise<Outcome<Meeting>> {
  await rows(db, `select pg_advisory_xact_lock(hashtextextended('meeting ' || :id, 0))`, { id })
  const meeting = await findMeeting(db, id, { viewer: actor, language: 'en' })
  if (!meeting) return failed('not-found')
  if (!allows(actor, 'meetings.hold', meeting)) return failed('forbidden')
  return states.includes(meeting.state) ? { value: meeting } : refused('ended')
}

function refused(code: 'ended' | 'not_held') {
  return failed('refused', { reasons: [{ code, detail: sayHeld(code) }] })
}

export const otherVersion = (current: number) =>
  failed('version', { values: { current }, more: { currentVersion: current } })

const trimmed = (words: string | null | undefined) => words?.trim() || null

/** Changes the day, who chaired it and who came. Those who are named for the first time read it from then on. */
export async function changeSitting(
  db: Db,
  id: string,
  { version, ...given }: SittingChange,
  holding: Holding,
): Promise<Outcome<Meeting>> {
  const held = await holdMeeting(db, id, holding)
  if (held.problem) return held
  const before = held.value
  if (before.version !== version) return otherVersion(before.version)
  if (given.heldOn !== undefined && !isDay(given.heldOn)) return faultAt('heldOn', sayHttp('period.not_a_day'))
  const attendance = given.attendance ? together(before.attendance, given.attendance) : before.attendance
  if (given.attendance && !(await areKnown(db, attendance))) return faultAt('attendance', sayHeld('agency_unknown'))
  const heldOn = given.heldOn ?? before.heldOn
  await rows(
    db,
    `update meeting set held_on = cast(:heldOn as date), chair = :chair, note = :note,
            attendance = cast(:attendance as jsonb), agency_ids = cast(:agencyIds as uuid[]), version = version + 1
     where id = cast(:id as uuid)`,
    {
      ...{ id, heldOn, attendance: JSON.stringify(attendance) },
      chair: given.chair === undefined ? before.chair : trimmed(given.chair),
      note: given.note === undefined ? before.note : trimmed(given.note),
      agencyIds: attendance.map(({ agencyId }) => agencyId).filter((agencyId) => agencyId !== before.agencyId),
    },
  )
  const after = (await findMeeting(db, id, { viewer: holding.actor, language: 'en' })) as Meeting
  if (after.heldOn !== before.heldOn) await tellMeeting(db, after, 'meeting_moved', holding.now)
  const asked = askedSince(before.attendance, after.attendance)
  await tellMeeting(db, { ...after, attendance: asked }, 'meeting_called', holding.now)
  const told = ({ chair, note, heldOn: day, attendance: came }: Meeting) => ({ heldOn: day, chair, note, attendance: came }) // biome-ignore format: one line
  await recordMeeting(db, after, 'sit', { before: told(before), after: told(after) })
  return { value: after }
}

/** Those of the meeting, as they are told of now, and after them whoever is named for the first time. */
function together(before: readonly Attendance[], given: readonly Attendance[]): Attendance[] {
  const told = new Map(given.map((one) => [one.agencyId, { ...one, people: trimmed(one.people) }]))
  const known = new Set(before.map(({ agencyId }) => agencyId))
  const fresh = [...told.values()].filter(({ agencyId }) => !known.has(agencyId))
  return [...before.map((one) => told.get(one.agencyId) ?? one), ...fresh]
}

/** Those who are of the meeting for the first time, and of whom nobody says that they came: they are asked to it. */
function askedSince(before: readonly Attendance[], after: readonly Attendance[]): Attendance[] {
  const known = new Set(before.map(({ agencyId }) => agencyId))
  return after.filter(({ agencyId, attendance }) => attendance === null && !known.has(agencyId))
}

async function areKnown(db: Db, attendance: readonly Attendance[]): Promise<boolean> {
  const ids = attendance.map(({ agencyId }) => agencyId)
  const found = (await db('organisation').whereIn('id', ids).select('id')) as { id: string }[]
  return found.length === new Set(ids).size
}

/** Notes what came of an item, over the revision that was seen. */
export async function noteOutcome(
  db: Db,
  { id, item }: { id: string; item: number },
  given: NewOutcome,
  holding: Holding,
): Promise<Outcome<Minute>> {
  const held = await holdMeeting(db, id, holding)
  if (held.problem) return held
  const meeting = held.value
  const before = meeting.minutes.find((minute) => minute.item === item)
  if (!before) return failed('not-found')
  if (before.revision !== given.revision) return otherVersion(before.revision)
  if (given.settleBy !== undefined && !isDay(given.settleBy)) return faultAt('settleBy', sayHttp('period.not_a_day'))
  const agencyIds = meeting.attendance.map(({ agencyId }) => agencyId)
  const wrong = outcomeFault(given, { heldOn: meeting.heldOn, agencyIds })
  if (wrong) return faultAt(wrong.path, sayHeld(wrong.fault))
  const { outcome, words = null, settlerId = null, settleBy = null } = given
  await rows(
    db,
    `update meeting_item set outcome = :outcome, words = :words, settler_id = cast(:settlerId as uuid),
            settle_by = cast(:settleBy as date), revision = revision + 1,
            noted_at = cast(:now as timestamptz), noted_by = cast(:userId as uuid)
     where meeting_id = cast(:id as uuid) and number = :item`,
    {
      ...{ id, item, outcome, words: trimmed(words), settlerId, settleBy },
      ...{ now: holding.now, userId: holding.actor.userId },
    },
  )
  const noted = { item, outcome, words: trimmed(words), settlerId, settleBy, revision: before.revision + 1 }
  // another outcome is not settled by what was noted of the one before
  const after = { ...noted, settled: null, turn: before.turn }
  await recordMeeting(db, meeting, 'note', { before, after })
  return { value: after }
}

/** Closes the minutes, which stand from then on, or cancels the meeting with a reason; its agencies are told. */
export async function endMeeting(
  db: Db,
  id: string,
  { version, revisions, how, reason }: MeetingEnding,
  holding: Holding,
): Promise<Outcome<Meeting>> {
  const held = await holdMeeting(db, id, holding)
  if (held.problem) return held
  const before = held.value
  if (before.version !== version || revisionsOf(before) !== revisions) return otherVersion(before.version)
  const refusal = endRefusal(before, how, dayAt(holding.now, holding.pack.zone))
  if (refusal) return refused(refusal)
  if (how === 'cancel' && reason === undefined) return faultAt('reason', sayHeld('reason_needed'))
  const state = how === 'close' ? 'closed' : 'cancelled'
  await rows(
    db,
    `update meeting set state = :state, ended_at = cast(:now as timestamptz), ended_by = cast(:userId as uuid),
            end_reason = :reason, version = version + 1
     where id = cast(:id as uuid)`,
    { id, state, now: holding.now, userId: holding.actor.userId, reason: trimmed(reason) },
  )
  const after = (await findMeeting(db, id, { viewer: holding.actor, language: 'en' })) as Meeting
  await tellMeeting(db, after, `meeting_${state}`, holding.now)
  await recordMeeting(db, after, how, { reason: trimmed(reason), after: { state, outcomes: after.outcomes } })
  return { value: after }
}
