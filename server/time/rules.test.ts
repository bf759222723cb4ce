import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  dayAt,
  dayEndedBy,
  dayNumber,
  daysOf,
  instantAt,
  isDay,
  lastDayBefore,
  momentAt,
  periodFault,
  shift,
  startOfDay,
} from './rules.ts'

describe('a deadline', () => {
  it.each([
    ['2026-11-26T21:00:00Z', 'Asia/Riyadh', '2026-11-26', '2026-11-26'],
    ['2026-11-26T20:59:59.999Z', 'Asia/Riyadh', '2026-11-26', null],
    ['2026-11-26T21:00:00.001Z', 'Asia/Riyadh', '2026-11-27', null],
    ['2026-11-26T13:30:00Z', 'Asia/Riyadh', '2026-11-26', null],
    ['2026-12-31T21:00:00Z', 'Asia/Riyadh', '2026-12-31', '2026-12-31'],
    // a day that begins at one, where clocks jump over midnight
    ['2026-04-23T22:00:00Z', 'Africa/Cairo', '2026-04-23', '2026-04-23'],
  ])('%s in %s: last day %s, ends with %s', (at, zone, last, ended) => {
    expect(lastDayBefore(new Date(at), zone)).toBe(last)
    expect(dayEndedBy(new Date(at), zone)).toBe(ended)
  })
})

describe('days', () => {
  it.each([
    ['1970-01-01', 0],
    ['1970-01-02', 1],
    ['2026-11-24', 20_781],
  ])('%s is day %i', (day, number) => expect(dayNumber(day)).toBe(number))

  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
  ])('%s and %i days is %s', (day, days, expected) => expect(addDays(day, days)).toBe(expected))

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-11-24', 18, '2028-05-24'],
    ['2026-11-30', 24, '2028-11-30'],
  ])('%s and %i months is %s', (day, months, expected) => expect(addMonths(day, months)).toBe(expected))

  it.each([
    ['2026-02-29', false],
    ['2028-02-29', true],
    ['2026-13-01', false],
    ['26-01-01', false],
    ['', false],
  ])('%s is a day: %s', (text, expected) => expect(isDay(text)).toBe(expected))
})

describe('periods', () => {
  it('counts both ends', () => expect(daysOf({ start: '2026-01-01', end: '2026-01-01' })).toBe(1))
  it('moves whole', () =>
    expect(shift({ start: '2026-01-01', end: '2026-01-31' }, 30)).toEqual({ start: '2026-01-31', end: '2026-03-02' }))
  it.each([
    [{ start: '2026-01-02', end: '2026-01-01' }, 'ends_before_start'],
    [{ start: '2026-02-30', end: '2026-03-01' }, 'not_a_day'],
    [{ start: '1970-01-01', end: '2026-03-01' }, 'out_of_range'],
    [{ start: '2026-01-01', end: '4000-01-01' }, 'out_of_range'],
    [{ start: '2026-01-01', end: '2026-01-01' }, null],
  ])('%o: %s', (period, fault) => expect(periodFault(period)).toBe(fault))
})

describe('zones', () => {
  it('writes an instant into tables by the clocks of the zone', () => {
    expect(momentAt('2026-11-23T21:05:00.000Z', 'Asia/Riyadh')).toBe('2026-11-24 00:05')
    expect(momentAt(null, 'Asia/Riyadh')).toBeNull()
  })

  it('knows the day in Riyadh', () => {
    expect(dayAt(new Date('2026-11-23T20:59:59Z'), 'Asia/Riyadh')).toBe('2026-11-23')
    expect(dayAt(new Date('2026-11-23T21:00:00Z'), 'Asia/Riyadh')).toBe('2026-11-24')
  })
  it('knows when a day begins', () => {
    expect(startOfDay('2026-11-24', 'Asia/Riyadh').toISOString()).toBe('2026-11-23T21:00:00.000Z')
    expect(startOfDay('2026-07-01', 'America/New_York').toISOString()).toBe('2026-07-01T04:00:00.000Z')
  })
  it.each([
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z'],
    ['Pacific/Auckland', '2026-04-05', '2026-04-04T11:00:00.000Z'],
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-24', '2026-11-23T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-11-24', '2026-11-24T11:00:00.000Z'],
  ])('knows when a day begins in %s where the clocks are put on or back', (zone, day, instant) => {
    expect(startOfDay(day, zone).toISOString()).toBe(instant)
    expect(dayAt(startOfDay(day, zone), zone)).toBe(day)
    expect(dayAt(new Date(startOfDay(day, zone).getTime() - 1), zone)).toBe(addDays(day, -1))
  })
  it.each([
    ['2026-03-29', '16:30', '2026-03-29T14:30:00.000Z'],
    ['2026-10-25', '16:30', '2026-10-25T15:30:00.000Z'],
    ['2026-03-29', '02:30', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
  ])('knows when it is %s %s in Berlin', (day, time, instant) => {
    expect(instantAt(day, time, 'Europe/Berlin').toISOString()).toBe(instant)
  })
})
