import { saidAsOnPages } from '../../../testing/page-words.ts'
import * as words from './words.ts'

saidAsOnPages(words, {
  defectStateWords: 'defect.state',
  defectSeverityWords: 'defect.severity',
  defectKindWords: 'defect.kind',
})
