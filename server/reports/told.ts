import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { NoticeKind } from '../notifications/contract.ts'
import { type Recipient, tell } from '../notifications/tell.ts'
import type { ReportEvent } from './contract.ts'

/** What of a report decides who is told. */
interface Concerned {
  id: string
  agencyId: string
  municipalityId: string
}

/** Each event as a kind of notice, and who is told: whom it is with now, the office of its ground. What is late is told by the clock. */
const told: Partial<Record<ReportEvent, { kind: NoticeKind; to: readonly ('asked' | 'office')[] }>> = {
  pass_on: { kind: 'report_passed', to: ['asked'] },
  reopen: { kind: 'report_reopened', to: ['asked'] },
  hand_back: { kind: 'report_returned', to: ['office'] },
  dispute: { kind: 'report_disputed', to: ['asked', 'office'] },
}

interface Happened {
  at: Date
  by: string | null
  reason?: string | null
}

/** Tells whom it concerns what happened to a report; of what nobody has to act on nobody is told. */
export async function tellOf(
  db: Db,
  { id, agencyId, municipalityId }: Concerned,
  event: ReportEvent,
  { at, by, reason = null }: Happened,
): Promise<void> {
  const telling = told[event]
  if (!telling) return
  const recipients = { asked: { agencyId }, office: { role: 'planner', municipalityId } } as const
  const to: Recipient[] = telling.to.map((side) => recipients[side])
  await tell(db, [{ kind: telling.kind, subject: { type: 'report', id }, to, about: { reason }, at, by }])
}

/** A report that came on the ground of a works is told to whose that is; by nobody, whoever sent it. */
export async function tellRouted(db: Db, { id, agencyId }: Omit<Concerned, 'municipalityId'>, at: Date): Promise<void> {
  await tell(db, [{ kind: 'report_passed', subject: { type: 'report', id }, to: [{ agencyId }], about: { reason: null }, at, by: null }]) // biome-ignore format: one line
}

/** A report that was not answered in time is told to whoever leads the office of its ground; where nobody does, to its planners. */
export async function tellLate(
  db: Db,
  { id, municipalityId, due }: { id: string; municipalityId: string; due: string },
  at: Date,
): Promise<void> {
  const [lead] = await rows(
    db,
    `select 1 from municipality m join app_user u on u.organisation_id = m.organisation_id
     where m.id = cast(:municipalityId as uuid) and u.role = 'admin' and u.status = 'active' limit 1`,
    { municipalityId },
  )
  const to = [{ role: lead ? 'admin' : 'planner', municipalityId }] as const
  await tell(db, [
    {
      kind: 'report_late',
      subject: { type: 'report', id },
      to,
      about: { due },
      at,
      by: null,
      once: `report ${id} late ${due}`,
    },
  ])
}
