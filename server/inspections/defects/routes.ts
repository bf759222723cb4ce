import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import { BoxQuery } from '../../geo/contract.ts'
import type { App, Services } from '../../http/app-types.ts'
import { pageQuery, readCursor } from '../../http/cursor.ts'
import { failed, send, sendProblem } from '../../http/problem.ts'
import { AnyId, AnyOf, IdParams, listed, query, readPlaceAndTime } from '../../http/query.ts'
import { PhotoParams } from '../../media/contract.ts'
import { replyPhoto } from '../../media/reply.ts'
import { dayAt } from '../../time/rules.ts'
import { itemSeverities } from '../checklists/contract.ts'
import { Defect, Defects, defectKinds, defectStates } from './contract.ts'
import { defectDeedRoutes } from './deed-routes.ts'
import { listDefects } from './list.ts'
import { defectOf, findDefectPhotoFile } from './read.ts'

const tags = ['inspections']
const config = { permission: 'inspections.read' } as const
const Uuid = Type.String({ format: 'uuid' })
const DefectPhotoParams = Type.Object({ id: Uuid, photo: Uuid, size: PhotoParams.properties.size })

/** Defects of works: read by who has to mend them and by whoever inspects that ground. */
export function defectRoutes(app: App, services: Services): void {
  const { under, pack, clock, mediaDir } = services
  const asking = (request: FastifyRequest) => ({ pack, now: clock(), actor: request.actor as Actor })

  app.get(
    '/api/defects',
    {
      config,
      schema: {
        tags,
        summary: 'Defects of the own works, contracts or ground, the one that is due first',
        querystring: query({
          works: Type.Optional(Uuid),
          state: AnyOf(defectStates),
          severity: AnyOf(itemSeverities),
          kind: AnyOf(defectKinds),
          agency: AnyId,
          contractor: AnyId,
          late: Type.Optional(Type.Boolean({ description: 'open past their due day, or not' })),
          contested: Type.Optional(Type.Boolean({ description: 'that wait for a decision of the office, or not' })),
          bbox: Type.Optional(BoxQuery),
          ...pageQuery,
        }),
        response: { 200: Defects },
      },
    },
    async (request, reply) => {
      const place = readPlaceAndTime(request.query)
      if (place.problem) return sendProblem(reply, place.problem)
      const after = readCursor(request.query.cursor, ['day', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const {
        state,
        severity,
        kind,
        agency,
        contractor,
        limit = 100,
        bbox: _bbox,
        cursor: _cursor,
        ...asked
      } = request.query
      const filter = {
        ...asked,
        ...place.value,
        state: listed(state),
        severity: listed(severity),
        kind: listed(kind),
        agency: listed(agency),
        contractor: listed(contractor),
      }
      const reading = { actor: request.actor as Actor, today: dayAt(clock(), pack.zone) }
      return under(request.actor, (db) => listDefects(db, filter, reading, { limit, after: after.value }))
    },
  )

  app.get(
    '/api/defects/:id',
    {
      config,
      schema: { tags, summary: 'A defect with its history', params: IdParams, response: { 200: Defect } },
    },
    async (request, reply) => {
      const found = await under(request.actor, (db) => defectOf(db, request.params.id, asking(request)))
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )

  app.get(
    '/api/defects/:id/photos/:photo/:size',
    {
      config: { ...config, quota: 'tiles' },
      schema: {
        tags,
        summary: 'A photo of a defect, or of its mend',
        params: DefectPhotoParams,
        produces: ['image/jpeg'],
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
      },
    },
    async (request, reply) => {
      const file = await under(request.actor, (db) => findDefectPhotoFile(db, mediaDir, request.params))
      return replyPhoto(reply, file)
    },
  )

  defectDeedRoutes(app, services)
}
