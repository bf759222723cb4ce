import { speaker } from '../language/speak.ts'

export const sayReports = speaker({
  ar: {
    follow_unknown: 'رابط المتابعة غير صحيح. راجع الرابط الذي وصلك عند إرسال البلاغ.',
  },
  en: {
    follow_unknown: 'This is not a link that follows a report. Look again at the one you were given when you sent it.',
  },
})
