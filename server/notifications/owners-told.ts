import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Telling } from './tell.ts'

/** What became of a fee, and of a ban, as the triggers of migrations 0030 and 0093 note it. */
export interface FeeNoted {
  worksId: string
  event: 'due' | 'failed' | 'refunded'
  /** Of a fine. */
  payerId?: string | null
  violationId?: string | null
}
export interface BanNoted {
  banId: string
  event: 'banned' | 'lifted'
}

interface Happened {
  at: Date
  by: string | null
}

/** Whom a fee is told to: whose works it is, and not whoever digs it; of a fine, who has to pay it. */
export async function feeTellings(
  db: Db,
  { worksId, event, payerId, violationId }: FeeNoted,
  happened: Happened,
): Promise<Telling[]> {
  const works = (await db('works').where({ id: worksId }).first('agency_id')) as { agency_id: string } | undefined
  if (!works) return []
  const to = [{ agencyId: payerId ?? works.agency_id }]
  // that a fine is due is told by its violation
  const kind = payerId && event !== 'due' ? (`fine_${event}` as const) : (`fee_${event}` as const)
  const subject = violationId
    ? { type: 'violation' as const, id: violationId }
    : { type: 'works' as const, id: worksId }
  return [{ kind, subject, to, ...happened }]
}

/** Whom a ban is told to: the contractor, and those whose works it has that are not over. */
export async function banTellings(db: Db, { banId, event }: BanNoted, happened: Happened): Promise<Telling[]> {
  const concerned = await rows<{ agency_id: string }>(
    db,
    `select contractor_id as agency_id from contractor_ban where id = cast(:banId as uuid)
     union
     select w.agency_id from contractor_ban b join works w on w.contractor_id = b.contractor_id
     where b.id = cast(:banId as uuid) and w.status not in ('closed','refused','cancelled','expired','progressed')
     order by agency_id`,
    { banId },
  )
  const kind = event === 'banned' ? 'contractor_banned' : 'ban_lifted'
  const to = concerned.map(({ agency_id: agencyId }) => ({ agencyId }))
  return [{ kind, subject: { type: 'ban', id: banId }, to, ...happened }]
}
