import { describe, expect, it } from 'vitest'
import { isMonthFirst, isSlashed, readDay } from './days.ts'

describe('readDay', () => {
  it.each([
    ['2026-01-31', '2026-01-31'],
    [' 2026-01-31 ', '2026-01-31'],
    ['2026-01-31T23:30:00', '2026-01-31'],
    ['2026-01-31T23:30:00+09:00', '2026-01-31'],
    ['2026-01-31T21:30:00Z', '2026-02-01'],
    ['2026-02-01T03:00:00+09:00', '2026-01-31'],
    ['31.01.2026', '2026-01-31'],
    ['1/2/2026', '2026-02-01'],
    ['20260131', '2026-01-31'],
    [20260131, '2026-01-31'],
    [Date.UTC(2026, 0, 31, 12), '2026-01-31'],
    [String(Date.UTC(2026, 0, 31, 12)), '2026-01-31'],
    ['٢٠٢٦-٠١-٣١', '2026-01-31'],
    ['٣١/٠١/٢٠٢٦', '2026-01-31'],
    ['۳۱/۰۱/۲۰۲۶', '2026-01-31'],
  ])('reads %s as %s in Riyadh', (value, day) => expect(readDay(value, 'Asia/Riyadh')).toEqual({ day }))

  it.each([
    ['soon', 'not_a_day'],
    ['2026-02-30', 'not_a_day'],
    ['31.02.2026', 'not_a_day'],
    [12, 'not_a_day'],
    [true, 'not_a_day'],
    ['1970-01-01', 'sentinel_date'],
    ['1970-01-01T03:00:00+03:00', 'sentinel_date'],
    [0, 'sentinel_date'],
    ['4000-01-01', 'sentinel_date'],
    ['9999-12-31T00:00:00', 'sentinel_date'],
    ['1950-05-05', 'out_of_range'],
    ['2500-05-05', 'out_of_range'],
  ])('refuses %s: %s', (value, fault) => expect(readDay(value, 'Asia/Riyadh')).toEqual({ fault }))
})

it('knows a month that comes first in either digits', () => {
  expect(['12/25/2026', '١٢/٢٥/٢٠٢٦', '25/12/2026', '٢٥/١٢/٢٠٢٦'].map(isMonthFirst)).toEqual([true, true, false, false])
  expect(['5/6/2026', '٥/٦/٢٠٢٦', '2026-06-05'].map(isSlashed)).toEqual([true, true, false])
})
