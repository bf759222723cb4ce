import { speaker } from '../language/speak.ts'

export const sayWorks = speaker({
  ar: {
    not_changeable: 'لا يُغيَّر العمل بعد تقديمه إلا بطلب تعديل.',
    agency_needed: 'حدد الجهة صاحبة العمل.',
    agency_unknown: 'جهة غير معروفة.',
    agency_foreign: 'لا يمكنك تسجيل عمل باسم جهة أخرى.',
    reference_taken: 'رقم المرجع مستخدم لعمل آخر للجهة نفسها.',
    id_taken: 'المعرّف مستخدم من قبل.',
    project_foreign: 'بدأت هذا المشروع جهة أخرى؛ يضم إليه مكتب التنسيق وحده.',
    works_foreign: 'هذا العمل لجهة أخرى.',
  },
  en: {
    not_changeable: 'Once submitted, a works changes by amendment only.',
    agency_needed: 'Name the agency whose works it is.',
    agency_unknown: 'Unknown agency.',
    agency_foreign: 'You cannot record a works for another agency.',
    reference_taken: 'Another works of this agency has this reference.',
    id_taken: 'This id is in use.',
    project_foreign: 'Another agency has begun this project; only the coordination office adds to it.',
    works_foreign: 'This works is another agency’s.',
  },
})
