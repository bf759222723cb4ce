import type { Names } from '../../language/contract.ts'
import type { ConditionCode, PermitState } from '../contract.ts'

/** What printed permits say, in both languages at once; as the pages say it. */
export const conditionWords: Record<ConditionCode, Names> = {
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

/** What stands across a permit on which nobody may dig today; null where there is nothing to warn of. */
export const warningWords: Record<PermitState, Names | null> = {
  in_force: null,
  not_begun: null,
  over: { ar: 'انتهت صلاحية هذه الرخصة', en: 'This permit has expired' },
  suspended: { ar: 'أُوقف العمل بهذه الرخصة مؤقتًا', en: 'Works under this permit are suspended' },
  finished: { ar: 'اكتمل هذا العمل وأُعيد الوضع', en: 'These works are complete and the ground is reinstated' },
  void: { ar: 'هذه الرخصة لاغية', en: 'This permit is no longer valid' },
}
