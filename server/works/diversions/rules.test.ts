import { describe, expect, it } from 'vitest'
import { countedIn, daysHandedOn, diversionDays, partOf, withinPeriod } from './rules.ts'

const whole = { start: '2027-01-10', end: '2027-01-29' }

describe('partOf', () => {
  it.each([
    ['all of it', whole, { firstDay: 0, lastDay: 19 }],
    ['its middle', { start: '2027-01-12', end: '2027-01-13' }, { firstDay: 2, lastDay: 3 }],
    ['its last day', { start: '2027-01-29', end: '2027-01-29' }, { firstDay: 19, lastDay: 19 }],
    ['begins before', { start: '2027-01-09', end: '2027-01-13' }, null],
    ['ends after', { start: '2027-01-12', end: '2027-01-30' }, null],
    ['ends before it begins', { start: '2027-01-13', end: '2027-01-12' }, null],
  ])('%s', (_name, part, expected) => expect(partOf(part, whole)).toEqual(expected))
})

describe('countedIn', () => {
  it.each([
    ['its period before it is dug', null, whole],
    ['from the first day that was dug', { start: '2027-01-12' }, { start: '2027-01-12', end: '2027-01-29' }],
    ['also where that was before its period', { start: '2027-01-08' }, { start: '2027-01-08', end: '2027-01-29' }],
    ['a day where that was after it', { start: '2027-02-02' }, { start: '2027-02-02', end: '2027-02-02' }],
  ])('%s', (_name, actual, expected) => expect(countedIn(whole, actual)).toEqual(expected))
})

describe('diversionDays', () => {
  it.each([
    ['as long as the works', null, whole],
    ['a part', { firstDay: 2, lastDay: 3 }, { start: '2027-01-12', end: '2027-01-13' }],
    ['a part that the works ends in', { firstDay: 15, lastDay: 30 }, { start: '2027-01-25', end: '2027-01-29' }],
    ['a part that the works ends before', { firstDay: 20, lastDay: 30 }, null],
  ])('%s', (_name, part, expected) => expect(diversionDays(whole, part)).toEqual(expected))
})

describe('withinPeriod', () => {
  it.each([
    ['the whole period', null, [{ period: null }]],
    [
      'a part within',
      { start: '2027-01-12', end: '2027-01-13' },
      [{ period: { start: '2027-01-12', end: '2027-01-13' } }],
    ],
    ['a part that reaches out', { start: '2027-01-05', end: '2027-02-13' }, [{ period: whole }]],
    ['a part outside', { start: '2027-02-05', end: '2027-02-13' }, []],
  ])('%s', (_name, period, expected) => expect(withinPeriod([{ period }], whole)).toEqual(expected))
})

describe('daysHandedOn', () => {
  const own = { start: '2027-01-15', end: '2027-02-10' }
  it.each([
    ['all days of the plan', null, null],
    ['days of both', { start: '2027-01-16', end: '2027-01-17' }, { start: '2027-01-16', end: '2027-01-17' }],
    [
      'days that begin before its own',
      { start: '2027-01-12', end: '2027-01-17' },
      { start: '2027-01-15', end: '2027-01-17' },
    ],
    ['days that are none of its own: on all of them', { start: '2027-01-10', end: '2027-01-12' }, null],
  ])('%s', (_name, period, expected) => expect(daysHandedOn({ period }, own)).toEqual(expected))
})
