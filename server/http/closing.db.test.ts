import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { serviceOn } from '../../testing/service.ts'
import type { App } from './app-types.ts'

const db = databaseForTests()
let app: App
/** Nothing ends by itself here: what does not close the service would hang these tests. */
const endless = { keepAliveTimeout: 3_600_000, http: { headersTimeout: 290_000 } }
let opened: Socket[]
beforeEach(async () => {
  opened = []
  app = await serviceOn(db(), {}, endless)
})
afterEach(async () => {
  for (const socket of opened) socket.destroy()
  await app.close()
})

interface Client {
  socket: Socket
  /** Resolves with all that was said once it holds these words. */
  hears: (words: string) => Promise<string>
  gone: Promise<string>
}

async function client(): Promise<Client> {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  opened.push(socket)
  let text = ''
  const listeners = new Set<() => void>()
  socket.on('data', (piece) => {
    text += piece.toString()
    for (const each of listeners) each()
  })
  socket.on('error', () => undefined)
  const gone = new Promise<string>((done) => socket.once('close', () => done(text)))
  await new Promise<void>((done) => socket.once('connect', done))
  const hears = (words: string) =>
    new Promise<string>((done) => {
      const look = () => text.includes(words) && done(text)
      listeners.add(look)
      look()
    })
  return { socket, hears, gone }
}

function gate() {
  let open: () => void = () => undefined
  const opened = new Promise<void>((done) => {
    open = done
  })
  return { open, opened }
}

const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: here\r\n${more}\r\n`

describe('a service that closes', () => {
  it('waits for nobody who has asked for nothing, whether ever or any more', async () => {
    await app.listen({ port: 0, host: '127.0.0.1' })
    const unused = await client()
    const kept = await client()
    kept.socket.write(get('/api/health'))
    await kept.hears('"ok"')
    const live = await client()
    live.socket.write(get('/api/live', 'Accept: text/event-stream\r\n'))
    await live.hears('event: change')
    const halfAsked = await client()
    halfAsked.socket.write('GET /api/hea')
    // who has connected is known to the service once it has answered somebody who came later
    const last = await client()
    last.socket.write(get('/api/health'))
    await last.hears('"ok"')
    await app.close()
    await Promise.all([unused, kept, live, halfAsked, last].map(({ gone }) => gone))
  })

  it('answers first what it was asked, and keeps no connection for more', async () => {
    const [slow, begun] = [gate(), gate()]
    app.get('/slow', { config: { permission: 'public' } } as never, async () => {
      begun.open()
      await slow.opened
      return { status: 'whole' }
    })
    await app.listen({ port: 0, host: '127.0.0.1' })
    const asking = await client()
    asking.socket.write(get('/slow'))
    await begun.opened
    const closed = app.close()
    // who comes now is turned away, in whatever way
    const late = connect((app.server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined)
    opened.push(late)
    slow.open()
    await closed
    expect(await asking.gone).toContain('{"status":"whole"}')
  })
})
