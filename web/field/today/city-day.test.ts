import { expect, it } from 'vitest'
import { cityDay } from './city-day.ts'

const said = { today: '2026-11-27', zone: 'Asia/Riyadh' }

it.each([
  ['was said this morning', '2026-11-27T05:00:00Z', '2026-11-27T12:00:00Z', '2026-11-27'],
  ['was said yesterday', '2026-11-27T05:00:00Z', '2026-11-28T12:00:00Z', '2026-11-28'],
  ['ended in the city an hour ago', '2026-11-27T20:30:00Z', '2026-11-27T22:00:00Z', '2026-11-28'],
  ['was only kept on the phone', '1970-01-01T00:00:00Z', '2026-12-03T12:00:00Z', '2026-12-03'],
])('a day that %s', (_, answered, now, day) => {
  expect(cityDay({ ...said, answeredAt: Date.parse(answered) }, new Date(now))).toBe(day)
})

it('is the city’s own where the phone’s clock is another one', () => {
  const now = new Date('2026-11-20T12:00:00Z')
  expect(cityDay({ ...said, answeredAt: now.getTime() }, now)).toBe('2026-11-27')
})
