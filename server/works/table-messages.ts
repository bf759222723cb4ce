import { speaker } from '../language/speak.ts'

/** The words of works in a table. */
export const sayTable = speaker({
  ar: {
    'csv.number': 'رقم العمل',
    'csv.reference': 'مرجع الجهة',
    'csv.title': 'العنوان',
    'csv.agency': 'الجهة',
    'csv.category': 'الفئة',
    'csv.utility': 'المرفق',
    'csv.status': 'الحالة',
    'csv.street': 'الشارع',
    'csv.start': 'البداية',
    'csv.end': 'النهاية',
    'csv.length': 'الطول بالمتر',
    'csv.blocking': 'تعارضات مانعة',
    'csv.warning': 'تنبيهات',
    'csv.chances': 'فرص خندق مشترك',
    'csv.guarantee': 'الضمان حتى',
  },
  en: {
    'csv.number': 'Works',
    'csv.reference': 'Reference',
    'csv.title': 'Title',
    'csv.agency': 'Agency',
    'csv.category': 'Category',
    'csv.utility': 'Utility',
    'csv.status': 'Status',
    'csv.street': 'Street',
    'csv.start': 'Start',
    'csv.end': 'End',
    'csv.length': 'Length in metres',
    'csv.blocking': 'Blocking conflicts',
    'csv.warning': 'Warnings',
    'csv.chances': 'Chances to share a trench',
    'csv.guarantee': 'In guarantee until',
  },
})
