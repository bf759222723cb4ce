import { speaker } from '../language/speak.ts'

/** The heads of the columns of files. */
export const sayAnalytics = speaker({
  ar: {
    street: 'الشارع',
    noStreet: 'على غير شارع معروف',
    number: 'رقم العمل',
    title: 'العنوان',
    agency: 'الجهة',
    category: 'الفئة',
    status: 'الحالة',
    start: 'من',
    end: 'إلى',
    metres: 'الأمتار على الشارع',
    blocking: 'تعارضات مانعة',
    warning: 'تنبيهات',
    chances: 'فرص خندق مشترك',
  },
  en: {
    street: 'Street',
    noStreet: 'On no known street',
    number: 'Works',
    title: 'Title',
    agency: 'Agency',
    category: 'Category',
    status: 'Status',
    start: 'From',
    end: 'To',
    metres: 'Metres on the street',
    blocking: 'Blocking conflicts',
    warning: 'Warnings',
    chances: 'Chances to share a trench',
  },
})
