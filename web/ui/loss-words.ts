import type { Speech } from '../i18n/language.tsx'
import type { LossWords } from './use-loss-question.tsx'

/** What is asked before what was entered in a form is lost. */
export const lossOfForm = (say: Speech['say']): LossWords => ({
  title: say('form.lose'),
  keep: say('form.keep'),
  byLeaving: say('form.loseDetail'),
  leave: say('draw.leave'),
  byClearing: say('form.loseDetail'),
  clear: say('form.discard'),
})
