import type { Names } from '../language/contract.ts'
import type { ReportCategory, ReportStatus } from './contract.ts'

/** What tables say of reports, in both languages at once; as the pages say it. */
export const reportCategoryWords: Record<ReportCategory, Names> = {
  excavation_barriers: { ar: 'حواجز حفر', en: 'Excavation barriers' },
  potholes: { ar: 'حفرة في الطريق', en: 'Pothole' },
  damaged_sidewalk: { ar: 'رصيف متهالك', en: 'Damaged footway' },
  construction_waste: { ar: 'مخلفات بناء', en: 'Construction waste' },
  garbage: { ar: 'نفايات', en: 'Garbage' },
  graffiti: { ar: 'كتابة على الجدران', en: 'Graffiti' },
  broken_sign: { ar: 'لوحة مكسورة أو باهتة', en: 'Broken or faded sign' },
  street_light: { ar: 'إنارة معطلة', en: 'Faulty street light' },
  billboard: { ar: 'لوحة إعلانية مخالفة', en: 'Unlawful billboard' },
  sand_on_road: { ar: 'رمال على الطريق', en: 'Sand on the road' },
  cluttered_sidewalk: { ar: 'إشغال الرصيف', en: 'Obstructed footway' },
  neglected_facade: { ar: 'واجهة مهملة', en: 'Neglected façade' },
  abandoned_vehicle: { ar: 'مركبة مهجورة', en: 'Abandoned vehicle' },
  other: { ar: 'أخرى', en: 'Other' },
}

export const reportStatusWords: Record<ReportStatus, Names> = {
  received: { ar: 'استُلم', en: 'Received' },
  routed: { ar: 'أُحيل', en: 'Referred' },
  in_progress: { ar: 'قيد المعالجة', en: 'In progress' },
  solved: { ar: 'عولج', en: 'Solved' },
  confirmed: { ar: 'أُكّدت معالجته', en: 'Confirmed' },
  disputed: { ar: 'معترض عليه', en: 'Disputed' },
  rejected: { ar: 'مرفوض', en: 'Rejected' },
  duplicate: { ar: 'مكرر', en: 'Duplicate' },
}
