import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../../testing/database.ts'
import { addOrganisation, serviceOn, signedIn } from '../../../testing/service.ts'
import type { App } from '../app-types.ts'

const db = databaseForTests()
let app: App
const hurried = { requestTimeout: 600, http: { headersTimeout: 400, connectionsCheckingInterval: 50 } }
beforeEach(async () => {
  app = await serviceOn(db(), {}, hurried)
})
afterEach(() => app.close())

const json = { 'content-type': 'application/json', 'accept-language': 'en' }
const post = (url: string, payload: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, payload, headers: { ...json, ...headers } })

const tooDeep = { path: 'body', message: expect.stringContaining('64') }

describe('a body', () => {
  it('that nests without end is refused at once', async () => {
    const { headers } = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'U'))
    const start = performance.now()
    for (const text of ['['.repeat(60_000), '['.repeat(30_000) + ']'.repeat(30_000), '{"a":'.repeat(10_000)]) {
      const answer = await post('/api/assessments', text, headers)
      expect(answer.statusCode).toBe(400)
      expect(answer.json()).toMatchObject({ type: '/problems/validation', errors: [tooDeep] })
    }
    const inside = `{"route":{"type":"Polygon","coordinates":${'['.repeat(30_000)}${']'.repeat(30_000)}}}`
    expect((await post('/api/assessments', inside, headers)).json().errors).toEqual([tooDeep])
    expect(performance.now() - start).toBeLessThan(5000)
  })

  it('reaches no prototype', async () => {
    expect((await post('/api/session', '{"__proto__":{"email":"a"}}')).statusCode).toBe(400)
  })

  it('may be as large as its route needs and no larger', async () => {
    const { headers } = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'U'))
    const large = (bytes: number) => `{"x":"${'x'.repeat(bytes)}"}`
    const status = async (url: string, bytes: number) => (await post(url, large(bytes), headers)).statusCode
    expect([await status('/api/session', 3000), await status('/api/session', 5000)]).toEqual([400, 413])
    expect([await status('/api/works', 1_000_000), await status('/api/works', 1_100_000)]).toEqual([400, 413])
    const event = '/api/works/018f3c00-0000-7000-8000-000000000000/events'
    expect([await status(event, 60_000), await status(event, 70_000)]).toEqual([400, 413])
  })

  it('that is wrong in a hundred thousand places is answered with the first of them, soon', async () => {
    const { headers } = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'U'))
    const members = Array.from({ length: 80_000 }, (_, at) => `"m${at}":1`)
    const start = performance.now()
    const answer = await post('/api/works', `{${members.join(',')}}`, headers)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toHaveLength(20)
    expect(performance.now() - start).toBeLessThan(5000)
  })

  it('is as little as an address free to have any number of members', async () => {
    const answer = await app.inject(`/api/works?${Array.from({ length: 5000 }, (_, at) => `m${at}=1`).join('&')}`)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toHaveLength(20)
  })
})

/** What comes back on a connection that sends these pieces, and then nothing. */
async function sent(pieces: readonly string[], pauseMilliseconds = 100): Promise<string> {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as { port: number }
  return new Promise((done, fail) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1')
    socket.on('data', (bytes) => (answer += bytes.toString()))
    socket.once('error', fail)
    socket.once('close', () => done(answer))
    const rest = [...pieces]
    const next = () => {
      const piece = rest.shift()
      if (piece === undefined || !socket.writable) return clearInterval(timer)
      socket.write(piece)
    }
    const timer = setInterval(next, pauseMilliseconds)
    next()
  })
}

const line = 'POST /api/session HTTP/1.1\r\nHost: here\r\n'

describe('a client that takes its time', () => {
  it.each([
    ['a head', [line, ...Array.from({ length: 50 }, (_, at) => `X-${at}: 1\r\n`)]],
    ['a body', [`${line}Content-Type: application/json\r\nContent-Length: 99\r\n\r\n`, ...Array(50).fill('{')]],
    ['nothing', ['']],
  ])('over %s is sent away with 408', async (_what, pieces) => {
    const start = performance.now()
    const answer = await sent(pieces)
    expect(answer).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/)
    expect(performance.now() - start).toBeLessThan(8000)
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    expect(head).toContain('Content-Type: application/problem+json')
    expect(JSON.parse(body)).toMatchObject({ type: '/problems/too-slow', status: 408 })
  })

  it('is not mistaken for one that speaks no HTTP, or too much of it', async () => {
    expect(await sent(['hello\r\n\r\n'])).toMatch(/^HTTP\/1.1 400 Bad Request\r\n[\s\S]*"\/problems\/validation"/)
  })

  it('with a head beyond all measure gets 431', async () => {
    expect(await sent([`GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`])).toMatch(/^HTTP\/1.1 431 /)
  })
})
