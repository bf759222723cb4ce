import { speaker } from '../language/speak.ts'

export const sayOpportunities = speaker({
  ar: {
    bids_before_questions: 'آخر موعد للعروض يسبق آخر موعد للأسئلة.',
    stage_out_of_order: 'لا تنتقل الفرصة من مرحلتها الحالية إلى هذه المرحلة.',
    id_taken: 'المعرّف مستخدم من قبل.',
    smallest_over_largest: 'أقل مساحة أكبر من أكبر مساحة.',
  },
  en: {
    bids_before_questions: 'The deadline for bids is before the deadline for questions.',
    stage_out_of_order: 'The opportunity cannot move from its current stage to this one.',
    id_taken: 'This id is in use.',
    smallest_over_largest: 'The smallest area is larger than the largest.',
  },
})
