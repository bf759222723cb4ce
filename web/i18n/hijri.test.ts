import { expect, it } from 'vitest'
import { addDays } from '../../server/time/rules.ts'
import { dayOfHijri, hijriOf } from './hijri.ts'

const byIntl = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
})

it('agrees with the platform on every day of twenty years, and finds its way back', () => {
  for (let day = '2019-01-01'; day < '2039-01-01'; day = addDays(day, 1)) {
    const parts = Object.fromEntries(
      byIntl.formatToParts(new Date(`${day}T00:00:00Z`)).map(({ type, value }) => [type, Number(value)]),
    )
    const hijri = hijriOf(day)
    expect([day, hijri.year, hijri.month, hijri.day]).toEqual([day, parts.year, parts.month, parts.day])
    expect(dayOfHijri(hijri)).toBe(day)
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
