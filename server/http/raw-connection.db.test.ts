import { type AddressInfo, connect } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { announce, planned } from '../../testing/fuzz/plan.ts'
import { serviceOn } from '../../testing/service.ts'
import type { App } from './app-types.ts'

const db = databaseForTests()
let app: App
let port: number

beforeEach(async () => {
  app = await serviceOn(db())
  await app.listen({ host: '127.0.0.1', port: 0 })
  port = (app.server.address() as AddressInfo).port
})
afterEach(() => app.close())

const patience = 300

/** What comes back on a connection of its own until it is closed, or nothing more comes. */
function said(bytes: Buffer): Promise<string> {
  return new Promise((done) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const finish = () => {
      socket.destroy()
      done(text)
    }
    socket.setTimeout(patience, finish)
    socket.on('data', (piece) => {
      text += piece.toString()
    })
    socket.on('end', finish)
    socket.on('error', finish)
  })
}

async function healthMilliseconds(): Promise<number> {
  const since = performance.now()
  const answer = await fetch(`http://127.0.0.1:${port}/api/health`)
  expect(await answer.json()).toEqual({ status: 'ok' })
  return performance.now() - since
}

const lines = fc.constantFrom(
  'GET /api/works?limit=1 HTTP/1.1',
  'POST /api/session HTTP/1.1',
  'GET /api/works HTTP/9.9',
  'GET  /api/works HTTP/1.1',
  'get /api/works HTTP/1.1',
  'BREW /api/works HTTP/1.1',
  'GET http://evil.example/api/works HTTP/1.1',
  'GET * HTTP/1.1',
  'CONNECT evil.example:443 HTTP/1.1',
  `GET /${'a'.repeat(20_000)} HTTP/1.1`,
  '\u0016\u0003\u0001',
  'PRI * HTTP/2.0',
  '',
)
const headers = fc.constantFrom(
  'Host: x',
  'Host: x\r\nHost: y',
  'Content-Length: 10',
  'Content-Length: -1',
  'Content-Length: 1e9',
  'Content-Length: 5\r\nTransfer-Encoding: chunked',
  'Content-Length: 5\r\nContent-Length: 6',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip, chunked',
  'Content-Type: application/json',
  `Cookie: ${'a=b;'.repeat(5_000)}`,
  'X: \u0000',
  'No colon here',
  ' folded: line',
  'Expect: 100-continue',
  'Expect: miracles',
  'Upgrade: websocket\r\nConnection: upgrade',
  'Connection: close',
)
const bodies = fc.oneof(
  fc.constantFrom('', '{}', '5\r\nhello\r\n0\r\n\r\n', 'zz\r\n', '0\r\n\r\nGET /api/health HTTP/1.1\r\n\r\n'),
  fc.string({ maxLength: 30 }),
)
const bytes = fc
  .tuple(lines, fc.array(headers, { maxLength: 4 }), bodies)
  .map(([line, list, body]) => Buffer.from([line, ...list, '', body].join('\r\n'), 'latin1'))

/** Node answers some of it itself, without a word; who says something says it as a problem. */
function expectOrderly(answer: string): void {
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1])
  expect(status).toBeLessThan(500)
  const type = /^content-type: (.*)$/im.exec(head)?.[1]
  if (status < 400 || type === undefined) return
  expect(type).toContain('application/problem+json')
  expect(JSON.parse(body)).toMatchObject({ type: expect.any(String), title: expect.any(String), status })
}

describe('a connection', () => {
  const plan = planned(0.01)

  it('is answered by problems or closed, whatever comes on it, while others are answered', {
    timeout: plan.timeout,
  }, async () => {
    announce('raw connections', plan.cases)
    const property = fc.asyncProperty(bytes, async (sent) => {
      const [text, first] = await Promise.all([said(sent), healthMilliseconds()])
      for (const answer of text.split(/(?=^HTTP\/1\.1 \d{3} )/m).filter(Boolean)) expectOrderly(answer)
      // what one request holds up is answered once that is over: a busy machine is slow, and not for so long
      const later = first < 2000 ? first : Math.min(await healthMilliseconds(), await healthMilliseconds())
      expect(later).toBeLessThan(2000)
    })
    await fc.assert(property, { numRuns: plan.cases, seed: plan.seed })
  })
})
