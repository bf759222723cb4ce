import { setTimeout as sleep } from 'node:timers/promises'
import type { LightMyRequestResponse } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../../testing/database.ts'
import { serviceOn } from '../../../testing/service.ts'
import type { App } from '../app-types.ts'
import { published } from './figures.ts'

const db = databaseForTests()
const sampleMilliseconds = 100
let app: App
afterEach(() => app.close())

function serviceUnder(pressure: Partial<typeof published.pressure>): Promise<App> {
  return serviceOn(
    db(),
    { limits: { ...published, pressure: { ...published.pressure, sampleMilliseconds, ...pressure } } },
    { logger: false },
  )
}

/** Keeps the event loop from everything else, again and again, as long calculations would, until what it gives back is called. */
function calculating(): () => void {
  const timer = setInterval(() => {
    const end = performance.now() + 2 * sampleMilliseconds
    while (performance.now() < end);
  }, 5)
  return () => clearInterval(timer)
}

/** What it answers once it has seen that it cannot follow. */
async function turnedAwayBy(ask: (url: string) => Promise<LightMyRequestResponse>): Promise<LightMyRequestResponse> {
  const rest = calculating()
  try {
    const end = performance.now() + 10_000
    let answer = await ask('/api/agencies')
    while (answer.statusCode !== 503 && performance.now() < end) {
      await sleep(5)
      answer = await ask('/api/agencies')
    }
    return answer
  } finally {
    rest()
  }
}

/** Until it takes requests: the machine of the tests may be slow itself. */
function taken(ask: (url: string) => Promise<{ statusCode: number }>): Promise<void> {
  return expect.poll(async () => (await ask('/api/agencies')).statusCode, { timeout: 10_000 }).toBe(200)
}

describe('a process that cannot follow', () => {
  it.each([
    ['ar', 'الخدمة غير متاحة مؤقتًا'],
    ['en', 'Temporarily unavailable'],
  ])(
    'says so in %s before anything is done, and that it lives, and takes requests again afterwards',
    async (language, title) => {
      app = await serviceUnder({ eventLoopDelayMilliseconds: 120 })
      await app.ready()
      const ask = (url: string) => app.inject({ url, headers: { 'accept-language': language } })
      await taken(ask)
      const turnedAway = await turnedAwayBy(ask)
      expect(turnedAway.statusCode).toBe(503)
      expect(turnedAway.headers['retry-after']).toBe('5')
      expect(turnedAway.headers['content-type']).toMatch(/^application\/problem\+json/)
      expect(turnedAway.json()).toMatchObject({ type: '/problems/unavailable', title })
      expect((await ask('/api/health')).statusCode).toBe(200)
      await taken(ask)
    },
  )

  it('is one whose memory runs out, too', async () => {
    app = await serviceUnder({ heapShare: 0.0001 })
    await app.ready()
    await sleep(2.5 * sampleMilliseconds)
    expect((await app.inject('/api/agencies')).statusCode).toBe(503)
    expect((await app.inject('/api/health')).statusCode).toBe(200)
  })
})
