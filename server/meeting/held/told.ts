import type { Db } from '../../database/connect.ts'
import type { NoticeKind } from '../../notifications/contract.ts'
import { tell } from '../../notifications/tell.ts'
import type { Meeting } from './contract.ts'

/** Tells every agency of a meeting what became of it. */
export async function tellMeeting(
  db: Db,
  { id, attendance, agencyId: caller }: Pick<Meeting, 'id' | 'attendance' | 'agencyId'>,
  kind: Extract<NoticeKind, `meeting_${string}`>,
  at: Date,
): Promise<void> {
  const to = attendance.flatMap(({ agencyId }) => (agencyId === caller ? [] : { agencyId }))
  if (to.length > 0) await tell(db, [{ kind, subject: { type: 'meeting', id }, to, at }])
}
