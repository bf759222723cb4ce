import type { Names } from '../../language/contract.ts'
import type { DefectKind, DefectSeverity, DefectState } from './contract.ts'

/** What tables say of defects, in both languages at once; as the pages say it. */
export const defectStateWords: Record<DefectState, Names> = {
  open: { ar: 'مفتوحة', en: 'Open' },
  mended: { ar: 'أُبلغ عن إصلاحها', en: 'Reported as repaired' },
  verified: { ar: 'تحقق إصلاحها', en: 'Repair verified' },
  withdrawn: { ar: 'مسحوبة', en: 'Withdrawn' },
}

export const defectSeverityWords: Record<DefectSeverity, Names> = {
  high: { ar: 'جسيمة', en: 'High severity' },
  low: { ar: 'عادية', en: 'Low severity' },
}

export const defectKindWords: Record<DefectKind, Names> = {
  site_safety: { ar: 'معاينة سلامة الموقع', en: 'a site safety inspection' },
  backfill: { ar: 'معاينة الردم', en: 'a backfill inspection' },
  final: { ar: 'المعاينة النهائية', en: 'the final inspection' },
  guarantee: { ar: 'معاينة نهاية الضمان', en: 'the end-of-guarantee inspection' },
  investigation: { ar: 'معاينة', en: 'an investigation' },
  laboratory: { ar: 'نتيجة مختبر', en: 'a laboratory result' },
}
