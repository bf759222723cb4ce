import { saidAsOnPages } from '../../testing/page-words.ts'
import * as words from './words.ts'

saidAsOnPages(words, {
  categoryWords: 'category',
  utilityWords: 'utility',
  methodWords: 'method',
  statusWords: 'status',
})
