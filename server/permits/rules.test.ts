import { describe, expect, it } from 'vitest'
import { overrunCharge, permitStateOf, validAfter } from './rules.ts'

const valid = { start: '2026-12-01', end: '2026-12-31' }

describe('a permit', () => {
  it.each([
    ['the day before it begins', 'permitted', '2026-11-30', 'not_begun'],
    ['on its first day', 'permitted', '2026-12-01', 'in_force'],
    ['while it is dug', 'in_progress', '2026-12-15', 'in_force'],
    ['on its last day', 'in_progress', '2026-12-31', 'in_force'],
    ['the day after, still open', 'in_progress', '2027-01-01', 'over'],
    ['the day after, never begun', 'permitted', '2027-01-01', 'over'],
    ['while work is stopped', 'suspended', '2026-12-15', 'suspended'],
    ['once the ground is closed', 'reinstated', '2026-12-20', 'finished'],
    ['in its guarantee', 'in_guarantee', '2027-06-01', 'finished'],
    ['after the clearance', 'closed', '2029-01-01', 'finished'],
    ['of a works that was cancelled', 'cancelled', '2026-12-15', 'void'],
    ['that ran out unused', 'expired', '2027-01-05', 'void'],
    ['of a works that is not to be seen', null, '2026-12-15', 'void'],
  ] as const)('%s', (_when, status, today, state) => expect(permitStateOf(valid, status, today)).toBe(state))
})

describe('the days of a permit after an amendment', () => {
  const days = (start: string, end: string) => ({ start, end })
  it.each([
    [
      'moved later before it began',
      '2026-11-20',
      null,
      days('2026-12-10', '2026-12-20'),
      days('2026-12-10', '2026-12-20'),
    ],
    [
      'moved earlier, to days past',
      '2026-11-20',
      null,
      days('2026-11-10', '2026-12-20'),
      days('2026-11-20', '2026-12-20'),
    ],
    ['in force, and longer', '2026-12-15', null, days('2026-12-01', '2027-01-10'), days('2026-12-01', '2027-01-10')],
    [
      'in force, to begin later',
      '2026-12-15',
      null,
      days('2026-12-20', '2027-01-10'),
      days('2026-12-20', '2027-01-10'),
    ],
    ['dug already', '2026-12-15', '2026-12-05', days('2026-11-25', '2027-01-10'), days('2026-12-01', '2027-01-10')],
  ] as const)('%s', (_what, today, dug, period, expected) => {
    const actualPeriod = dug === null ? null : { start: dug, end: null }
    expect(validAfter(valid, { period, actualPeriod }, today)).toEqual(expected)
  })
})

describe('what an overrun costs', () => {
  const days = { first: 100, later: 300 }
  const none = { first: 0, later: 0 }
  const perDay = { highway: days, arterial: none, collector: none, local: none, unknown: { first: 10, later: 10 } }
  const factor = { planned: 1, emergency: 1, connection: 0.5, multi_connection: 1, road_works: 1, future_project: 0 }
  const overrun = { firstDays: 3, perDay, factor }
  it.each([
    ['its first day', 1, 1, 'highway', 'planned', 100],
    ['its first days', 1, 3, 'highway', 'planned', 300],
    ['from the first days into the later', 2, 5, 'highway', 'planned', 800],
    ['later days', 4, 5, 'highway', 'planned', 600],
    ['no day', 4, 3, 'highway', 'planned', 0],
    ['on ground with no street', 1, 5, null, 'planned', 50],
    ['half of it, by category', 1, 3, 'highway', 'connection', 150],
  ] as const)('%s', (_what, from, to, roadClass, category, riyals) =>
    expect(overrunCharge({ from, to }, { roadClass, category }, overrun)).toBe(riyals),
  )
})
