import { speaker } from '../language/speak.ts'

/** The heads of a table of sites. */
export const sayTable = speaker({
  ar: {
    'csv.number': 'رقم الفرصة',
    'csv.title': 'الاسم',
    'csv.municipality': 'البلدية',
    'csv.activity': 'النشاط',
    'csv.stage': 'المرحلة',
    'csv.model': 'نموذج الاستثمار',
    'csv.area': 'المساحة بالمتر المربع',
    'csv.years': 'مدة العقد بالسنوات',
    'csv.minimum': 'الحد الأدنى بالريال',
    'csv.landUse': 'استخدام الأرض',
    'csv.questions': 'آخر موعد للأسئلة',
    'csv.bids': 'آخر موعد للعروض',
    'csv.longitude': 'خط الطول',
    'csv.latitude': 'خط العرض',
  },
  en: {
    'csv.number': 'Site',
    'csv.title': 'Name',
    'csv.municipality': 'Municipality',
    'csv.activity': 'Activity',
    'csv.stage': 'Stage',
    'csv.model': 'Model',
    'csv.area': 'Area in square metres',
    'csv.years': 'Term in years',
    'csv.minimum': 'Minimum in riyals',
    'csv.landUse': 'Land use',
    'csv.questions': 'Questions until',
    'csv.bids': 'Bids until',
    'csv.longitude': 'Longitude',
    'csv.latitude': 'Latitude',
  },
})
