import { expect, it } from 'vitest'
import { pageWords, saidAsOnPages } from '../../testing/page-words.ts'
import { speaker } from '../language/speak.ts'
import { sayMeeting } from './messages.ts'
import * as words from './words.ts'

saidAsOnPages(words, { caseStateWords: 'case.state', measureWords: 'case.measure', constraintWords: 'constraint' })

it.each([
  ['file.item', 'meeting.item', {}],
  ['file.see', 'meeting.see', {}],
  ...[0, 1, 2, 3, 11, 100].flatMap((days) => [
    ['daysLeft', 'meeting.daysLeft', { days, count: days }] as const,
    ['streetDays', 'meeting.streetDays', { days, count: days }] as const,
    // what is past is past by a day at least
    ['daysPast', 'meeting.daysPast', { days: days + 1, count: days + 1 }] as const,
  ]),
] as const)('a pack says %s as its page says %s, with %o', (onPaper, onPage, values) => {
  const sayOnPage = speaker(pageWords)
  for (const language of ['ar', 'en'] as const)
    expect(sayMeeting(onPaper, values)(language)).toBe(sayOnPage(onPage, values)(language))
})
