import { setTimeout as pause } from 'node:timers/promises'
import type { InjectOptions } from 'fastify'
import type { App } from '../../server/http/app-types.ts'
import type { Wire } from './wire.ts'

/** What a request may take, and what a question for health may take meanwhile. */
const mostMilliseconds = 1_000
const mostHealthMilliseconds = 100
/** A busy machine may be late once; what is late each time is our own doing. */
const tries = 3
/** A request that is late each time may take so many times what a plain one takes just then. */
const timesPlain = 50
/** Whatever has not answered by then hangs. */
const hangs = 60_000

export interface Answer {
  status: number
  type: string
  text: string
}

interface Timed extends Answer {
  milliseconds: number
  healthMilliseconds: number
}

/** What is asked of, and how it comes back to where it was before it was asked. */
export interface Asked {
  app: App
  restore: () => Promise<void>
  /** A request that nothing is wrong with, and that has work to do. */
  plain: Wire
}

/**
 * Asks, and asks for health until the answer is there. What was slow is asked again, alone and as if for the first time;
 * throws where it is slow each time, and more so than the machine is.
 */
export async function ask({ app, restore, plain }: Asked, wire: Wire): Promise<Answer> {
  const told: string[] = []
  for (let time = 1; ; time++) {
    const { milliseconds, healthMilliseconds, ...answer } = await timed(app, wire)
    if (milliseconds < mostMilliseconds && healthMilliseconds < mostHealthMilliseconds) return answer
    told.push(`answered after ${Math.round(milliseconds)} ms, health after ${Math.round(healthMilliseconds)} ms`)
    if (time === tries) {
      const usual = (await timed(app, plain)).milliseconds
      if (milliseconds < usual * timesPlain && healthMilliseconds < Math.max(usual, mostHealthMilliseconds))
        return answer
      throw new Error(`slow each time: ${told.join('; ')}; a plain request ${Math.round(usual)} ms`)
    }
    await restore()
    await pause(time * 300)
  }
}

async function timed(app: App, wire: Wire): Promise<Timed> {
  const begun = performance.now()
  let isAnswered = false
  const answering = app.inject(injected(wire)).then((answer) => {
    isAnswered = true
    return { answer, milliseconds: performance.now() - begun }
  })
  let healthMilliseconds = 0
  do {
    const since = performance.now()
    const health = await app.inject({ method: 'GET', url: '/api/health' })
    if (health.statusCode !== 200) throw new Error(`health answered ${health.statusCode}`)
    healthMilliseconds = Math.max(healthMilliseconds, performance.now() - since)
    await Promise.race([answering, pause(10)])
    if (performance.now() - begun > hangs) throw new Error(`no answer after ${hangs / 1000} s`)
  } while (!isAnswered)
  const { answer, milliseconds } = await answering
  const type = String(answer.headers['content-type'] ?? '')
  return { status: answer.statusCode, type, text: answer.body, milliseconds, healthMilliseconds }
}

function injected({ method, url, headers, payload }: Wire): InjectOptions {
  return { method: method as 'GET', url, headers, ...(payload ? { payload } : {}) }
}
