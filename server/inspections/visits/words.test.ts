import { saidAsOnPages } from '../../../testing/page-words.ts'
import * as words from './words.ts'

saidAsOnPages(words, {
  visitCauseWords: 'visit.cause',
  visitStateWords: 'visit.state',
})
