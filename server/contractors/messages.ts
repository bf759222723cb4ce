import { speaker } from '../language/speak.ts'

export const sayContractors = speaker({
  ar: {
    no_contractor: 'ليست جهة مقاولات معروفة.',
    note_needed: 'اكتب سبب الإيقاف.',
    lifted: 'رُفع هذا الإيقاف من قبل.',
    over: 'انتهى هذا الإيقاف؛ لا شيء يُرفع.',
  },
  en: {
    no_contractor: 'This is no contractor that is known here.',
    note_needed: 'Say what the reason is.',
    lifted: 'This ban has been lifted already.',
    over: 'This ban is over: there is nothing to lift.',
  },
})
