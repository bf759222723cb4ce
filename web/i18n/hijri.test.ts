import { CalendarDate, GregorianCalendar, IslamicUmalquraCalendar, toCalendar } from '@internationalized/date'
import { expect, it } from 'vitest'
import { hijriOf } from '../../server/time/rules.ts'
import { dayOfHijri } from './hijri.ts'

const tables = new IslamicUmalquraCalendar()

it('agrees with the tables of the calendar that is picked from, in every month of theirs, and finds its way back', () => {
  for (let year = 1300; year <= 1600; year++)
    for (let month = 1; month <= 12; month++) {
      const first = new CalendarDate(tables, year, month, 1)
      for (const day of [1, tables.getDaysInMonth(first)]) {
        const gregorian = toCalendar(first.set({ day }), new GregorianCalendar()).toString()
        expect([gregorian, hijriOf(gregorian)]).toEqual([gregorian, { year, month, day }])
        expect(dayOfHijri({ year, month, day })).toBe(gregorian)
      }
      expect(dayOfHijri({ year, month, day: tables.getDaysInMonth(first) + 1 })).toBe(null)
    }
})

it.each([
  [1448, 6, 26, '2026-12-06'],
  [1448, 1, 1, '2026-06-16'],
  [1448, 13, 1, null],
  [1448, 6, 30, null],
  [1448, 6, 0, null],
  [2026, 6, 1, null],
])('%d/%d/%d', (year, month, day, expected) => {
  expect(dayOfHijri({ year, month, day })).toBe(expected)
})
