import { speaker } from '../language/speak.ts'

export const sayReports = speaker({
  ar: {
    photo_missing: 'أرفق صورة لما تبلّغ عنه.',
    follow_unknown: 'رابط المتابعة غير صحيح. راجع الرابط الذي وصلك عند إرسال البلاغ.',
  },
  en: {
    photo_missing: 'Add a photo of what you are reporting.',
    follow_unknown: 'This is not a link that follows a report. Look again at the one you were given when you sent it.',
  },
})
