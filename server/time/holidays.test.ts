import { describe, expect, it } from 'vitest'
import { loadRulePack } from '../policy/load.ts'
import { type DaysOff, isWorkingDay } from './holidays.ts'

const none: DaysOff = { weekend: [5, 6], holidays: [], yearlyHolidays: [] }

describe('a working day', () => {
  it.each([
    ['a Thursday', '2026-11-26', true],
    ['a Friday', '2026-11-27', false],
    ['a Saturday', '2026-11-28', false],
    ['a Sunday', '2026-11-29', true],
    ['a day that was announced', '2026-12-01', false],
  ])('%s, %s: %s', (_which, day, expected) =>
    expect(isWorkingDay(day, { ...none, holidays: ['2026-12-01'] })).toBe(expected),
  )
})

/** Announced by the ministry: 29 Ramadan was 2024-04-08, 2025-03-29; the day of Arafah 2024-06-15, 2025-06-05. */
describe('the holidays of Saudi offices', () => {
  const { holidays, yearlyHolidays } = loadRulePack('ksa')
  const isWorked = (day: string) => isWorkingDay(day, { weekend: [], holidays, yearlyHolidays })
  const around = (days: readonly string[]) => days.map((day) => [day, isWorked(day)])

  it.each([
    ['Founding Day', ['2026-02-21', '2026-02-22', '2026-02-23']],
    ['National Day', ['2027-09-22', '2027-09-23', '2027-09-24']],
  ])('%s is one day', (_name, [before, on, after]) =>
    expect(around([before as string, on as string, after as string])).toEqual([
      [before, true],
      [on, false],
      [after, true],
    ]),
  )

  it.each([
    ['Eid al-Fitr of 1445, after a Ramadan of 30 days', '2024-04-08', '2024-04-09', '2024-04-12', '2024-04-13'],
    ['Eid al-Fitr of 1446, after a Ramadan of 29 days', '2025-03-29', '2025-03-30', '2025-04-02', '2025-04-03'],
    ['Eid al-Adha of 1445', '2024-06-14', '2024-06-15', '2024-06-18', '2024-06-19'],
    ['Eid al-Adha of 1446', '2025-06-04', '2025-06-05', '2025-06-08', '2025-06-09'],
  ])('%s is four days', (_name, before, first, last, after) =>
    expect(around([before, first, last, after])).toEqual([
      [before, true],
      [first, false],
      [last, false],
      [after, true],
    ]),
  )
})
