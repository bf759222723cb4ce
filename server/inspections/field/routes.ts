import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import type { App, Services } from '../../http/app-types.ts'
import { faultAt, send, sendProblem } from '../../http/problem.ts'
import { placeAndTime, query, readPlaceAndTime } from '../../http/query.ts'
import { sayVisits } from '../visits/messages.ts'
import { FieldArea } from './contract.ts'
import { fieldArea } from './read.ts'

/** What a telephone takes along to where there is no network. */
export function fieldRoutes(app: App, { under, clock, pack }: Services): void {
  app.get(
    '/api/field/area',
    {
      config: { permission: 'inspections.write' },
      schema: {
        tags: ['visits'],
        summary: 'An area to take along: visits, works, checklists',
        description: 'Of a box or a municipality. Where there is more than fits, 409 with `code` `area_too_big`.',
        querystring: query({
          bbox: placeAndTime.bbox,
          municipality: Type.Optional(Type.String({ format: 'uuid' })),
        }),
        response: { 200: FieldArea },
      },
    },
    async (request, reply) => {
      const { bbox, municipality } = request.query
      if ((bbox === undefined) === (municipality === undefined))
        return send(reply, faultAt('bbox', sayVisits('area_or_municipality')))
      const place = readPlaceAndTime(bbox === undefined ? {} : { bbox })
      if (place.problem) return sendProblem(reply, place.problem)
      const actor = request.actor as Actor
      const area = { box: place.value.box, municipality }
      return send(reply, await under(actor, (db) => fieldArea(db, area, { actor, now: clock(), pack })))
    },
  )
}
