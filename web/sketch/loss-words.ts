import type { Speech } from '../i18n/language.tsx'
import type { LossWords } from '../ui/use-loss-question.tsx'

/** What is asked before a drawing is lost. */
export const lossOfDrawing = (say: Speech['say']): LossWords => ({
  title: say('draw.lose'),
  keep: say('draw.keep'),
  byLeaving: say('draw.loseByLeaving'),
  leave: say('draw.leave'),
  byClearing: say('draw.loseByClearing'),
  clear: say('draw.clear'),
})
