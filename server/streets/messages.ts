import { speaker } from '../language/speak.ts'

export const sayStreets = speaker({
  ar: {
    street_or_area: 'حدد شارعًا أو ارسم منطقة، لا كليهما.',
    unknown_street: 'شارع غير معروف.',
    name_needed: 'المنطقة المرسومة تحتاج اسمًا بالعربية والإنجليزية.',
  },
  en: {
    street_or_area: 'Name a street or draw an area, not both.',
    unknown_street: 'Unknown street.',
    name_needed: 'An area that is drawn needs a name in both languages.',
  },
})
