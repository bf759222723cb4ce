import { Type } from 'typebox'
import { BoxQuery } from '../geo/contract.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { sendProblem } from '../http/problem.ts'
import { query, readPlaceAndTime } from '../http/query.ts'
import { Street } from './contract.ts'
import { listStreets } from './store.ts'

/** Streets by name and place. */
export function streetRoutes(app: App, { under }: Services): void {
  app.get(
    '/api/streets',
    {
      config: { permission: 'public' },
      schema: {
        tags: ['streets'],
        summary: 'Streets, by name; where a text is sought, the nearest to it first',
        querystring: query({
          q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
          bbox: Type.Optional(BoxQuery),
          ...pageQuery,
        }),
        response: {
          200: Type.Object({ items: Type.Array(Street), nextCursor: Type.Union([Type.String(), Type.Null()]) }),
        },
      },
    },
    async (request, reply) => {
      const place = readPlaceAndTime(request.query)
      if (place.problem) return sendProblem(reply, place.problem)
      const after = readCursor(request.query.cursor, ['count', 'text', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const limit = request.query.limit ?? 100
      const filter = { text: request.query.q, box: place.value.box }
      return under(request.actor, (db) => listStreets(db, filter, { limit, after: after.value }))
    },
  )
}
