import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import type { App, Services } from '../../http/app-types.ts'
import { pageQuery, readCursor } from '../../http/cursor.ts'
import { failed, send, sendProblem } from '../../http/problem.ts'
import { IdParams, query } from '../../http/query.ts'
import { PhotoParams } from '../../media/contract.ts'
import { replyPhoto } from '../../media/reply.ts'
import { dayAt } from '../../time/rules.ts'
import { defectFilterOf, defectFilters } from './asked.ts'
import { Defect, Defects } from './contract.ts'
import { defectDeedRoutes } from './deed-routes.ts'
import { defectFileRoutes } from './file-routes.ts'
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
  defectFileRoutes(app, services)

  app.get(
    '/api/defects',
    {
      config,
      schema: {
        tags,
        summary: 'Defects of the own works, contracts or ground, the one that is due first',
        querystring: query({ ...defectFilters, ...pageQuery }),
        response: { 200: Defects },
      },
    },
    async (request, reply) => {
      const filter = defectFilterOf(request.query)
      if (filter.problem) return sendProblem(reply, filter.problem)
      const after = readCursor(request.query.cursor, ['day', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const { limit = 100 } = request.query
      const reading = { actor: request.actor as Actor, today: dayAt(clock(), pack.zone) }
      return under(request.actor, (db) => listDefects(db, filter.value, reading, { limit, after: after.value }))
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
