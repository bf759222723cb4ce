import { saidAsOnPages } from '../../testing/page-words.ts'
import * as words from './words.ts'

saidAsOnPages(words, {
  findingWords: 'finding',
  severityWords: 'severity',
  conflictStateWords: 'explorer.state',
})
