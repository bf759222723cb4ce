import { record } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import type { MeetingSummary } from './contract.ts'

/** Tells the audit of a meeting, in the chain of its ground. */
export async function recordMeeting(
  db: Db,
  { id, agencyId, municipalityIds: municipalities }: MeetingSummary,
  event: string,
  told: { before?: object; after?: object; reason?: string | null },
): Promise<void> {
  await record(db, [{ subject: 'meeting', id, agency: agencyId, municipalities, event, ...told }])
}
