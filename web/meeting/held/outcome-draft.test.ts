import { expect, it } from 'vitest'
import { draftOf, outcomeOf } from './outcome-draft.ts'

const minute = {
  item: 3,
  outcome: null,
  words: null,
  settlerId: null,
  settleBy: null,
  revision: 2,
  settled: null,
  turn: 0,
}
const written = { outcome: 'to_settle', words: ' Other dates ', settlerId: 'water', settleBy: '2026-12-10' } as const

it('begins with what stands', () => {
  expect(draftOf(minute, '2026-12-01')).toEqual({ outcome: 'none', words: '', settlerId: '', settleBy: '2026-12-01' })
  expect(draftOf({ ...minute, ...written }, '2026-12-01')).toEqual(written)
})

it.each([
  ['nothing of it', { ...written, outcome: 'none' }, { revision: 2, outcome: null }],
  ['no action', { ...written, outcome: 'no_action', words: '' }, { revision: 2, outcome: 'no_action' }],
  ['no action, with words', { ...written, outcome: 'no_action' }, { revision: 2, outcome: 'no_action', words: 'Other dates' }],
  ['too few words', { ...written, words: 'No' }, null],
  ['what was agreed', { ...written, outcome: 'agreed' }, { revision: 2, outcome: 'agreed', words: 'Other dates' }],
  ['nobody to settle it', { ...written, settlerId: '' }, null],
  ['who settles it', written, { revision: 2, ...written, words: 'Other dates' }],
] as const)('sends %s', (_what, draft, expected) => expect(outcomeOf(draft, 2)).toEqual(expected)) // biome-ignore format: one line
