import type { Names } from '../language/contract.ts'
import type { InspectionKind } from './checklists/contract.ts'
import type { InspectionOutcome } from './contract.ts'

/** What tables say of inspections, in both languages at once; as the pages say it. */
export const inspectionKindWords: Record<InspectionKind, Names> = {
  site_safety: { ar: 'سلامة الموقع', en: 'Site safety' },
  backfill: { ar: 'الردم', en: 'Backfill' },
  final: { ar: 'المعاينة النهائية', en: 'Final inspection' },
  guarantee: { ar: 'معاينة نهاية الضمان', en: 'End of guarantee' },
  investigation: { ar: 'تحقّق', en: 'Investigation' },
}

export const inspectionOutcomeWords: Record<InspectionOutcome, Names> = {
  passed: { ar: 'مطابق', en: 'Passed' },
  failed_low: { ar: 'غير مطابق، ملاحظات عادية', en: 'Failed, low severity' },
  failed_high: { ar: 'غير مطابق، ملاحظات جسيمة', en: 'Failed, high severity' },
  unable: { ar: 'تعذّرت المعاينة', en: 'Could not be inspected' },
}
