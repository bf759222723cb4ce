import type { Db } from '../../database/connect.ts'
import { dayAt } from '../../time/rules.ts'
import { workingDaysAfter } from '../../time/working-days.ts'
import { inspectionKinds } from '../checklists/contract.ts'
import { dropVisits } from '../visits/drop.ts'
import { planVisits } from '../visits/plan.ts'
import type { Asking } from './read.ts'
import type { DefectRow } from './row.ts'

/** A joint visit, on the day that was agreed. */
export function planJoint(db: Db, { id, works_id }: DefectRow, dueOn: string, { actor, now }: Asking) {
  const visit = { worksId: works_id, kind: 'investigation', cause: 'defect', defectId: id, dueOn } as const
  return planVisits(db, [visit], { userId: actor.userId, now })
}

/** A visit to look at a mend, of the kind that found the defect: its checklist asks for the item again. */
export function planLook(db: Db, { id, works_id, kind: found }: DefectRow, { actor, now, pack }: Asking) {
  const kind = inspectionKinds.find((one) => one === found) ?? 'investigation'
  const dueOn = workingDaysAfter(dayAt(now, pack.zone), pack.inspections.defects.verifyDays, pack)
  return planVisits(db, [{ worksId: works_id, kind, cause: 'defect', defectId: id, dueOn }], {
    userId: actor.userId,
    now,
  })
}

/** Nobody goes to look at what has been settled otherwise: in words of the office, or by the inspection of that number, or by hand. */
export function endVisits(
  db: Db,
  { id, number }: Pick<DefectRow, 'id' | 'number'>,
  settled: { reason: string | null } | { inspection: string },
  { now }: Pick<Asking, 'now'>,
): Promise<void> {
  const words = 'reason' in settled ? settled.reason : null
  const why = {
    ar: `عولجت الملاحظة ${number} دون حاجة إلى هذه الزيارة.`,
    en: `Defect ${number} was dealt with without this visit.`,
  }
  const reason = words ?? ('inspection' in settled ? settled.inspection : number)
  return dropVisits(db, { defect_id: id }, ['due', 'taken'], { reason, now, ...(words === null && { why }) })
}
