import { saidAsOnPages } from '../../testing/page-words.ts'
import * as words from './words.ts'

saidAsOnPages(words, {
  inspectionKindWords: 'inspection.kind',
  inspectionOutcomeWords: 'inspection.outcome',
})
