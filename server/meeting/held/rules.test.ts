import { describe, expect, it } from 'vitest'
import type { MeetingItem, MeetingPack } from '../contract.ts'
import type { NewOutcome } from './contract.ts'
import { endRefusal, frozenOf, isBetween, isOneAgenda, outcomeFault, settlingRefusal, thawed } from './rules.ts'

const item = (number: number, more: Partial<MeetingItem> = {}): MeetingItem => ({
  ...{ number, about: { type: 'works', id: `w${number}` }, reference: null, title: `Item ${number}`, agency: null },
  ...{ street: null, period: null, standing: null, weight: null, due: null, daysLeft: null, metres: null },
  ...{ streetDays: null, money: null, works: [], facts: [], see: [], at: null },
  ...more,
})

const packOf = (items: MeetingItem[]): MeetingPack => ({
  quarter: '2027-Q1',
  period: { start: '2027-01-01', end: '2027-03-31' },
  before: { start: '2026-10-01', end: '2026-12-31' },
  today: '2026-11-24',
  area: { name: null, ground: { type: 'Polygon', coordinates: [] } },
  preparedFor: null,
  currency: 'SAR',
  points: [
    {
      point: 'works',
      title: 'Works',
      total: items.length,
      note: null,
      groups: [{ name: null, total: items.length, note: null, items }],
    },
  ],
})

const pack = packOf([item(1), item(2)])

describe('a frozen agenda', () => {
  it('comes back as it was', () => {
    const items = new Map([1, 2].map((number) => [number, item(number)]))
    const frozen = JSON.parse(JSON.stringify(frozenOf(pack)))
    expect(JSON.stringify(frozen)).not.toContain('Item 1')
    expect(thawed(frozen, items, () => item(0))).toEqual(pack)
  })

  it('keeps the number of an item that is not told', () => {
    const told = thawed(frozenOf(pack), new Map([[2, item(2)]]), (number) => item(number, { title: 'Between others' }))
    expect(told.points[0]?.groups[0]?.items.map(({ number, title }) => [number, title])).toEqual([
      [1, 'Between others'],
      [2, 'Item 2'],
    ])
  })

  it.each([
    ['other words', [item(1, { title: 'بند' }), item(2)], true],
    ['another thing', [item(1, { about: { type: 'case', id: 'c' } }), item(2)], false],
    ['one less', [item(1)], false],
  ] as const)('is one in both languages: %s', (_what, items, isOne) =>
    expect(isOneAgenda(pack, packOf([...items]))).toBe(isOne),
  )

  it.each([
    ['cases', null, true],
    ['decisions', null, true],
    ['overdue', 900, true],
    ['overdue', null, false],
    ['conflicts', 900, false],
    ['works', null, false],
  ] as const)('an item of %s that costs %s is told to its parties alone: %s', (point, money, isTold) =>
    expect(isBetween(point, { money })).toBe(isTold),
  )
})

const meeting = { heldOn: '2026-12-01', agencyIds: ['water'] }
const settle: NewOutcome = {
  revision: 0,
  outcome: 'to_settle',
  words: 'New dates.',
  settlerId: 'water',
  settleBy: '2026-12-01',
}

it.each([
  [{ revision: 0, outcome: null }, null],
  [{ revision: 0, outcome: null, words: 'Said.' }, 'words: needless'],
  [{ revision: 0, outcome: 'no_action' }, null],
  [{ revision: 0, outcome: 'no_action', words: 'Known.' }, null],
  [{ revision: 0, outcome: 'agreed' }, 'words: words_needed'],
  [{ revision: 0, outcome: 'agreed', words: 'One trench.' }, null],
  [{ revision: 0, outcome: 'agreed', words: 'One trench.', settlerId: 'water' }, 'settlerId: needless'],
  [{ revision: 0, outcome: 'no_action', settleBy: '2027-01-01' }, 'settleBy: needless'],
  [settle, null],
  [{ ...settle, words: undefined }, 'words: words_needed'],
  [{ ...settle, settlerId: undefined }, 'settlerId: settler_needed'],
  [{ ...settle, settlerId: 'power' }, 'settlerId: settler_unknown'],
  [{ ...settle, settleBy: undefined }, 'settleBy: day_needed'],
  [{ ...settle, settleBy: '2026-11-30' }, 'settleBy: day_early'],
] as [NewOutcome, string | null][])('what came of an item: %o is %s', (given, expected) => {
  const wrong = outcomeFault(given, meeting)
  expect(wrong && `${wrong.path}: ${wrong.fault}`).toBe(expected)
})

const noted = { words: 'They moved.', at: '2026-12-01T06:00:00Z' }

it.each([
  ['to_settle', null, 'They moved.', null],
  ['to_settle', noted, 'They moved.', 'settled_already'],
  ['to_settle', noted, null, null],
  ['to_settle', null, null, 'not_settled'],
  ['agreed', null, 'They moved.', 'not_left'],
  [null, null, null, 'not_left'],
] as const)('of an item that is %s and settled %o it is noted that %s: %s', (outcome, settled, words, refusal) =>
  expect(settlingRefusal({ outcome, settled }, words)).toBe(refusal),
)

it.each([
  ['called', '2026-11-24', 'close', null],
  ['called', '2026-11-25', 'close', 'not_held'],
  ['called', '2026-11-25', 'cancel', null],
  ['closed', '2026-11-20', 'cancel', 'ended'],
  ['cancelled', '2026-11-20', 'close', 'ended'],
] as const)('a meeting that is %s and held on %s is asked to %s: %s', (state, heldOn, how, refusal) =>
  expect(endRefusal({ state, heldOn }, how, '2026-11-24')).toBe(refusal),
)
