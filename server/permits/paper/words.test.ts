import { saidAsOnPages } from '../../../testing/page-words.ts'
import * as words from './words.ts'

// what stands across a print is its own
saidAsOnPages(words, { conditionWords: 'condition', warningWords: null })
