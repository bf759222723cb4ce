import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../../testing/database.ts'
import { serviceOn } from '../../../testing/service.ts'
import type { App } from '../app-types.ts'
import { sendingMilliseconds } from './contract.ts'

const db = databaseForTests()
let app: App
const pace = { silentMilliseconds: 400, leastBytesPerSecond: 500, checkMilliseconds: 20 }
beforeEach(async () => {
  app = await serviceOn(db(), {}, { pace })
  await app.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(() => app.close())

/** A connection that has sent the head of a request with a body of so many bytes. */
function begun(bytes: number): { socket: Socket; answer: Promise<string> } {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(
    `POST /api/session HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: ${bytes}\r\n`,
  )
  socket.write('Connection: close\r\n\r\n')
  const answer = new Promise<string>((done) => {
    let text = ''
    socket.on('data', (piece) => (text += piece.toString()))
    // a piece that was on its way when the service hung up resets the connection; what was read before counts
    socket.on('error', () => undefined)
    socket.once('close', () => done(text))
  })
  return { socket, answer }
}

describe('a body', () => {
  // a busy machine may itself be silent for longer than a body may: it is asked again
  it('that comes slowly and steadily is waited for, however long it takes in all', { retry: 2 }, async () => {
    const body = JSON.stringify({ email: 'nobody@demo', password: 'x'.repeat(150) }).padEnd(2000)
    const { socket, answer } = begun(body.length)
    // twice as much as has to come, for ten times as long as may be silent
    for (let at = 0; at < body.length; at += 50) {
      socket.write(body.slice(at, at + 50))
      await sleep(50)
    }
    expect(await answer).toMatch(/^HTTP\/1.1 4(00|01) /)
  })

  it('that trickles is sent away, for all that something comes', async () => {
    const { socket, answer } = begun(4000)
    const trickle = setInterval(() => socket.write(' '), 50)
    expect(await answer).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n[\s\S]*"\/problems\/too-slow"/)
    clearInterval(trickle)
  })

  it('that stops coming is sent away, whatever came before', async () => {
    const { socket, answer } = begun(4000)
    socket.write(' '.repeat(3900))
    expect(await answer).toMatch(/^HTTP\/1.1 408 /)
  })

  it('is sent with as much patience as it is received', () => {
    expect(sendingMilliseconds(0)).toBe(60_000)
    expect(sendingMilliseconds(1024 * 1024)).toBe(60_000 + 1_024_000)
  })
})
