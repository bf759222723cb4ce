import type { Category, Method, Utility } from '../../works/contract.ts'
import type { ConditionCode, PermitState } from '../contract.ts'

type Both = { ar: string; en: string }

/** What printed permits say, in both languages at once; as the pages say it. */
export const conditionWords: Record<ConditionCode, Both> = {
  night_only: { ar: 'العمل ليلًا فقط', en: 'Work at night only' },
  keep_lane_open: { ar: 'إبقاء مسار واحد مفتوحًا على الأقل', en: 'Keep at least one lane open' },
  keep_access: { ar: 'إبقاء مداخل المباني سالكة', en: 'Keep the entrances of buildings open' },
  steel_plates: {
    ar: 'تغطية الخندق بألواح فولاذية خارج ساعات العمل',
    en: 'Cover the trench with steel plates outside working hours',
  },
  pedestrian_way: { ar: 'توفير ممر آمن للمشاة', en: 'Provide a safe pedestrian way' },
  no_storage: { ar: 'عدم تخزين المواد في الموقع', en: 'No materials stored at the site' },
  dust: { ar: 'منع انتشار الغبار', en: 'Keep dust down' },
  noise: { ar: 'الالتزام بحدود الضوضاء', en: 'Keep within noise limits' },
  traffic_plan: { ar: 'تنفيذ خطة مرورية معتمدة', en: 'Carry out the approved traffic plan' },
  photograph_before: { ar: 'تصوير الموقع قبل بدء الحفر', en: 'Photograph the site before digging' },
  locate_services: { ar: 'كشف مواقع الخدمات القائمة قبل الحفر', en: 'Locate existing services before digging' },
  restore_markings: { ar: 'إعادة علامات الطريق كما كانت', en: 'Restore road markings as they were' },
}

export const categoryWords: Record<Category, Both> = {
  planned: { ar: 'حفر اعتيادي', en: 'Ordinary excavation' },
  emergency: { ar: 'طارئ', en: 'Emergency' },
  connection: { ar: 'توصيلة مبنى', en: 'Building connection' },
  multi_connection: { ar: 'توصيلات متعددة', en: 'Multiple connections' },
  road_works: { ar: 'أعمال طرق', en: 'Road works' },
  future_project: { ar: 'مشروع مستقبلي', en: 'Future project' },
}

export const utilityWords: Record<Utility, Both> = {
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

export const methodWords: Record<Method, Both> = {
  open_cut: { ar: 'حفر مكشوف', en: 'Open cut' },
  trenchless: { ar: 'دون حفر', en: 'Trenchless' },
  micro_trench: { ar: 'خندق دقيق', en: 'Micro-trench' },
  surface: { ar: 'أعمال سطحية', en: 'Surface works' },
}

/** What stands across a permit on which nobody may dig today; null where there is nothing to warn of. */
export const warningWords: Record<PermitState, Both | null> = {
  in_force: null,
  not_begun: null,
  over: { ar: 'انتهت صلاحية هذه الرخصة', en: 'This permit has expired' },
  suspended: { ar: 'أُوقف العمل بهذه الرخصة مؤقتًا', en: 'Works under this permit are suspended' },
  finished: { ar: 'اكتمل هذا العمل وأُعيد الوضع', en: 'These works are complete and the ground is reinstated' },
  void: { ar: 'هذه الرخصة لاغية', en: 'This permit is no longer valid' },
}
