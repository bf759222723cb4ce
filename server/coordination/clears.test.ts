import { describe, expect, it } from 'vitest'
import { clearingShifts } from './clears.ts'
import type { Forbidden } from './kinds/kind.ts'

const today = '2026-11-24'
const period = { start: '2027-01-10', end: '2027-01-19' }
const wall = (from: string | null, to: string | null, applies: Forbidden['applies'] = 'period'): Forbidden => ({
  from,
  to,
  applies,
})

describe('clearingShifts', () => {
  it.each([
    ['nothing in the way', [], null, null],
    ['one works over all of it', [wall('2027-01-01', '2027-01-31')], 19, 22],
    ['its last day only', [wall('2027-01-19', '2027-02-28')], 1, 50],
    ['its first day only', [wall('2026-12-01', '2027-01-10')], null, 1],
    ['out of reach', [wall('2027-01-20', '2027-02-28')], null, null],
    ['two in a row', [wall('2027-01-15', '2027-01-20'), wall('2027-01-25', '2027-01-31')], 5, 22],
    ['a gap just wide enough', [wall('2027-01-15', '2027-01-20'), wall('2027-01-31', '2027-02-05')], 5, 11],
    ['a gap one day too narrow', [wall('2027-01-15', '2027-01-20'), wall('2027-01-30', '2027-02-05')], 5, 27],
    ['never ending', [wall('2027-01-15', null)], 5, null],
    ['always', [wall(null, null)], null, null],
    ['only the start may not lie there', [wall('2027-01-01', '2027-01-15', 'start')], 10, 6],
    ['earlier would be in the past', [wall('2026-11-20', '2027-01-12')], null, 3],
  ])('%s', (_name, forbidden, earlierDays, laterDays) => {
    expect(clearingShifts(period, forbidden, today)).toEqual({ earlierDays, laterDays })
  })

  it('gives the smallest shift that clears, against trying every one', () => {
    const forbidden = [
      wall('2027-01-05', '2027-01-11'),
      wall('2027-01-25', '2027-02-03', 'start'),
      wall('2027-02-20', '2027-02-21'),
    ]
    const day = (text: string) => Date.parse(text) / 86_400_000
    const free = (shift: number) =>
      forbidden.every(({ from, to, applies }) => {
        const first = day(period.start) + shift
        const last = applies === 'start' ? first : day(period.end) + shift
        return last < day(from as string) || first > day(to as string)
      })
    const days = Array.from({ length: 400 }, (_, i) => i + 1)
    const later = days.find((shift) => free(shift)) ?? null
    const earlier = days.find((shift) => free(-shift) && day(period.start) - shift >= day(today)) ?? null
    expect(clearingShifts(period, forbidden, today)).toEqual({ earlierDays: earlier, laterDays: later })
  })
})
