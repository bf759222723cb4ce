import type { Db } from '../../database/connect.ts'
import { failed, type Outcome } from '../../http/problem.ts'
import type { Holding } from './call.ts'
import type { Minute, NewSettling } from './contract.ts'
import { sayHeld } from './messages.ts'
import { holdMeeting, otherVersion } from './minute.ts'
import { recordMeeting } from './record.ts'
import { settlingRefusal } from './rules.ts'

/**
 * Notes that what a meeting has left to somebody was settled, and how; without words that it is not, after all. Also beneath minutes that
 * are closed, which stay as they were. Over the outcome and the turn that were seen.
 */
export async function noteSettling(
  db: Db,
  { id, item }: { id: string; item: number },
  { revision, turn, words }: NewSettling,
  holding: Holding,
): Promise<Outcome<Minute>> {
  const held = await holdMeeting(db, id, holding, ['called', 'closed'])
  if (held.problem) return held
  const before = held.value.minutes.find((minute) => minute.item === item)
  if (!before) return failed('not-found')
  if (before.revision !== revision) return otherVersion(before.revision)
  if (before.turn !== turn) return otherVersion(before.turn)
  const said = words?.trim() ?? null
  const refusal = settlingRefusal(before, said)
  if (refusal) return failed('refused', { reasons: [{ code: refusal, detail: sayHeld(refusal) }] })
  await db('meeting_settling').insert({
    ...{ meeting_id: id, number: item, turn: turn + 1, revision, words: said },
    ...{ noted_at: holding.now, noted_by: holding.actor.userId },
  })
  const settled = said === null ? null : { words: said, at: holding.now.toISOString() }
  const after = { ...before, turn: turn + 1, settled }
  await recordMeeting(db, held.value, 'settle', { before, after })
  return { value: after }
}
