import { setTimeout as sleep } from 'node:timers/promises'
import rateLimit from '@fastify/rate-limit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app-types.ts'
import { sendProblem } from '../problem.ts'
import { Bucket } from './bucket.ts'
import { addressOf, Clients } from './clients.ts'
import { type Limits, type Quota, type QuotaName, quotaNames, type Standing, standings } from './figures.ts'
import { quotaOf } from './route-quota.ts'
import { Turns } from './turns.ts'

/** What is left of a quota after a request was counted. */
interface Count {
  remaining: number
  /** Until the quota is whole or, where it is exceeded, until one more is allowed. */
  seconds: number
  isExceeded: boolean
}
type Counter = (request: FastifyRequest, options?: { increment?: boolean }) => Promise<Count>

/**
 * Counts each request for its client before anything is looked up for it, refuses what is over the quota, and lets the
 * rest in a few at a time. Stands before the guard: who asks is known here only by what its token was good for lately.
 */
export async function gate(app: App, limits: Limits): Promise<void> {
  const clients = new Clients()
  const turn = turning(app, limits)
  const refuse = refuser(limits)
  await app.register(rateLimit, { global: false, store: Bucket })
  const counters = Object.fromEntries(
    quotaNames.map((name) => [
      name,
      Object.fromEntries(standings.map((one) => [one, counter(app, limits.quotas[name][one])])),
    ]),
  ) as Record<QuotaName, Record<Standing, Counter>>
  const failures = counter(app, limits.failedSignIns, addressOf)

  app.addHook('onRequest', async (request, reply) => {
    const name = quotaOf(request)
    if (name === null) return
    const client = clients.of(request)
    request.client = client
    const count = await counters[name][client.standing](request)
    tell(reply, name, limits.quotas[name][client.standing], count)
    if (count.isExceeded) return refuse(reply, count)
    await turn.take(request, reply, name)
    if (name !== 'sign-in') return
    const failed = await failures(request, { increment: false })
    if (failed.remaining > 0) return
    tell(reply, 'failed-sign-in', limits.failedSignIns, failed)
    return refuse(reply, failed)
  })

  app.addHook('onResponse', async (request, reply) => {
    if (!turn.leave(request)) return
    clients.note(request)
    if (quotaOf(request) === 'sign-in' && reply.statusCode === 401) await failures(request)
  })
}

/**
 * Lets the requests of a client in by turns. A turn ends with the answer; where the client has gone, with the work for it,
 * which nothing stops: else who goes away at once would have as much done for them as they like.
 */
function turning(app: App, { turns }: Limits) {
  const lines = new Turns(turns)
  const files = new Turns({ longestMilliseconds: turns.longestFileMilliseconds })
  const leaving = new WeakMap<FastifyRequest, () => void>()
  const answered = new WeakSet<FastifyRequest>()
  app.addHook('onSend', async (request, reply) => {
    answered.add(request)
    if (reply.raw.destroyed) leaving.get(request)?.()
  })
  return {
    async take(request: FastifyRequest, reply: FastifyReply, name: QuotaName): Promise<void> {
      const most = turns.most[name]
      if (most === undefined) return void leaving.set(request, () => undefined)
      const { here, leave } = (name === 'exports' ? files : lines).take(`${name} ${request.client?.key}`, most)
      leaving.set(request, leave)
      let isIn = false
      // who goes away while waiting must not be waited for
      reply.raw.once('close', () => {
        if (!isIn || answered.has(request)) leave()
      })
      await here
      isIn = true
    },
    /** Whether it was counted at all. */
    leave(request: FastifyRequest): boolean {
      leaving.get(request)?.()
      return leaving.has(request)
    },
  }
}

function counter(
  app: App,
  { requests, seconds }: Quota,
  keyGenerator: (request: FastifyRequest) => string = (request) => request.client?.key ?? '',
): Counter {
  const count = app.createRateLimit({ max: requests, timeWindow: seconds * 1000, keyGenerator })
  return async (request, options) => {
    const found = await count(request, options)
    if (found.isAllowed) throw new Error('nobody is exempt')
    return { remaining: found.remaining, seconds: found.ttlInSeconds, isExceeded: found.isExceeded }
  }
}

/** `RateLimit` and `RateLimit-Policy` as in draft-ietf-httpapi-ratelimit-headers-10. */
function tell(reply: FastifyReply, name: string, { requests, seconds }: Quota, count: Count): void {
  reply.header('ratelimit-policy', `"${name}";q=${requests};w=${seconds}`)
  reply.header('ratelimit', `"${name}";r=${count.remaining};t=${count.seconds}`)
}

function refuser({ refusal }: Limits) {
  let held = 0
  return async (reply: FastifyReply, { seconds }: Count): Promise<FastifyReply> => {
    if (held < refusal.mostHeld) {
      held++
      // not all after the same time: what was refused together would come again together
      await sleep(refusal.afterMilliseconds * (0.5 + Math.random()))
      held--
    } else reply.header('connection', 'close')
    return sendProblem(reply, { name: 'too-many-requests', retryAfter: Math.max(1, seconds) })
  }
}
