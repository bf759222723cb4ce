import { Type } from 'typebox'
import type { Position } from '../../geo/contract.ts'
import type { App, Services } from '../../http/app-types.ts'
import { failed, faultAt, type Outcome, send, sendProblem } from '../../http/problem.ts'
import { IdParams, query } from '../../http/query.ts'
import { Crossing, PlaceQuery, SnappedPoint, SnapQuestion, StreetPath } from './contract.ts'
import { sayNetwork } from './messages.ts'
import { findPath } from './path.ts'
import { findCrossings, snapPoints } from './store.ts'

const tags = ['streets']
const config = { permission: 'public' } as const
const widestMetres = 50
/** As many points as the schema takes, in full length. */
const snapBytes = 128 * 1024

/** The map's plane ends there. */
const northernmost = 85
const isOnMap = ([lng, lat]: readonly [number, number]) => Math.abs(lng) <= 180 && Math.abs(lat) <= northernmost

function readPlace(name: 'from' | 'to', text: string): Outcome<Position> {
  const [lng = Number.NaN, lat = Number.NaN] = text.split(',').map(Number)
  return isOnMap([lng, lat]) ? { value: [lng, lat] } : faultAt(name, sayNetwork('place'))
}

/** The streets as a network: ways along them, their crossings, and places as the stored centrelines have them. */
export function networkRoutes(app: App, { under }: Services): void {
  app.get(
    '/api/street-path',
    {
      config,
      schema: {
        tags,
        summary: 'The shortest way between two places along the streets, or along one of them',
        querystring: query({
          from: PlaceQuery,
          to: PlaceQuery,
          street: Type.Optional(Type.String({ format: 'uuid' })),
          offset: Type.Optional(
            Type.Number({
              minimum: -widestMetres,
              maximum: widestMetres,
              description: 'metres to the right of the way as it goes; negative: to the left',
            }),
          ),
        }),
        response: { 200: StreetPath },
      },
    },
    async (request, reply) => {
      const [from, to] = [readPlace('from', request.query.from), readPlace('to', request.query.to)]
      if (from.problem) return sendProblem(reply, from.problem)
      if (to.problem) return sendProblem(reply, to.problem)
      const { street: streetId, offset: offsetMetres } = request.query
      const asked = { from: from.value, to: to.value, streetId, offsetMetres }
      return send(reply, await under(request.actor, (db) => findPath(db, asked)))
    },
  )
  app.get(
    '/api/streets/:id/crossings',
    {
      config,
      schema: {
        tags,
        summary: 'Where other streets meet this one, in the order of its line',
        params: IdParams,
        response: { 200: Type.Object({ items: Type.Array(Crossing) }) },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const items = await under(request.actor, async (db) =>
        (await db('street').where({ id }).first('id')) ? findCrossings(db, id) : null,
      )
      return send(reply, items ? { value: { items } } : failed('not-found'))
    },
  )
  app.post(
    '/api/street-snaps',
    {
      config: { ...config, changesNothing: true, takesNoKey: true },
      bodyLimit: snapBytes,
      schema: {
        tags,
        summary: 'Points as the stored centrelines have them: tiles are true to some centimetres only',
        body: SnapQuestion,
        response: { 200: Type.Object({ items: Type.Array(SnappedPoint) }) },
      },
    },
    async (request, reply) => {
      const { points, reachMetres } = request.body
      const strange = points.findIndex((point) => !isOnMap(point))
      if (strange >= 0) return send(reply, faultAt(`points/${strange}`, sayNetwork('place')))
      return { items: await under(request.actor, (db) => snapPoints(db, points, reachMetres)) }
    },
  )
}
