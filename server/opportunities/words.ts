import type { Names } from '../language/contract.ts'
import type { Activity, LandUse, OpportunityModel, OpportunityStage } from './contract.ts'

/** What tables say of sites, in both languages at once; as the pages say it. */
export const activityWords: Record<Activity, Names> = {
  retail: { ar: 'تجزئة', en: 'Retail' },
  food: { ar: 'مطاعم ومقاهٍ', en: 'Food and coffee' },
  education: { ar: 'تعليم', en: 'Education' },
  health: { ar: 'صحة', en: 'Health' },
  sports: { ar: 'رياضة', en: 'Sports' },
  logistics: { ar: 'خدمات لوجستية', en: 'Logistics' },
  hospitality: { ar: 'ضيافة', en: 'Hospitality' },
  parking: { ar: 'مواقف', en: 'Parking' },
  advertising: { ar: 'إعلان', en: 'Advertising' },
  industrial: { ar: 'صناعة', en: 'Industry' },
  agriculture: { ar: 'زراعة', en: 'Agriculture' },
  entertainment: { ar: 'ترفيه', en: 'Entertainment' },
}

export const stageWords: Record<OpportunityStage, Names> = {
  planned: { ar: 'مخططة', en: 'Planned' },
  prequalification: { ar: 'تأهيل مسبق', en: 'Prequalification' },
  open: { ar: 'مطروحة', en: 'Open for bids' },
  closed: { ar: 'أُغلق التقديم', en: 'Bids closed' },
  opened: { ar: 'فُتحت العروض', en: 'Bids opened' },
  evaluated: { ar: 'قُيّمت', en: 'Evaluated' },
  awarded: { ar: 'رست على مستثمر', en: 'Awarded' },
  contracted: { ar: 'متعاقد عليها', en: 'Contracted' },
  handed_over: { ar: 'سُلّم الموقع', en: 'Handed over' },
  operating: { ar: 'قيد التشغيل', en: 'Operating' },
  returned: { ar: 'أعيد الموقع', en: 'Returned' },
  cancelled: { ar: 'ملغاة', en: 'Cancelled' },
}

export const modelWords: Record<OpportunityModel, Names> = {
  annual_rent: { ar: 'أجرة سنوية', en: 'Annual rent' },
  income_share: { ar: 'نسبة من الدخل', en: 'Share of income' },
  share_and_term: { ar: 'نسبة ومدة يقترحهما المستثمر', en: 'Share and term by the investor' },
  minimum_plus_share: { ar: 'حد أدنى مضمون ونسبة', en: 'Guaranteed minimum plus share' },
}

export const landUseWords: Record<LandUse, Names> = {
  commercial: { ar: 'تجاري', en: 'Commercial' },
  mixed: { ar: 'مختلط', en: 'Mixed' },
  public: { ar: 'مرافق عامة', en: 'Public facilities' },
  industrial: { ar: 'صناعي', en: 'Industrial' },
  agricultural: { ar: 'زراعي', en: 'Agricultural' },
}
