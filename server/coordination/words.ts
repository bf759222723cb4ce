import type { Names } from '../language/contract.ts'
import type { Conflict, FindingKind, Severity } from './contract.ts'

/** What packs and tables say of findings, in both languages at once; as the pages say it. */
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

export const conflictStateWords: Record<Conflict['state'], Names> = {
  open: { ar: 'مفتوح', en: 'Open' },
  waived: { ar: 'مستثنى', en: 'Waived' },
  judge_again: { ar: 'يُعاد النظر فيه', en: 'To be reviewed again' },
}
