import { expect, it } from 'vitest'
import type { Notice } from '../../server/notifications/contract.ts'
import { byDay } from './days.ts'

it('puts notices under the days of the city, not of the reader', () => {
  const notices = ['2026-11-24T21:30:00Z', '2026-11-24T20:59:00Z', '2026-11-24T06:00:00Z'].map(
    (at) => ({ at }) as Notice,
  )
  expect(byDay(notices, 'Asia/Riyadh').map(({ day, notices: of }) => [day, of.length])).toEqual([
    ['2026-11-25', 1],
    ['2026-11-24', 2],
  ])
  expect(byDay([], 'UTC')).toEqual([])
})
