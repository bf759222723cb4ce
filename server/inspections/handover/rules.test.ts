import { expect, it } from 'vitest'
import { isOfClosedGround } from './rules.ts'

it.each([
  ['the day before it was closed', '2026-11-23T09:00:00Z', { start: '2026-11-01', end: '2026-11-24' }, false],
  ['that day', '2026-11-24T05:00:00Z', { start: '2026-11-01', end: '2026-11-24' }, true],
  ['that day by the city’s clocks', '2026-11-23T21:30:00Z', { start: '2026-11-01', end: '2026-11-24' }, true],
  ['a day later', '2026-11-25T05:00:00Z', { start: '2026-11-01', end: '2026-11-24' }, true],
  ['while it stands open', '2026-11-24T05:00:00Z', { start: '2026-11-01', end: null }, false],
  ['of ground that nobody knows the days of', '2026-11-24T05:00:00Z', null, true],
] as const)('a final inspection %s', (_when, endedAt, actualPeriod, is) =>
  expect(isOfClosedGround(endedAt, { actualPeriod }, 'Asia/Riyadh')).toBe(is),
)
