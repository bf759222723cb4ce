import { saidAsOnPages } from '../../testing/page-words.ts'
import * as words from './words.ts'

saidAsOnPages(words, {
  reportCategoryWords: 'report.category',
  reportStatusWords: 'report.status',
})
