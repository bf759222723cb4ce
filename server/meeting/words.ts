import type { CaseState, MeasureKind } from '../cases/contract.ts'
import type { ConstraintKind } from '../coordination/contract.ts'
import type { Names } from '../language/contract.ts'

/** What packs say of things, as the pages say it. */
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

export const constraintWords: Record<ConstraintKind, Names> = {
  event: { ar: 'فعالية', en: 'Event' },
  season: { ar: 'موسم', en: 'Season' },
  school: { ar: 'مدرسة', en: 'School' },
  mosque: { ar: 'مسجد', en: 'Mosque' },
  hospital: { ar: 'مستشفى', en: 'Hospital' },
  heritage: { ar: 'موقع تراثي', en: 'Heritage site' },
  central_zone: { ar: 'منطقة مركزية', en: 'Central zone' },
}
