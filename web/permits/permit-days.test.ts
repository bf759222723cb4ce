import { expect, it } from 'vitest'
import { permitDays } from './permit-days.ts'

const applied = { start: '2026-11-20', end: '2026-11-30' }

it.each([
  ['before the first day', '2026-11-19', false, '2026-11-20'],
  ['on the first day', '2026-11-20', false, '2026-11-20'],
  ['once days are past', '2026-11-26', false, '2026-11-26'],
  ['on the last day', '2026-11-30', false, '2026-11-30'],
  ['of an emergency, which is dug already', '2026-11-26', true, '2026-11-20'],
  ['while the day is not known', undefined, false, '2026-11-20'],
])('a permit granted %s', (_, today, isEmergency, start) => {
  expect(permitDays(applied, today, isEmergency)).toEqual({ start, end: applied.end })
})
