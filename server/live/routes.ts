import type { Readable } from 'node:stream'
import { Type } from 'typebox'
import type { App, Services } from '../http/app-types.ts'
import { sendProblem } from '../http/problem.ts'
import { query } from '../http/query.ts'
import { hear } from './hear.ts'
import { Places } from './places.ts'
import { LiveStreams } from './streams.ts'

const mediaType = 'text/event-stream'
const retryAfter = { client: 30, all: 10 } as const

const lastId = Type.String({ maxLength: 100 })
const sinceQuery = query({
  since: Type.Optional({
    ...lastId,
    description: 'the id of the last event, of a client that cannot send Last-Event-ID',
  }),
})

/**
 * What has changed, as it changes. The stream is everybody's and says only the kind: not which object, where, or by
 * whom. A visitor can tell from it that somebody, somewhere, wrote something of works, a draft perhaps; what it was they
 * ask for by the routes that know what they may see.
 */
export function liveRoutes(
  app: App,
  { listen, limits }: Pick<Services, 'listen' | 'limits'>,
  { changed }: { changed: () => void },
): void {
  const streams = new LiveStreams()
  const places = new Places(limits?.streams ?? null)
  let deafen: (() => Promise<void>) | undefined
  app.addHook('onReady', async () => {
    deafen = hear(listen, streams, changed)
  })
  // a server waits for its answers to end before it closes, and these never would
  app.addHook('preClose', async () => {
    streams.end()
    await deafen?.()
  })

  app.get(
    '/api/live',
    {
      config: { permission: 'public', quota: 'live' },
      // its answer would be a stream that nobody reads
      exposeHeadRoute: false,
      schema: {
        tags: ['live'],
        summary: 'What changes, by kind, as server-sent events',
        description:
          'Asked for with `Accept: text/event-stream`; 406 otherwise. `change` names kinds in `{"kinds": […]}`, the first at once with what changed since `Last-Event-ID`; after `refresh` anything may be another; `beat` comes every 20 s.',
        querystring: sinceQuery,
        produces: [mediaType],
        response: { 200: Type.Unsafe<Readable>({ type: 'string' }) },
      },
    },
    async (request, reply) => {
      const { accept = '', 'last-event-id': last } = request.headers
      if (!accept.includes(mediaType)) return sendProblem(reply, { name: 'not-acceptable' })
      const place = places.take(request.client)
      if (place === 'client') return sendProblem(reply, { name: 'too-many-requests', retryAfter: retryAfter.client })
      if (place === 'all') return sendProblem(reply, { name: 'unavailable', retryAfter: retryAfter.all })
      const stream = streams.open(last === undefined ? request.query.since : String(last))
      // of the stream, not of the connection: that may have closed before anybody listened
      stream.once('close', place)
      if (reply.raw.destroyed) stream.destroy()
      // nginx would keep it until it is whole
      reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no').type(mediaType)
      return reply.send(stream)
    },
  )
}
