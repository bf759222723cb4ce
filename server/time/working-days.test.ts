import { describe, expect, it } from 'vitest'
import { dueAfter, receivedOn, workingDaysAfter } from './working-days.ts'

/** Sunday to Thursday in Riyadh (UTC+3), with the National Day of 2026 (a Wednesday) off. */
const calendar = { zone: 'Asia/Riyadh', weekend: [5, 6], holidays: ['2026-09-23'], yearlyHolidays: [], cutOff: '16:30' }
const at = (local: string) => new Date(`${local}:00+03:00`)

describe('the day of receipt', () => {
  it.each([
    ['a working morning', '2026-11-24T09:00', '2026-11-24'],
    ['the cut-off itself', '2026-11-24T16:30', '2026-11-24'],
    ['a minute after it', '2026-11-24T16:31', '2026-11-25'],
    ['after the cut-off of the last working day', '2026-11-26T17:00', '2026-11-29'],
    ['a Friday', '2026-11-27T10:00', '2026-11-29'],
    ['a Saturday night', '2026-11-28T23:59', '2026-11-29'],
    ['a holiday', '2026-09-23T10:00', '2026-09-24'],
    ['the evening before a holiday', '2026-09-22T18:00', '2026-09-24'],
    ['just after midnight', '2026-11-25T00:01', '2026-11-25'],
  ])('of %s', (_when, local, day) => expect(receivedOn(at(local), calendar)).toBe(day))
})

describe('working days after', () => {
  it.each([
    ['none', '2026-11-24', 0, '2026-11-24'],
    ['over a weekend', '2026-11-26', 1, '2026-11-29'],
    ['over a holiday and a weekend', '2026-09-22', 2, '2026-09-27'],
    ['a week of them', '2026-11-22', 5, '2026-11-29'],
  ])('%s', (_which, day, days, reached) => expect(workingDaysAfter(day, days, calendar)).toBe(reached))
})

describe('what is due', () => {
  it.each([
    ['48 hours are two working days', '2026-11-24T09:00', 48, '2026-11-26T16:30'],
    ['24 hours over a weekend', '2026-11-26T10:00', 24, '2026-11-29T16:30'],
    ['what came late counts from the next day', '2026-11-26T18:00', 24, '2026-11-30T16:30'],
    ['72 hours', '2026-11-24T16:30', 72, '2026-11-29T16:30'],
    ['no hours: the same day', '2026-11-24T09:00', 0, '2026-11-24T16:30'],
    ['parts of a day are a day', '2026-11-24T09:00', 30, '2026-11-26T16:30'],
  ])('%s', (_which, local, hours, due) => expect(dueAfter(at(local), hours, calendar)).toEqual(at(due)))

  it('is refused of a calendar without work', () =>
    expect(() => dueAfter(at('2026-11-24T09:00'), 24, { ...calendar, weekend: [1, 2, 3, 4, 5, 6, 7] })).toThrow(
      'without a working day',
    ))
})
