import { saidAsOnPages } from '../../../testing/page-words.ts'
import * as words from './words.ts'

saidAsOnPages(words, {
  violationStateWords: 'violation.state',
  violationCauseWords: 'violation.cause',
  violationOutcomeWords: 'violation.decision',
})
