import type { RulePack } from '../policy/contract.ts'
import { dueInDays } from '../time/working-days.ts'
import type { ReportCategory } from './contract.ts'

/** Until when a report of this kind has to be solved or turned down that came, or was opened again, at this instant. */
export function answerDue(from: Date, category: ReportCategory, pack: RulePack): Date {
  return dueInDays(from, pack.reports.answerDays[category], pack)
}

/** What of a report that has to be dealt with again begins anew: its clock, and what its reporter thought of its end. */
export function begunAnew(category: ReportCategory, { now, pack }: { now: Date; pack: RulePack }) {
  return { due_at: answerDue(now, category, pack), escalated_at: null, rating: null }
}
