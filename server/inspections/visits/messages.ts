import { speaker } from '../../language/speak.ts'

export const sayVisits = speaker({
  ar: {
    visit_taken: 'استلم الزيارة {name} قبلك.',
    visit_assigned: 'أسند المكتب هذه الزيارة إلى {name}.',
    visit_over: 'انتهت هذه الزيارة: أُنجزت أو أُلغيت.',
    visit_not_yours: 'هذه الزيارة لدى {name}؛ يعيدها هو أو المكتب.',
    visit_free: 'لم يستلم أحد هذه الزيارة.',
    inspector_unknown: 'ليس من مفتشي هذا النطاق',
    due_in_the_past: 'الموعد يوم مضى؛ اختر يومًا قادمًا',
    area_or_municipality: 'اذكر نطاقًا أو بلدية، أحدهما فقط',
    area_too_big: 'في هذا النطاق أكثر من {most, number} عمل أو زيارة. اختر نطاقًا أصغر.',
    round_too_long: 'في الجولة {most, number} زيارة على الأكثر',
    round_twice: 'الزيارة مذكورة مرتين',
    not_a_place: 'ليس موقعًا: خط الطول ثم خط العرض بالدرجات',
  },
  en: {
    visit_taken: '{name} took this visit before you.',
    visit_assigned: 'The office assigned this visit to {name}.',
    visit_over: 'This visit has ended: it was done or cancelled.',
    visit_not_yours: '{name} has this visit; only they or the office can give it back.',
    visit_free: 'Nobody has taken this visit.',
    inspector_unknown: 'not an inspector of this area',
    due_in_the_past: 'the due day has passed; choose a coming day',
    area_or_municipality: 'name a box or a municipality, only one of them',
    area_too_big: 'There are more than {most, number} works or visits here. Choose a smaller area.',
    round_too_long: 'a round has {most, number} visits at most',
    round_twice: 'this visit is listed twice',
    not_a_place: 'not a position: longitude, then latitude in degrees',
  },
})
