import { Type } from 'typebox'
import { BoxQuery } from '../geo/contract.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { sendProblem } from '../http/problem.ts'
import { AnyOf, listed, query, readPlaceAndTime } from '../http/query.ts'
import { namedKinds, Place } from './contract.ts'
import { listPlaces } from './store.ts'

/** Districts, parks, markets, schools, mosques and hospitals by name and place. */
export function placeRoutes(app: App, { under }: Services): void {
  app.get(
    '/api/places',
    {
      config: { permission: 'public' },
      schema: {
        tags: ['places'],
        summary: 'Places of the base map that have a name, by it',
        querystring: query({
          q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
          kind: AnyOf(namedKinds),
          bbox: Type.Optional(BoxQuery),
          ...pageQuery,
        }),
        response: {
          200: Type.Object({ items: Type.Array(Place), nextCursor: Type.Union([Type.String(), Type.Null()]) }),
        },
      },
    },
    async (request, reply) => {
      const place = readPlaceAndTime(request.query)
      if (place.problem) return sendProblem(reply, place.problem)
      const after = readCursor(request.query.cursor, ['text', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const { q: text, limit = 100 } = request.query
      const asked = { text, box: place.value.box, kind: listed(request.query.kind), limit, after: after.value }
      return under(request.actor, (db) => listPlaces(db, asked))
    },
  )
}
