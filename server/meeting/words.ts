import type { CaseState, MeasureKind } from '../cases/contract.ts'
import type { Conflict, ConstraintKind, FindingKind, Severity } from '../coordination/contract.ts'
import type { Names } from '../language/contract.ts'
import type { Status } from '../works/contract.ts'

export { categoryWords } from '../permits/paper/words.ts'

/** What packs say of things, as the pages say it. */
export const statusWords: Record<Status, Names> = {
  draft: { ar: 'مسودة', en: 'Draft' },
  planned: { ar: 'مخطط', en: 'Planned' },
  submitted: { ar: 'مقدّم', en: 'Submitted' },
  in_coordination: { ar: 'قيد التنسيق', en: 'In coordination' },
  approved: { ar: 'موافق عليه', en: 'Approved' },
  permitted: { ar: 'مرخّص', en: 'Permitted' },
  in_progress: { ar: 'جارٍ', en: 'In progress' },
  reinstated: { ar: 'أُعيد الوضع', en: 'Reinstated' },
  in_guarantee: { ar: 'في الضمان', en: 'In guarantee' },
  closed: { ar: 'مغلق', en: 'Closed' },
  returned: { ar: 'مُعاد لمقدمه', en: 'Returned' },
  refused: { ar: 'مرفوض', en: 'Refused' },
  cancelled: { ar: 'ملغى', en: 'Cancelled' },
  suspended: { ar: 'موقوف', en: 'Suspended' },
  expired: { ar: 'منتهي الصلاحية', en: 'Expired' },
  progressed: { ar: 'تحوّل إلى أعمال', en: 'Progressed' },
}

export const findingWords: Record<FindingKind, Names> = {
  clash: { ar: 'تعارض في المكان والزمان', en: 'Clash in place and time' },
  proximity: { ar: 'تجاور مواقع العمل', en: 'Neighbouring sites' },
  repeat_dig: { ar: 'فرصة خندق مشترك', en: 'Chance to share a trench' },
  moratorium: { ar: 'مدة منع الحفر', en: 'Moratorium' },
  guarantee: { ar: 'أرض في الضمان', en: 'Ground in guarantee' },
  protected_surface: { ar: 'سطح محمي', en: 'Protected surface' },
  event: { ar: 'فعالية', en: 'Event' },
  blackout: { ar: 'فترة حظر', en: 'Blackout' },
  limit: { ar: 'حد نظامي', en: 'Legal limit' },
  split_works: { ar: 'أعمال مجزأة', en: 'Split works' },
  diversion: { ar: 'إغلاق على تحويلة', en: 'Closure on a diversion' },
}

export const severityWords: Record<Severity, Names> = {
  blocking: { ar: 'مانع', en: 'Blocking' },
  warning: { ar: 'تنبيه', en: 'Warning' },
  info: { ar: 'للعلم', en: 'For information' },
}

export const caseStateWords: Record<CaseState, Names> = {
  open: { ar: 'قائمة', en: 'Open' },
  escalated: { ar: 'صُعّدت إلى المكتب', en: 'Escalated' },
  agreed: { ar: 'اتفقت الأطراف', en: 'Agreed' },
  settled: { ar: 'سُوّيت', en: 'Settled' },
  closed: { ar: 'أُغلقت', en: 'Closed' },
}

export const measureWords: Record<MeasureKind, Names> = {
  dates: { ar: 'مواعيد جديدة', en: 'New dates' },
  sequence: { ar: 'عمل بعد عمل', en: 'One after another' },
  reroute: { ar: 'مسار آخر', en: 'Another route' },
  shared_trench: { ar: 'خندق مشترك', en: 'A shared trench' },
  as_is: { ar: 'بقاء الحال بشروط', en: 'As it is, on conditions' },
}

export const conflictStateWords: Record<Conflict['state'], Names> = {
  open: { ar: 'مفتوح', en: 'Open' },
  waived: { ar: 'مستثنى', en: 'Waived' },
  judge_again: { ar: 'يُعاد النظر فيه', en: 'To be reviewed again' },
}

export const constraintWords: Record<ConstraintKind, Names> = {
  event: { ar: 'فعالية', en: 'Event' },
  season: { ar: 'موسم', en: 'Season' },
  school: { ar: 'مدرسة', en: 'School' },
  mosque: { ar: 'مسجد', en: 'Mosque' },
  hospital: { ar: 'مستشفى', en: 'Hospital' },
  heritage: { ar: 'موقع تراثي', en: 'Heritage site' },
  central_zone: { ar: 'منطقة مركزية', en: 'Central zone' },
}
