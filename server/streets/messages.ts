import { speaker } from '../language/speak.ts'

export const sayStreets = speaker({
  ar: {
    street_or_area: 'حدد شارعًا أو ارسم منطقة، لا كليهما.',
    unknown_street: 'شارع غير معروف.',
    hold_outlasts: 'منع الحفر يمتد بعد آخر يوم للحماية؛ قصّر أشهره أو أخّر ذلك اليوم.',
    name_needed: 'المنطقة المرسومة تحتاج اسمًا بالعربية والإنجليزية.',
  },
  en: {
    street_or_area: 'Choose a street or draw an area, not both.',
    unknown_street: 'Unknown street.',
    hold_outlasts: 'The no-dig months go on after the last day of protection; make them fewer or that day later.',
    name_needed: 'A drawn area needs a name in Arabic and English.',
  },
})
