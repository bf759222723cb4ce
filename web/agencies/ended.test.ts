// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { hintCookie } from '../../server/agencies/contract.ts'
import { get } from '../api.ts'
import { watchTyping } from '../ui/unsaved.ts'
import { goOn, holdUntil, isHeld } from './ended.ts'
import { sessionQuery } from './queries.ts'

const noor = { user: { id: 'noor' }, csrfToken: 'a' }
let client: QueryClient
let stop: () => void
let asked: string[]
let session: object | null

beforeEach(() => {
  asked = []
  session = null
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path)
    const isOver = path === '/api/session' && session === null
    const body = path === '/api/session' ? session : {}
    return Promise.resolve(new Response(JSON.stringify(body), { status: isOver ? 401 : 200 }))
  })
  vi.spyOn(document, 'cookie', 'get').mockReturnValue(`${hintCookie}=1`)
  document.body.innerHTML = '<form><textarea></textarea></form>'
  window.history.replaceState(null, '', '/cases')
  client = new QueryClient()
  client.setQueryData(sessionQuery.queryKey, noor as never)
  stop = watchTyping()
})
afterEach(() => {
  goOn()
  stop()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function write(): void {
  const field = document.querySelector('textarea') as HTMLTextAreaElement
  field.value = 'After you.'
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
const read = () => client.fetchQuery({ ...sessionQuery, staleTime: 0 })

it('is not told of its end where something is written, and nothing is read before it is known who goes on', async () => {
  write()
  expect(await read()).toEqual({ ...noor, isOver: true })
  const reading = get('/api/works')
  await Promise.resolve()
  expect(asked).toEqual(['/api/session'])
  session = { user: { id: 'noor' }, csrfToken: 'b' }
  expect(await read()).toEqual(session)
  // not yet: what was read for somebody else may still be in sight
  expect([isHeld(), asked]).toEqual([true, ['/api/session', '/api/session']])
  goOn()
  expect((await reading).ok).toBe(true)
})

it('is asked for before anything is read again, where a deed was the first to be told of its end', async () => {
  write()
  holdUntil(read())
  const reading = get('/api/works')
  await vi.waitFor(() => expect(isHeld()).toBe(true))
  expect(asked).toEqual(['/api/session'])
  goOn()
  expect((await reading).ok).toBe(true)
})

it('holds nothing up where it stands, or cannot be asked for', async () => {
  write()
  session = noor
  holdUntil(read())
  expect((await get('/api/works')).ok).toBe(true)
  holdUntil(Promise.reject(new Error('unreached')))
  expect((await get('/api/works')).ok).toBe(true)
})

it('becomes that of whoever signs in instead', async () => {
  write()
  await read()
  session = { user: { id: 'fahad' }, csrfToken: 'c' }
  expect(await read()).toEqual(session)
})

it('is over at once where nothing is written', async () => {
  expect(await read()).toBeNull()
})

it.each(['/field/inspect', '/draw', '/reports/new'])(
  'is over at once at %s, which keeps what is written itself',
  async (path) => {
    window.history.replaceState(null, '', path)
    write()
    expect(await read()).toBeNull()
  },
)
