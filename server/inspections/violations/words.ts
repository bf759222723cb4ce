import type { Names } from '../../language/contract.ts'
import type { outcomes, ViolationCause, ViolationState } from './contract.ts'

/** What tables say of violations, in both languages at once; as the pages say it. */
export const violationStateWords: Record<ViolationState, Names> = {
  proposed: { ar: 'مقترحة', en: 'Proposed' },
  warned: { ar: 'إنذار', en: 'Warned' },
  claimed: { ar: 'أُبلغ عن تصحيحها', en: 'Reported as corrected' },
  issued: { ar: 'صادرة', en: 'Issued' },
  objected: { ar: 'معترض عليها', en: 'Objected to' },
  due: { ar: 'مستحقة السداد', en: 'Due' },
  paid: { ar: 'مسددة', en: 'Paid' },
  remedied: { ar: 'صُحّحت في المهلة', en: 'Corrected in time' },
  withdrawn: { ar: 'مسحوبة', en: 'Withdrawn' },
  noted: { ar: 'مدونة بلا غرامة', en: 'Noted without a fine' },
}

export const violationCauseWords: Record<ViolationCause, Names> = {
  inspection: { ar: 'من معاينة', en: 'From an inspection' },
  office: { ar: 'سجّلها المكتب', en: 'Recorded by the office' },
  clock: { ar: 'رُصدت بانقضاء مهلة', en: 'Found when a deadline passed' },
}

export const violationOutcomeWords: Record<(typeof outcomes)[number], Names> = {
  upheld: { ar: 'رُفض الاعتراض وثبتت المخالفة', en: 'Objection rejected: the violation stands' },
  reduced: { ar: 'قُبل الاعتراض جزئيًا وخُفّضت الغرامة', en: 'Objection accepted in part: the fine is reduced' },
  withdrawn: { ar: 'قُبل الاعتراض وسُحبت المخالفة', en: 'Objection accepted: the violation is withdrawn' },
}
