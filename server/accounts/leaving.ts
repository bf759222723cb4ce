import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { endSessions } from './store.ts'

/** Ends the session that somebody asks with. */
export async function leave(db: Db, { userId, agencyId }: Actor, sessionId: string): Promise<void> {
  const ended = await db('session').where({ id: sessionId }).delete()
  if (ended > 0 && userId) await recordLeaving(db, { id: userId, agency: agencyId, event: 'leave' })
}

/** Ends all sessions of whoever asks. */
export async function leaveEverywhere(db: Db, { userId, agencyId }: Actor): Promise<void> {
  if (!userId) return
  await endSessions(db, userId)
  await recordLeaving(db, { id: userId, agency: agencyId, event: 'leave_everywhere' })
}

function recordLeaving(db: Db, told: { id: string; agency: string | null; event: string }): Promise<void> {
  return record(db, [{ subject: 'account', ...told }])
}
