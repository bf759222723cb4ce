import type { Names } from '../language/contract.ts'
import type { Category, Method, Status, Utility } from './contract.ts'

/** What papers, packs and tables say of works, in both languages at once; as the pages say it. */
export const categoryWords: Record<Category, Names> = {
  planned: { ar: 'حفر اعتيادي', en: 'Ordinary excavation' },
  emergency: { ar: 'طارئ', en: 'Emergency' },
  connection: { ar: 'توصيلة مبنى', en: 'Building connection' },
  multi_connection: { ar: 'توصيلات متعددة', en: 'Multiple connections' },
  road_works: { ar: 'أعمال طرق', en: 'Road works' },
  future_project: { ar: 'مشروع مستقبلي', en: 'Future project' },
}

export const utilityWords: Record<Utility, Names> = {
  electricity: { ar: 'كهرباء', en: 'Electricity' },
  water: { ar: 'مياه', en: 'Water' },
  sewer: { ar: 'صرف صحي', en: 'Sewer' },
  telecom: { ar: 'اتصالات', en: 'Telecom' },
  gas: { ar: 'غاز', en: 'Gas' },
  cooling: { ar: 'تبريد', en: 'Cooling' },
  drainage: { ar: 'تصريف سيول', en: 'Drainage' },
  road: { ar: 'طرق', en: 'Road' },
  other: { ar: 'أخرى', en: 'Other' },
}

export const methodWords: Record<Method, Names> = {
  open_cut: { ar: 'حفر مكشوف', en: 'Open cut' },
  trenchless: { ar: 'دون حفر', en: 'Trenchless' },
  micro_trench: { ar: 'خندق دقيق', en: 'Micro-trench' },
  surface: { ar: 'أعمال سطحية', en: 'Surface works' },
}

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
