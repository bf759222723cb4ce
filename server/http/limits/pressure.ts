import { getHeapStatistics } from 'node:v8'
import underPressure from '@fastify/under-pressure'
import type { App } from '../app-types.ts'
import type { Limits } from './figures.ts'

/** What a request is turned away with while the process cannot follow. */
class OutOfBreath extends Error {
  readonly statusCode = 503
  constructor(kind: string, value: number | undefined) {
    super(`the process cannot follow: ${kind} ${value}`)
  }
}

/** Turns requests away while the event loop lags or memory runs out: but for those that ask whether the process lives. */
export async function shedding(app: App, { pressure }: Limits): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: pressure.eventLoopDelayMilliseconds,
    sampleInterval: pressure.sampleMilliseconds,
    maxHeapUsedBytes: getHeapStatistics().heap_size_limit * pressure.heapShare,
    pressureHandler: async (request, reply, kind, value) => {
      if (request.routeOptions.config.quota === null) return
      app.log.warn({ kind, value }, 'turned a request away')
      reply.header('retry-after', String(pressure.retryAfterSeconds))
      throw new OutOfBreath(kind, value)
    },
  })
}
