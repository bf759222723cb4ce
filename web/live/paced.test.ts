import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { paced } from './paced.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('is done at once the first time, also when a page has only just been opened', () => {
  const act = vi.fn()
  paced(30_000, act).ask()
  vi.advanceTimersByTime(0)
  expect(act).toHaveBeenCalledTimes(1)
})

it('is done once more when the while has passed, for all that was asked meanwhile', () => {
  const act = vi.fn()
  const { ask } = paced(30_000, act)
  ask()
  vi.advanceTimersByTime(1000)
  ask()
  vi.advanceTimersByTime(1000)
  ask()
  vi.advanceTimersByTime(27_999)
  expect(act).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1)
  expect(act).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(120_000)
  expect(act).toHaveBeenCalledTimes(2)
})

it('is not done any more once it has ended', () => {
  const act = vi.fn()
  const { ask, end } = paced(30_000, act)
  ask()
  vi.advanceTimersByTime(0)
  ask()
  end()
  vi.advanceTimersByTime(60_000)
  expect(act).toHaveBeenCalledTimes(1)
})
