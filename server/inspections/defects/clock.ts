import type { RulePack } from '../../policy/contract.ts'
import { addDays, dayAt } from '../../time/rules.ts'
import { dueAfter, receivedOn, workingDaysAfter } from '../../time/working-days.ts'
import type { DefectSeverity } from './contract.ts'

const hoursOfDay = 24

/** The day by which a defect is mended that is found, or turned down, now: working days, by its severity. */
export function dueDayOf(severity: DefectSeverity, now: Date, pack: RulePack): string {
  return workingDaysAfter(receivedOn(now, pack), pack.inspections.defects.dueDays[severity], pack)
}

/** Until when the other side may answer; after that silence has accepted. [S] */
export function answerDueOf(now: Date, pack: RulePack): Date {
  return dueAfter(now, pack.inspections.defects.answerDays * hoursOfDay, pack)
}

/** The last day that a joint visit may be proposed for. */
export function lastVisitDay(now: Date, pack: RulePack): string {
  return addDays(dayAt(now, pack.zone), pack.inspections.defects.jointVisitDays)
}
