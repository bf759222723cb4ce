import { speaker } from '../../language/speak.ts'

export const sayQuality = speaker({
  ar: {
    no_case: 'لا تدخل هذه الحالة في حساب هذا الجزء.',
    harmless: 'هذه الحالة لا تنقص المؤشر.',
    appealed: 'اعتُرض على هذه الحالة من قبل.',
    too_late: 'انتهت مدة الاعتراض على مؤشر هذا الشهر في {day}.',
    decided: 'بُتَّ في هذا الاعتراض من قبل.',
  },
  en: {
    no_case: 'This case is not part of this score.',
    harmless: 'This case does not lower the score.',
    appealed: 'This case has already been objected to.',
    too_late: 'Objections to this month’s score closed on {day}.',
    decided: 'This objection has already been decided.',
  },
})
