import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const receipt = { number: 'RUH-R-2026-0000001', follow: 'secret' }
const sent = {
  photo: new Blob(['light'], { type: 'image/jpeg' }),
  spot: { lng: 46.7, lat: 24.7 },
  category: 'potholes',
  note: ' deep ',
} as const

/** A phone; its service answers each try with the next of these. A status, or 0: no answer. */
let answers: number[]
let keys: string[]
let bodies: FormData[]

class Request {
  upload = {}
  status = 0
  statusText = ''
  responseText = ''
  onload = () => undefined
  onerror = () => undefined
  open() {}
  abort() {}
  setRequestHeader(name: string, value: string) {
    if (name.toLowerCase() === 'idempotency-key') keys.push(value)
  }
  getAllResponseHeaders = () => 'content-type: application/json\r\n'
  send(body: FormData) {
    bodies.push(body)
    this.status = answers.shift() ?? 201
    const problem = { type: '/problems/validation', title: 'Outside', status: this.status }
    this.responseText = JSON.stringify(this.status === 201 ? receipt : problem)
    queueMicrotask(() => (this.status === 0 ? this.onerror() : this.onload()))
  }
}

async function phone() {
  vi.resetModules()
  const { keepAndSend } = await import('./keep.ts')
  const { keptReports, changeKept } = await import('./store.ts')
  const { sendKept, resendKept } = await import('./sending.ts')
  return { keepAndSend, keptReports, changeKept, sendKept, resendKept }
}
const never = () => Promise.reject(new Error('not this way'))

beforeEach(() => {
  ;[answers, keys, bodies] = [[], [], []]
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('XMLHttpRequest', Request)
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('navigator', { onLine: true })
})
afterEach(() => void vi.unstubAllGlobals())

describe('a report', () => {
  it('arrives, and nothing that it says stays on the phone', async () => {
    const { keepAndSend, keptReports } = await phone()
    const outcome = await keepAndSend(sent, never)
    const [kept] = await keptReports()
    expect(outcome).toEqual({ receipt, id: kept?.id })
    expect(kept).toMatchObject({ state: 'arrived', saying: null })
    expect(keys).toEqual([kept?.id])
    const { photo: _, ...members } = Object.fromEntries(bodies[0] ?? [])
    expect(members).toEqual({ lng: '46.7000000', lat: '24.7000000', category: 'potholes', note: 'deep' })
  })

  it('is kept without a network, and sent under the same key until it is there', async () => {
    answers = [0, 503]
    const { keepAndSend, keptReports, sendKept } = await phone()
    expect(await keepAndSend(sent, never)).toEqual({ receipt: null })
    const [kept] = await keptReports()
    expect(kept).toMatchObject({ state: 'waiting', tries: 1 })
    await sendKept(kept?.id ?? '')
    const [first, second] = await Promise.all([sendKept(kept?.id ?? ''), sendKept(kept?.id ?? '')])
    expect([first?.receipt, second?.receipt]).toEqual([receipt, receipt])
    expect(keys).toEqual([kept?.id, kept?.id, kept?.id])
  })

  it('is not even tried where the phone knows that it has no network', async () => {
    vi.stubGlobal('navigator', { onLine: false })
    const { keepAndSend, keptReports } = await phone()
    expect(await keepAndSend(sent, never)).toEqual({ receipt: null })
    expect(await keptReports()).toMatchObject([{ state: 'waiting', tries: 0, firstTryAt: null }])
    expect(keys).toEqual([])
  })

  it('goes back into the form where it is refused at once, and does not stay', async () => {
    answers = [422]
    const { keepAndSend, keptReports } = await phone()
    await expect(keepAndSend(sent, never)).rejects.toMatchObject({ status: 422, title: 'Outside' })
    expect(await keptReports()).toEqual([])
  })

  it('that may have arrived long ago is sent again only when its author says so', async () => {
    answers = [0]
    const { keepAndSend, keptReports, changeKept, sendKept, resendKept } = await phone()
    await keepAndSend(sent, never)
    const [{ id = '' } = {}] = await keptReports()
    await changeKept(id, (kept) => ({ ...kept, firstTryAt: '2020-01-01T00:00:00.000Z' }))
    expect(await sendKept(id)).toMatchObject({ state: 'unsure' })
    expect(keys).toHaveLength(1)
    await resendKept(id)
    expect(await keptReports()).toMatchObject([{ state: 'arrived' }])
  })

  it('is sent plainly where the browser keeps nothing', async () => {
    vi.stubGlobal('indexedDB', { open: () => { throw new Error('private') } }) // biome-ignore format: one line
    const { keepAndSend } = await phone()
    expect(await keepAndSend(sent, async () => receipt)).toEqual({ receipt, id: null })
  })
})
