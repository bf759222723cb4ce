import { setTimeout as pause } from 'node:timers/promises'
import type { InjectOptions } from 'fastify'
import type { App } from '../../server/http/app-types.ts'
import type { Wire } from './wire.ts'

/** What a request may take, and what a question for health may take meanwhile. */
const mostMilliseconds = 1_000
const mostHealthMilliseconds = 100
/** A busy machine may be late once; what is late each time is our own doing. */
const tries = 3
const pauseMilliseconds = 10
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

/**
 * Asks, and asks for health until the answer is there. What was slow is asked again, alone and as if for the first time;
 * throws where it is slow each time, and not because others have the machine.
 */
export async function ask(app: App, wire: Wire, restore: () => Promise<void>): Promise<Answer> {
  const told: string[] = []
  for (let time = 1; ; time++) {
    const { milliseconds, healthMilliseconds, ...answer } = await timed(app, wire)
    const share = time === tries ? ownShare() : 1
    if (milliseconds * share < mostMilliseconds && healthMilliseconds * share < mostHealthMilliseconds) return answer
    told.push(`answered after ${Math.round(milliseconds)} ms, health after ${Math.round(healthMilliseconds)} ms`)
    if (time === tries) throw new Error(`slow each time, with ${share.toFixed(2)} of a processor: ${told.join('; ')}`)
    await restore()
    await pause(time * 300)
  }
}

const sampleMicroseconds = 50_000

/** Which part of a processor this process gets just now, where it wants all of one. */
function ownShare(): number {
  const begun = performance.now()
  const before = process.cpuUsage()
  let used = 0
  while (used < sampleMicroseconds) {
    const { user, system } = process.cpuUsage(before)
    used = user + system
  }
  return Math.min(1, used / 1_000 / (performance.now() - begun))
}

async function timed(app: App, wire: Wire): Promise<Timed> {
  const begun = performance.now()
  let isAnswered = false
  const answering = app.inject(injected(wire)).then((answer) => {
    isAnswered = true
    return { answer, milliseconds: performance.now() - begun }
  })
  // whoever asks while the process is at something waits from then on, not from when it is heard
  let due = begun
  let healthMilliseconds = 0
  const late = () => Math.max(healthMilliseconds, performance.now() - due)
  do {
    const health = await app.inject({ method: 'GET', url: '/api/health' })
    if (health.statusCode !== 200) throw new Error(`health answered ${health.statusCode}`)
    healthMilliseconds = late()
    due = performance.now() + pauseMilliseconds
    await Promise.race([answering, pause(pauseMilliseconds)])
    healthMilliseconds = late()
    if (performance.now() - begun > hangs) throw new Error(`no answer after ${hangs / 1000} s`)
  } while (!isAnswered)
  const { answer, milliseconds } = await answering
  const type = String(answer.headers['content-type'] ?? '')
  return { status: answer.statusCode, type, text: answer.body, milliseconds, healthMilliseconds }
}

function injected({ method, url, headers, payload }: Wire): InjectOptions {
  return { method: method as 'GET', url, headers, ...(payload ? { payload } : {}) }
}
