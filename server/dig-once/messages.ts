import { speaker } from '../language/speak.ts'

export const sayDigOnce = speaker({
  ar: {
    no_members: 'اختر عملًا واحدًا على الأقل غير العمل القائد.',
    one_agency: 'كل هذه الأعمال لجهة واحدة؛ اجمعها في مشروع واحد.',
    same_project: 'العمل {number} من المشروع نفسه الذي منه أحد الأعمال الأخرى، فهما يُنفَّذان معًا أصلًا.',
    not_planned: 'العمل {number} لم يُخطَّط بعد أو أُلغي أو انتهى.',
    dug: 'بدأ الحفر في العمل {number} أو انتهى.',
    emergency: 'العمل {number} طارئ، والطوارئ لا تنتظر.',
    in_group: 'العمل {number} مرتبط بمجموعة أعمال أخرى.',
    no_shared_ground: 'العمل {number} لا يشترك في أرض مع الأعمال الأخرى، أو تبتعد فترته عنها.',
    needs_office: 'بين هذه الأعمال تعارض مانع قائم؛ لا يربطها إلا مكتب التنسيق، أو عدّل المواعيد أولًا.',
    dissolved: 'سبق فك ارتباط هذه المجموعة.',
    lead_over: 'أُلغي العمل القائد أو رُفض أو انتهت رخصته.',
  },
  en: {
    no_members: 'Choose at least one works besides the lead.',
    one_agency: 'All these works belong to one agency; make them one project instead.',
    same_project: 'Works {number} belong to the same project as others here: they are carried out together already.',
    not_planned: 'Works {number} are not planned yet, or were cancelled or finished.',
    dug: 'Digging of works {number} has begun or ended.',
    emergency: 'Works {number} are an emergency, and emergencies do not wait.',
    in_group: 'Works {number} are already linked to other works.',
    no_shared_ground: 'Works {number} share no ground with the others, or are too far from them in time.',
    needs_office:
      'There is a blocking conflict between these works: only the coordination office can link them, or change their dates first.',
    dissolved: 'This group has already been unlinked.',
    lead_over: 'The lead was cancelled or refused, or its permit expired.',
  },
})
