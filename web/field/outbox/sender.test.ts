import 'fake-indexeddb/auto'
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hintCookie, type User } from '../../../server/agencies/contract.ts'
import type { NewInspection } from '../offline/contract.ts'

const put = IDBObjectStore.prototype.put
const about = { worksNumber: null, worksTitle: 'Main', kind: 'backfill' } as const
const photo = (id: string) => ({ id, file: new Blob(['light'], { type: 'image/jpeg' }) })

/** A phone with two inspections in its outbox, and a service that answers each request by its path. */
async function phoneWithTwo() {
  vi.stubGlobal('indexedDB', new IDBFactory())
  // what is kept here sends itself when its turn comes: it never does
  vi.stubGlobal('navigator', { locks: { request: () => new Promise(() => undefined) } })
  vi.stubGlobal('window', Object.assign(new EventTarget(), { clearTimeout }))
  vi.stubGlobal('document', { cookie: `${hintCookie}=1` })
  vi.resetModules()
  const { sendRound } = await import('./sender.ts')
  const { saveInspection } = await import('./save.ts')
  const { entriesOf } = await import('./entries.ts')
  const { settlePerson } = await import('../store/facts.ts')
  await settlePerson({ id: 'noor' } as User, Date.now())
  for (const id of ['a', 'b'])
    await saveInspection({ userId: 'noor', inspection: { id } as NewInspection, photos: [photo(`${id}1`)], about })
  return { round: () => sendRound(async () => true), states: async () => Object.fromEntries((await entriesOf('noor')).map(({ id, state }) => [id, state])) } // biome-ignore format: one line
}

/** Photos go another way than the rest, and are answered all the same. */
class Request {
  upload = {}
  status = 0
  statusText = ''
  responseText = ''
  onload = () => undefined
  onabort = () => undefined
  asked = { method: '', path: '' }
  open(method: string, path: string) {
    this.asked = { method, path }
  }
  setRequestHeader() {}
  getAllResponseHeaders() {
    return 'content-type: application/json\r\n'
  }
  abort() {
    this.onabort()
  }
  async send(body: unknown) {
    const { method, path } = this.asked
    const answer = await fetch(path, { method, body: body as BodyInit })
    Object.assign(this, { status: answer.status, responseText: await answer.text() })
    this.onload()
  }
}

let asked: string[]
function answerWith(refused: (path: string, body: string) => number | null): void {
  asked = []
  vi.stubGlobal('fetch', async (path: string, { method, body }: RequestInit) => {
    if (path === '/api/session') return Response.json({ user: { id: 'noor' }, csrfToken: 'token' })
    const said = typeof body === 'string' ? body : ''
    asked.push(`${method} ${path} ${said}`.trim())
    const status = refused(path, said)
    return status ? Response.json({ type: '/problems/refused', title: '', status }, { status }) : Response.json({})
  })
}

let isFull: boolean
let phone: Awaited<ReturnType<typeof phoneWithTwo>>
beforeEach(async () => {
  isFull = false
  vi.stubGlobal('XMLHttpRequest', Request)
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function full(this: IDBObjectStore, ...given) {
    if (isFull) throw new DOMException('', 'QuotaExceededError')
    return put.apply(this, given)
  })
  phone = await phoneWithTwo()
})
afterEach(() => void vi.restoreAllMocks())

const whole = [
  'POST /api/inspections {"id":"a"}',
  'PUT /api/inspections/a/photos/a1',
  'POST /api/inspections {"id":"b"}',
  'PUT /api/inspections/b/photos/b1',
]

describe('a phone without room for a note', () => {
  it('sends what waits all the same, each once, and takes it away', async () => {
    answerWith(() => null)
    isFull = true
    expect(await phone.round()).toMatchObject({ pause: null })
    expect(asked).toEqual(whole)
    expect(await phone.states()).toEqual({})
  })

  it('sends the others where one is refused, says so, and tries that one once in a round', async () => {
    answerWith((_, body) => (body.includes('"a"') ? 422 : null))
    isFull = true
    expect(await phone.round()).toMatchObject({ pause: 'full' })
    expect(asked).toEqual([whole[0], whole[2], whole[3]])
    expect(await phone.states()).toEqual({ a: 'waiting', a1: 'waiting' })
    isFull = false
    expect(await phone.round()).toMatchObject({ pause: null })
    expect(await phone.states()).toEqual({ a: 'needs_you', a1: 'waiting' })
  })

  it('gives up its map for one, and then notes as ever', async () => {
    answerWith(() => null)
    const maps = new Set(['nasaq-area-noor-1'])
    const deleted = (name: string) => {
      isFull = false
      return maps.delete(name)
    }
    vi.stubGlobal('caches', { keys: async () => [...maps], delete: async (name: string) => deleted(name) })
    isFull = true
    await phone.round()
    expect(maps.size).toBe(0)
    expect(Object.values(await phone.states())).toEqual(['sent', 'sent', 'sent', 'sent'])
  })
})

it('a phone with room sends each record before its photos', async () => {
  answerWith(() => null)
  expect(await phone.round()).toMatchObject({ pause: null })
  expect(asked).toEqual(whole)
})

it('a phone whose session is asked for in vain says that there is no network, and looks again', async () => {
  vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => {
    return new Promise((_done, fail) => signal?.addEventListener('abort', () => fail(signal.reason)))
  })
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    const late = new AbortController()
    setTimeout(() => late.abort(new DOMException('', 'TimeoutError')), 5)
    return late.signal
  })
  expect(await phone.round()).toEqual({ pause: 'offline', nextAt: null })
})

describe('a network that is dead without saying so', () => {
  /** The service hears nothing of the first photo's first try. */
  function hangOnce(): Promise<void> {
    answerWith(() => null)
    const heard = globalThis.fetch
    return new Promise((hung) => {
      vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
        if (!path.endsWith('/photos/a1')) return heard(path, init)
        vi.stubGlobal('fetch', heard)
        hung()
        return new Promise(() => undefined)
      })
    })
  }

  it('does not hold up a photo after the browser says that it is back', async () => {
    const hung = hangOnce()
    const round = phone.round()
    await hung
    window.dispatchEvent(new Event('online'))
    expect(await round).toMatchObject({ pause: null })
    expect(asked).toEqual(whole)
    expect(Object.values(await phone.states())).toEqual(['sent', 'sent', 'sent', 'sent'])
  })

  it('holds it up for minutes and not for longer, and says so', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const hung = hangOnce()
      const round = phone.round()
      await hung
      vi.advanceTimersByTime(120_000)
      expect(await round).toMatchObject({ pause: 'offline' })
      expect(await phone.states()).toEqual({ a: 'sent', a1: 'waiting', b: 'waiting', b1: 'waiting' })
    } finally {
      vi.useRealTimers()
    }
  })
})
