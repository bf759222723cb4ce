import type { Actor } from '../access/actor.ts'
import type { App, Services } from '../http/app-types.ts'
import { send } from '../http/problem.ts'
import { IdParams } from '../http/query.ts'
import { ConnectionText, ReadConnections } from '../works/connections/contract.ts'
import { readConnections } from './connection-rows.ts'

/** A list of connections as a file or pasted: read and judged before any of it is entered. */
export function connectionListRoutes(app: App, { under, pack }: Services): void {
  app.post(
    '/api/works/:id/connections/reading',
    {
      config: { permission: 'works.write', changesNothing: true, takesNoKey: true },
      schema: {
        tags: ['works'],
        summary: 'Read a list of connections, with all that stands against each row',
        description:
          'CSV with a line of names (`label`, `parcel`, `meter`, and `wkt` or `longitude` and `latitude` of the meter), or a ' +
          'GeoJSON FeatureCollection. Nothing is stored.',
        params: IdParams,
        body: ConnectionText,
        response: { 200: ReadConnections },
      },
    },
    async (request, reply) => {
      const { params, body, actor, language } = request
      const reading = { actor: actor as Actor, pack, language }
      return send(reply, await under(actor, (db) => readConnections(db, params.id, body, reading)))
    },
  )
}
