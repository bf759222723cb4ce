import type { Names } from '../../language/contract.ts'
import type { VisitCause, VisitState } from './contract.ts'

/** What tables say of visits, in both languages at once; as the pages say it. */
export const visitCauseWords: Record<VisitCause, Names> = {
  stage: { ar: 'بلوغ مرحلة', en: 'Stage reached' },
  failed_before: { ar: 'معاينة سابقة غير مطابقة', en: 'Failed before' },
  report: { ar: 'بلاغ من الموقع', en: 'Report from the site' },
  sample: { ar: 'عينة', en: 'Sample' },
  guarantee: { ar: 'قرب انتهاء الضمان', en: 'Guarantee ending' },
  defect: { ar: 'إصلاح ملاحظة', en: 'Defect repaired' },
  asked: { ar: 'طلب المكتب', en: 'Requested by the office' },
}

export const visitStateWords: Record<VisitState, Names> = {
  due: { ar: 'مستحقة', en: 'Due' },
  taken: { ar: 'في عهدة مفتش', en: 'Taken' },
  done: { ar: 'نُفّذت', en: 'Done' },
  dropped: { ar: 'أُلغيت', en: 'Cancelled' },
}
