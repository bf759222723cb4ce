import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Answer } from '../../api.ts'
import { type Watch, watched } from './watch.ts'

/** A request under way, whose body leaves as the test says. */
let sent: { upload: { onprogress?: () => void }; onload?: () => void; onabort?: () => void } | null
const gone: Answer<never> = { ok: false, problem: { type: '/problems/offline', title: '', status: 0 } }
const here: Answer<string> = { ok: true, value: 'here' }

beforeEach(() => {
  vi.useFakeTimers()
  sent = null
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal(
    'XMLHttpRequest',
    class {
      upload = {}
      status = 200
      responseText = '{}'
      onabort?: () => void
      open() {}
      setRequestHeader() {}
      getAllResponseHeaders = () => ''
      abort = () => this.onabort?.()
      send() {
        sent = this
      }
    },
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const ask = ({ signal, carry }: Watch) =>
  carry('/api/photo', { method: 'PUT', body: 'light', signal }).then(
    () => here,
    () => gone,
  )

it('waits for as long as something moves', async () => {
  const asking = watched(60_000, ask)
  for (let minute = 0; minute < 30; minute += 1) {
    vi.advanceTimersByTime(59_000)
    sent?.upload.onprogress?.()
  }
  sent?.onload?.()
  expect(await asking).toEqual({ heard: here, isBack: false })
})

it('gives up once nothing does', async () => {
  const asking = watched(60_000, ask)
  sent?.upload.onprogress?.()
  vi.advanceTimersByTime(60_000)
  expect(await asking).toEqual({ heard: gone, isBack: false })
})

it('gives up when the network is back, and is not asked again after it', async () => {
  const asking = watched(60_000, ask)
  window.dispatchEvent(new Event('online'))
  expect(await asking).toEqual({ heard: gone, isBack: true })
  expect(vi.getTimerCount()).toBe(0)
})
