import { expect, it } from 'vitest'
import { sharedWith } from './shared-days.ts'

const days = (start: string, end: string) => ({ start, end })
const [one, two, after] = [
  days('2026-03-01', '2026-03-20'),
  days('2026-03-20', '2026-03-30'),
  days('2026-04-01', '2026-04-10'),
]

it.each([
  ['the last day of one is shared with what begins on it', [one, two], 0, [days('2026-03-20', '2026-03-20')]],
  ['none where they follow each other', [one, after], 0, []],
  ['the same days once', [one, two, two], 0, [days('2026-03-20', '2026-03-20')]],
  ['all days of what is the same', [two, two], 1, [two]],
])('days of several works: %s', (_, periods, index, shared) => expect(sharedWith(periods, index)).toEqual(shared))
