import { speaker } from '../language/speak.ts'

export const sayContractors = speaker({
  ar: {
    no_contractor: 'المقاول غير معروف؛ اختره من القائمة.',
    note_needed: 'اكتب سبب الإيقاف.',
    lifted: 'رُفع هذا الإيقاف من قبل.',
    over: 'انتهى هذا الإيقاف، ولا حاجة إلى رفعه.',
  },
  en: {
    no_contractor: 'Unknown contractor; choose one from the list.',
    note_needed: 'Write the reason for the ban.',
    lifted: 'This ban has already been lifted.',
    over: 'This ban has ended and need not be lifted.',
  },
})
