// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { followChanges } from './follow.ts'

class Stream extends EventTarget {
  static readonly CLOSED = 2
  static opened: Stream[] = []
  readyState = 1
  constructor() {
    super()
    Stream.opened.push(this)
  }
  close() {
    this.readyState = Stream.CLOSED
  }
}

const connected = vi.fn()
let end: () => void

function look(isHidden: boolean) {
  Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true, writable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Stream)
  connected.mockReset()
  Stream.opened = []
  look(false)
  end = followChanges({ changed: () => undefined, refresh: () => undefined, connected })
})
afterEach(() => {
  end()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('tells that the network went, and opens anew when it comes back', () => {
  window.dispatchEvent(new Event('offline'))
  expect(connected).toHaveBeenLastCalledWith(false)
  window.dispatchEvent(new Event('online'))
  Stream.opened.at(-1)?.dispatchEvent(new MessageEvent('beat', { lastEventId: '7' }))
  expect(connected).toHaveBeenLastCalledWith(true)
})

it('takes no network for no loss while nobody looks: it follows nothing then', () => {
  look(true)
  window.dispatchEvent(new Event('offline'))
  window.dispatchEvent(new Event('online'))
  vi.advanceTimersByTime(60_000)
  expect(connected).not.toHaveBeenCalled()
  expect(Stream.opened).toHaveLength(1)
  look(false)
  expect(Stream.opened).toHaveLength(2)
})
