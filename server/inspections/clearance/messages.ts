import { speaker } from '../../language/speak.ts'

export const sayClearance = speaker({
  ar: { not_in_guarantee: 'لم تُقبل إعادة الوضع بعد، ولم يبدأ الضمان.' },
  en: { not_in_guarantee: 'The reinstatement has not been accepted, and the guarantee has not begun.' },
})
