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
    no_case: 'This part was not reckoned from this case.',
    harmless: 'This case takes nothing from the score.',
    appealed: 'This case has been objected to already.',
    too_late: 'The score of this month could be objected to until {day}.',
    decided: 'This appeal has been decided already.',
  },
})
