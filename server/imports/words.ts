import type { AssetKind, ImportedAssetState } from '../assets/contract.ts'
import type { EntryKind } from '../inspections/ledger/contract.ts'
import type { Names } from '../language/contract.ts'
import type { StreetClass } from '../streets/contract.ts'
import type { TrafficImpact } from '../works/contract.ts'
import type { ImportField } from './contract.ts'

/** What verdicts call our fields and the values that they were given, in both languages at once; as the pages say it. */
export const fieldWords: Record<ImportField, Names> = {
  title: { ar: 'العنوان', en: 'Title' },
  start: { ar: 'البداية', en: 'Start' },
  end: { ar: 'النهاية', en: 'End' },
  externalReference: { ar: 'مرجع جهتك', en: 'Your reference' },
  agency: { ar: 'الجهة', en: 'Agency' },
  category: { ar: 'الفئة', en: 'Category' },
  utility: { ar: 'الخدمة', en: 'Utility' },
  status: { ar: 'الحالة', en: 'Status' },
  method: { ar: 'طريقة التنفيذ', en: 'Method' },
  trafficImpact: { ar: 'الأثر المروري', en: 'Traffic impact' },
  description: { ar: 'الوصف', en: 'Description' },
  trenchWidthMetres: { ar: 'عرض الخندق (م)', en: 'Trench width (m)' },
  trenchDepthMetres: { ar: 'عمق الخندق (م)', en: 'Trench depth (m)' },
  connections: { ar: 'عدد التوصيلات', en: 'Connections' },
  nameAr: { ar: 'الاسم بالعربية', en: 'Name in Arabic' },
  nameEn: { ar: 'الاسم بالإنجليزية', en: 'Name in English' },
  code: { ar: 'الرمز', en: 'Code' },
  streetClass: { ar: 'درجة الشارع', en: 'Street class' },
  widthMetres: { ar: 'العرض (م)', en: 'Width (m)' },
  region: { ar: 'المنطقة', en: 'Region' },
  surfaceKind: { ar: 'أثرها في السطح', en: 'Effect on the surface' },
  guaranteeUntil: { ar: 'الضمان حتى', en: 'Guarantee until' },
  guarantor: { ar: 'الضامن', en: 'Guarantor' },
  layers: { ar: 'الطبقات', en: 'Layers' },
  assetKind: { ar: 'نوع الشبكة', en: 'Kind of network' },
  assetState: { ar: 'حالة الشبكة', en: 'State of the network' },
  depthMetres: { ar: 'العمق (م)', en: 'Depth (m)' },
}

export const impactWords: Record<TrafficImpact, Names> = {
  minor: { ar: 'أثر مروري محدود', en: 'Minor traffic impact' },
  major: { ar: 'أثر مروري كبير', en: 'Major traffic impact' },
}

export const streetClassWords: Record<StreetClass, Names> = {
  highway: { ar: 'طريق سريع', en: 'Highway' },
  arterial: { ar: 'شارع شرياني', en: 'Arterial street' },
  collector: { ar: 'شارع تجميعي', en: 'Collector street' },
  local: { ar: 'شارع محلي', en: 'Local street' },
}

export const surfaceWords: Record<EntryKind, Names> = {
  cut: { ar: 'قطع في السطح', en: 'Cut into the surface' },
  uncut: { ar: 'دون قطع السطح', en: 'Surface not cut' },
  surface: { ar: 'إعادة سفلتة', en: 'Resurfaced' },
}

export const assetKindWords: Record<AssetKind, Names> = {
  water: { ar: 'مياه', en: 'Water' },
  sewer: { ar: 'صرف صحي', en: 'Sewer' },
  drainage: { ar: 'تصريف أمطار', en: 'Storm drainage' },
  electricity: { ar: 'كهرباء', en: 'Electricity' },
  telecom: { ar: 'اتصالات', en: 'Telecom' },
  gas: { ar: 'غاز', en: 'Gas' },
  cooling: { ar: 'تبريد مناطق', en: 'District cooling' },
  lighting: { ar: 'إنارة شوارع', en: 'Street lighting' },
  other: { ar: 'أخرى', en: 'Other' },
}

export const assetStateWords: Record<ImportedAssetState, Names> = {
  in_use: { ar: 'مستخدمة', en: 'In use' },
  out_of_use: { ar: 'خارج الخدمة، وما زالت تحت الأرض', en: 'Out of use, still in the ground' },
  removed: { ar: 'أُزيلت: تُحذف من السجل', en: 'Removed: taken off the register' },
}
