import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { createServer, connect as dial, type Server, type Socket } from 'node:net'
import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, pack } from '../../testing/database.ts'
import { engineOfTests } from '../../testing/engines.ts'
import { serviceOn } from '../../testing/service.ts'
import { doorsTo } from '../access/under.ts'
import { ensureRoot } from '../agencies/store.ts'
import type { Db } from '../database/connect.ts'
import { type Listen, listenBy } from '../database/listen.ts'
import { rows } from '../database/sql.ts'
import type { App, Services } from '../http/app-types.ts'
import { published } from '../http/limits/figures.ts'
import { storeStreets } from '../streets/store.ts'

/** What others see must be committed: no test's transaction around it, and nothing left behind. */
let db: Db
let writer: Db
let app: App
let wire: Awaited<ReturnType<typeof openWire>>
const followed: Followed[] = []
const streetIds: string[] = []

let hadRoot: boolean

beforeAll(async () => {
  db = openDatabase()
  writer = openDatabase()
  hadRoot = (await rows(writer, 'select 1 from municipality where is_root')).length > 0
  await ensureRoot(writer, pack)
  wire = await openWire()
})
beforeEach(() => {
  wire.cut()
})
afterEach(async () => {
  for (const one of followed.splice(0)) one.close()
  await app?.close()
  await writer('street').whereIn('id', streetIds.splice(0)).delete()
})
afterAll(async () => {
  wire.server.close()
  if (!hadRoot)
    await rows(
      writer,
      'with gone as (delete from municipality where is_root returning organisation_id) delete from organisation where id in (select organisation_id from gone)',
    )
  await Promise.all([db.destroy(), writer.destroy()])
})

/** A way to the engine that can be cut. */
async function openWire(): Promise<{ server: Server; settings: pg.ClientConfig; cut: () => void }> {
  const { connection } = engineOfTests()
  const given = typeof connection === 'string' ? new URL(connection) : (connection as { host: string; port: number })
  const isFile = !(given instanceof URL) && given.host.startsWith('/')
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = isFile
      ? dial(`${given.host}/.s.PGSQL.${given.port}`)
      : dial({ host: given instanceof URL ? given.hostname : given.host, port: Number(given.port) })
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.once('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  const account =
    given instanceof URL
      ? { user: given.username, database: given.pathname.slice(1) }
      : (connection as { user: string; database: string; password: string })
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return { server, settings: { ...account, host: '127.0.0.1', port }, cut }
}

interface Told {
  event: string
  id: string
  kinds: string[] | undefined
}
interface Followed {
  answer: IncomingMessage
  seen: { text: string; isOver: boolean }
  told: () => Told[]
  close: () => void
}

/** By a connection of its own, which is no more when it is closed: `fetch` would open another at once, and keep it. */
async function follow(address: string, headers: Record<string, string> = {}): Promise<Followed> {
  const seen = { text: '', isOver: false }
  const asked = get(`${address}/api/live`, { agent: false, headers: { accept: 'text/event-stream', ...headers } })
  asked.on('error', () => undefined)
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.on('data', (bytes: Buffer) => (seen.text += bytes.toString()))
  answer.on('error', () => undefined)
  answer.once('close', () => {
    seen.isOver = true
  })
  const told = () =>
    [...seen.text.matchAll(/id: (.*)\nevent: (.*)\ndata: (.*)\n\n/g)].map(([, id = '', event = '', data = '{}']) => ({
      event,
      id,
      kinds: (JSON.parse(data) as { kinds?: string[] }).kinds,
    }))
  const one = { answer, seen, told, close: () => void asked.destroy() }
  followed.push(one)
  return one
}

/** The service on a port, once it listens; with the first thing that each stream says, which is that it heard nothing before. */
async function serve(more: Partial<Services> = {}): Promise<string> {
  let hears: () => void = () => undefined
  const hearing = new Promise<void>((done) => {
    hears = done
  })
  const listen: Listen = (channel, ear) =>
    listenBy(async () => wire.settings)(channel, {
      ...ear,
      listening: () => {
        ear.listening()
        hears()
      },
    })
  app = await serviceOn(db, { ...doorsTo({ db, tiles: null, listen }), ...more }, { logger: { level: 'fatal' } })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  await hearing
  await new Promise((done) => setTimeout(done, 400))
  return address
}

const within = { timeout: 2000, interval: 20 }
const changes = (one: Followed): unknown[] => one.told().map(({ event, kinds }) => (event === 'change' ? kinds : event))

function addStreet(to: Db): Promise<unknown> {
  const id = uuidv7()
  streetIds.push(id)
  const line = {
    type: 'LineString' as const,
    coordinates: [
      [46.7, 24.7],
      [46.701, 24.7],
    ] as [number, number][],
  }
  const name = { ar: 'شارع', en: 'Street' }
  return storeStreets(to, [{ id, code: id.slice(-8), name, streetClass: 'local', line }], pack)
}

function tileOf(lng: number, lat: number): string {
  const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2
  return [(lng + 180) / 360, y].map((share) => Math.floor(share * 2 ** 14)).join('/')
}

/** Writes nothing, which is told as well. */
const touch = (table: string) => rows(writer, `delete from ${table} where false`)

describe('a change by another session', () => {
  it('is told within two seconds by its kind, and nothing else of it is', async () => {
    const one = await follow(await serve())
    expect(one.answer.statusCode).toBe(200)
    expect(one.answer.headers['content-type']).toMatch(/^text\/event-stream/)
    expect(one.answer.headers['cache-control']).toBe('no-store')
    await addStreet(writer)
    await expect.poll(() => changes(one), within).toEqual([[], ['streets']])
    await writer.transaction(async (trx) => {
      for (const table of ['works', 'conflict', 'works', 'protected_surface', 'constraint_area'])
        await rows(trx, `delete from ${table} where false`)
    })
    await expect.poll(() => changes(one), within).toEqual([[], ['streets'], ['works', 'conflicts', 'restrictions']])
    const lines = new Set(one.seen.text.split('\n').map((line) => line.replace(/\d+$/, 'N')))
    const id = [...lines].filter((line) => line.startsWith('id: '))
    expect(id).toHaveLength(1)
    expect([...lines].filter((line) => !line.startsWith('id: '))).toEqual([
      'retry: N',
      'event: change',
      'data: {"kinds":[]}',
      '',
      'data: {"kinds":["streets"]}',
      'data: {"kinds":["works","conflicts","restrictions"]}',
    ])
  })

  it('is in the next tile', async () => {
    const address = await serve()
    const tile = async () => (await fetch(`${address}/tiles/streets/14/${tileOf(46.7005, 24.7)}.mvt`)).status
    expect(await tile()).toBe(204)
    const one = await follow(address)
    await addStreet(writer)
    await expect.poll(() => changes(one).at(-1), within).toEqual(['streets'])
    expect(await tile()).toBe(200)
  })

  it('is not told where it was rolled back', async () => {
    const one = await follow(await serve())
    await writer
      .transaction(async (trx) => {
        await addStreet(trx)
        throw new Error('taken back')
      })
      .catch(() => undefined)
    await touch('report')
    await expect.poll(() => changes(one), within).toEqual([[], ['reports']])
  })

  it('is told where it comes by a request, under row security', async () => {
    const one = await follow(await serve())
    await writer.transaction(async (trx) => {
      await rows(trx, 'set local role nasaq_app')
      await rows(trx, 'insert into report (id) select id from report where false')
      await rows(trx, 'update opportunity set version = version where false')
    })
    await expect.poll(() => changes(one), within).toEqual([[], ['reports', 'opportunities']])
  })
})

describe('a stream', () => {
  const limits = {
    ...published,
    pressure: { ...published.pressure, sampleMilliseconds: 3_600_000 },
    refusal: { afterMilliseconds: 0, mostHeld: 1 },
  }
  const few = (visitor: number, overall: number) => ({
    limits: { ...limits, streams: { most: { ...published.streams.most, visitor }, overall } },
  })

  it.each([
    ['ar', 'صيغة الرد المطلوبة غير متاحة'],
    ['en', 'The requested response format is not available'],
  ])('is only for who asks for one, and the others are told so in %s', async (language, title) => {
    await serve()
    const answer = await app.inject({ url: '/api/live', headers: { 'accept-language': language } })
    expect(answer.statusCode).toBe(406)
    expect(answer.json()).toMatchObject({ type: '/problems/not-acceptable', title })
    expect((await app.inject({ method: 'HEAD', url: '/api/live' })).statusCode).toBe(404)
  })

  it('takes a place, which is free again when its client has gone', async () => {
    const address = await serve(few(1, 10))
    const one = await follow(address)
    expect(one.answer.statusCode).toBe(200)
    const second = await follow(address)
    expect(second.answer.statusCode).toBe(429)
    expect(second.answer.headers['retry-after']).toBe('30')
    one.close()
    await expect.poll(async () => (await follow(address)).answer.statusCode, within).toBe(200)
  })

  it('is refused where there are too many for the process', async () => {
    const address = await serve(few(10, 1))
    await follow(address)
    const second = await follow(address)
    expect(second.answer.statusCode).toBe(503)
    expect(second.answer.headers['retry-after']).toBe('10')
  })

  it('takes no turn from its client’s other requests', async () => {
    const address = await serve(few(10, 10))
    for (let at = 0; at < 6; at++) await follow(address)
    const start = performance.now()
    expect((await fetch(`${address}/api/health`)).status).toBe(200)
    expect((await fetch(`${address}/tiles/works.json`)).status).toBe(200)
    expect((await fetch(`${address}/api/openapi.json`)).status).toBe(200)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('says to read everything anew after its service heard nothing for a while, and goes on', async () => {
    const one = await follow(await serve())
    wire.cut()
    await expect.poll(() => changes(one), within).toEqual([[], 'refresh'])
    await touch('opportunity')
    await expect.poll(() => changes(one), within).toEqual([[], 'refresh', ['opportunities']])
  })

  it('goes on where it was left, or begins anew where that is not known', async () => {
    const address = await serve()
    const one = await follow(address)
    await touch('works')
    await expect.poll(() => changes(one), within).toEqual([[], ['works']])
    one.close()
    const last = one.told().at(-1)?.id ?? ''
    await touch('report')
    await new Promise((done) => setTimeout(done, 400))
    const back = await follow(address, { 'last-event-id': last })
    await expect.poll(() => changes(back), within).toEqual([['reports']])
    const stranger = await follow(address, { 'last-event-id': 'of another process.1' })
    await expect.poll(() => changes(stranger), within).toEqual(['refresh'])
  })

  it('ends with the service, at once', async () => {
    const one = await follow(await serve())
    const start = performance.now()
    await app.close()
    expect(performance.now() - start).toBeLessThan(1500)
    await expect.poll(() => one.seen.isOver, within).toBe(true)
  })
})
