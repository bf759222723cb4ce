import { saidAsOnPages } from '../../testing/page-words.ts'
import * as words from './words.ts'

saidAsOnPages(words, {
  activityWords: 'activity',
  stageWords: 'stage',
  modelWords: 'model',
  landUseWords: 'landUse',
})
