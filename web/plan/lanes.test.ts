import { describe, expect, it } from 'vitest'
import type { PlannedWorks } from '../../server/analytics/contract.ts'
import { barsOf, monthStarts } from './lanes.ts'

const works = (start: string, end: string | null) => ({ id: start, occupies: { start, end } }) as PlannedWorks
const laidOut = (...all: PlannedWorks[]) => barsOf(all, 2027).bars.map(({ lane, start, width }) => [lane, Math.round(start * 3.65), Math.round(width * 3.65)]) // biome-ignore format: one line

describe('bars of a year', () => {
  it('begin and end with it, whatever the works do', () =>
    expect(laidOut(works('2026-06-01', '2027-01-10'), works('2027-12-31', '2028-06-01'))).toEqual([[0, 0, 10], [0, 364, 1]])) // biome-ignore format: one line

  it('go to its end where ground is open without one', () =>
    expect(laidOut(works('2027-12-22', null))).toEqual([[0, 355, 10]]))

  it('lie beside each other from the day on which they meet, and in one lane from the day after', () =>
    expect(
      laidOut(
        works('2027-01-01', '2027-01-10'),
        works('2027-01-10', '2027-01-20'),
        works('2027-01-11', '2027-01-12'),
        works('2027-01-12', '2027-01-30'),
      ),
    ).toEqual([[0, 0, 10], [1, 9, 11], [0, 10, 2], [2, 11, 19]])) // biome-ignore format: one line

  it('need no lane where there are none', () => expect(barsOf([], 2027)).toEqual({ bars: [], lanes: 0 }))
})

it('knows leap years', () => {
  expect(monthStarts(2027)[2]).toBeCloseTo((59 / 365) * 100)
  expect(monthStarts(2028)[2]).toBeCloseTo((60 / 366) * 100)
})
