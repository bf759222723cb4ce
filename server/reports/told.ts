import type { Db } from '../database/connect.ts'
import type { NoticeKind } from '../notifications/contract.ts'
import { type Recipient, tell } from '../notifications/tell.ts'
import type { ReportDeed, ReporterDeed } from './contract.ts'

/** What of a report decides who is told. */
interface Concerned {
  id: string
  agencyId: string
  municipalityId: string
}

/** Each event as a kind of notice, and who is told: whom it is with now, the office of its ground. */
const told: Partial<Record<ReportDeed | ReporterDeed, { kind: NoticeKind; to: readonly ('asked' | 'office')[] }>> = {
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
  event: ReportDeed | ReporterDeed,
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
