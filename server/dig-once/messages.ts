import { speaker } from '../language/speak.ts'

export const sayDigOnce = speaker({
  ar: {
    no_members: 'اختر عملًا واحدًا على الأقل غير العمل القائد.',
    one_agency: 'كل هذه الأعمال لجهة واحدة؛ اجمعها في مشروع بدلًا من ذلك.',
    same_project: 'العمل {number} من مشروع أحد الأعمال الأخرى، فهما يُنفَّذان معًا أصلًا.',
    not_planned: 'العمل {number} لم يُخطَّط بعد أو أُلغي أو انتهى.',
    dug: 'بدأ الحفر في العمل {number} أو انتهى.',
    emergency: 'العمل {number} طارئ، والطوارئ لا تنتظر.',
    in_group: 'العمل {number} مرتبط بمجموعة أعمال أخرى.',
    no_shared_ground: 'العمل {number} لا يشترك في أرض مع الأعمال الأخرى، أو تبتعد فترته عنها.',
    needs_office: 'بين هذه الأعمال تعارض مانع قائم؛ لا يربطها إلا مكتب التنسيق، أو عدّلوا المواعيد أولًا.',
    dissolved: 'سبق حلّ هذه المجموعة.',
    lead_over: 'أُلغي العمل القائد أو رُفض أو انتهت رخصته.',
  },
  en: {
    no_members: 'Choose at least one works besides the lead.',
    one_agency: 'All these works are of one agency; make them one project instead.',
    same_project: 'Works {number} is of the same project as another of them: they are done together as it is.',
    not_planned: 'Works {number} is not planned yet, or it was cancelled or is over.',
    dug: 'Works {number} has been begun or dug.',
    emergency: 'Works {number} is an emergency, and an emergency does not wait.',
    in_group: 'Works {number} is linked to other works already.',
    no_shared_ground: 'Works {number} shares no ground with the others, or is too far from them in time.',
    needs_office:
      'A blocking conflict stands between these works: only the office links them, or move their dates first.',
    dissolved: 'This group has been dissolved already.',
    lead_over: 'The lead was cancelled or refused, or its permit ran out.',
  },
})
