import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { everyDay } from './every-day.ts'

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-24T20:50:00Z') }))
afterEach(() => void vi.useRealTimers())

const riyadh = { clock: () => new Date(), zone: 'Asia/Riyadh' }

it('works at once and after each midnight of the zone, once a day, until it is ended', async () => {
  const days: string[] = []
  const end = everyDay(
    riyadh,
    async (today) => days.push(today),
    () => undefined,
  )
  await vi.advanceTimersByTimeAsync(9 * 60_000)
  expect(days).toEqual(['2026-11-24'])
  await vi.advanceTimersByTimeAsync(2 * 60_000)
  expect(days).toEqual(['2026-11-24', '2026-11-25'])
  await vi.advanceTimersByTimeAsync(24 * 3_600_000)
  expect(days).toEqual(['2026-11-24', '2026-11-25', '2026-11-26'])
  end()
  await vi.advanceTimersByTimeAsync(48 * 3_600_000)
  expect(days).toHaveLength(3)
})

it('tries again what failed, and says so', async () => {
  let tries = 0
  const failures: unknown[] = []
  const work = () => {
    tries += 1
    return tries < 3 ? Promise.reject(new Error('no database')) : Promise.resolve()
  }
  const end = everyDay(riyadh, work, (error) => failures.push(error))
  await vi.advanceTimersByTimeAsync(9 * 60_000)
  expect(tries).toBe(1)
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  end()
  expect(tries).toBe(3)
  expect(failures).toHaveLength(2)
})
