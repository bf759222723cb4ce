// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchAlone } from './watch-alone.ts'

const isThere = vi.fn<() => Promise<boolean>>()
const lost = vi.fn()
const readAgain = vi.fn()
let end: () => void

const hide = (isHidden: boolean) =>
  Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true, writable: true })

beforeEach(() => {
  vi.useFakeTimers()
  vi.resetAllMocks()
  hide(false)
  end = watchAlone({ isThere, lost, readAgain })
})
afterEach(() => {
  end()
  vi.useRealTimers()
})

it('reads less and less often from a server that refuses only the stream', async () => {
  isThere.mockResolvedValue(true)
  await vi.advanceTimersByTimeAsync(4000)
  expect(readAgain).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(8000)
  expect(readAgain).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(600_000)
  // 16, 32 and then each 60 s
  expect(readAgain).toHaveBeenCalledTimes(13)
  expect(lost).toHaveBeenLastCalledWith(false)
})

it('looks each few seconds for a server that is out of reach, and reads from it once it is back', async () => {
  isThere.mockResolvedValue(false)
  await vi.advanceTimersByTimeAsync(40_000)
  expect(isThere).toHaveBeenCalledTimes(10)
  expect(lost).toHaveBeenLastCalledWith(true)
  expect(readAgain).not.toHaveBeenCalled()
  isThere.mockResolvedValue(true)
  await vi.advanceTimersByTimeAsync(4000)
  expect(lost).toHaveBeenLastCalledWith(false)
  expect(readAgain).toHaveBeenCalledTimes(1)
})

it('does not say that the server is lost where the stream came back before the answer', async () => {
  let answer: (there: boolean) => void = () => undefined
  isThere.mockImplementation(() => new Promise((done) => (answer = done))) // biome-ignore format: one line
  await vi.advanceTimersByTimeAsync(4000)
  end()
  answer(false)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(lost).not.toHaveBeenCalled()
})

it('asks nothing while nobody looks', async () => {
  hide(true)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(isThere).not.toHaveBeenCalled()
  hide(false)
  isThere.mockResolvedValue(true)
  await vi.advanceTimersByTimeAsync(4000)
  expect(readAgain).toHaveBeenCalledTimes(1)
})
