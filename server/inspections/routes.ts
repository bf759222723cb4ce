import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { readForm } from '../http/form.ts'
import { sayHttp } from '../http/messages.ts'
import { failed, faultAt, send, sendProblem } from '../http/problem.ts'
import { IdParams, query } from '../http/query.ts'
import { originOf, write } from '../http/write.ts'
import { mostPhotoBytes, PhotoFile } from '../media/contract.ts'
import { replyPhoto } from '../media/reply.ts'
import type { WorksKeeper } from '../works/store.ts'
import { inspectionFilterOf, inspectionFilters } from './asked.ts'
import {
  Inspection,
  InspectionPage,
  NewInspection,
  PhotoOfInspection,
  PhotoReceipt,
  SizedPhotoOfInspection,
} from './contract.ts'
import { inspectionFileRoutes } from './file-routes.ts'
import { findInspectionPhotoFile, receivePhoto } from './photos.ts'
import { findInspection, listInspections } from './read.ts'
import { receiveInspection } from './receive.ts'

const tags = ['inspections']
const reading = { permission: 'inspections.read' } as const

/** What was found at works: sent by telephones as often as it takes, read by whose works it was and by who inspects there. */
export function inspectionRoutes(app: App, services: Services, keeper: WorksKeeper): void {
  receivingRoutes(app, services, keeper)
  readingRoutes(app, services)
  inspectionFileRoutes(app, services)
  photoRoutes(app, services)
}

function receivingRoutes(app: App, services: Services, keeper: WorksKeeper): void {
  const { owner, pack, clock } = services
  const receiving = (request: FastifyRequest) => ({
    pack,
    keeper,
    actor: request.actor as Actor,
    now: clock(),
    language: request.language,
  })

  app.post(
    '/api/inspections',
    {
      config: { permission: 'inspections.write' },
      schema: {
        tags,
        summary: 'Send what was found at a call',
        description:
          'Idempotent by `id`: the same sent again is answered as the first was; something else under the same id with 422. ' +
          'Codes of refusals stand in `code`: 400 `away_without_reason`, `item_missing`, `photo_missing`, `place_missing`, `reason_missing` and others at their member; ' +
          '409 `visit_done` and `works_changed`, with both sides in `both`. The files of its photos come after it, each by `PUT`.',
        body: NewInspection,
        response: { 201: Inspection },
      },
    },
    async (request, reply) => {
      // what follows from it is written where no inspector may write: by the owner's door, after the policy was asked
      return write(
        { under: owner },
        request,
        reply,
        async (db) => {
          const received = await receiveInspection(db, request.body, receiving(request))
          if (received.problem) return received
          if (!received.value.isNew) reply.header('idempotency-replayed', 'true')
          return { value: received.value.inspection }
        },
        201,
      )
    },
  )
}

function readingRoutes(app: App, { under, pack }: Services): void {
  app.get(
    '/api/inspections',
    {
      config: reading,
      schema: {
        tags,
        summary: 'Inspections, the latest first',
        description: '`from` and `to` select by the day on which they ended.',
        querystring: query({ ...inspectionFilters, ...pageQuery }),
        response: { 200: InspectionPage },
      },
    },
    async (request, reply) => {
      const { limit = 100, cursor, ...asked } = request.query
      const filter = inspectionFilterOf(asked, pack.zone)
      if (filter.problem) return sendProblem(reply, filter.problem)
      const after = readCursor(cursor, ['instant', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const actor = request.actor as Actor
      return under(actor, (db) => listInspections(db, filter.value, actor, { limit, after: after.value }))
    },
  )

  app.get(
    '/api/inspections/:id',
    { config: reading, schema: { tags, summary: 'One inspection', params: IdParams, response: { 200: Inspection } } },
    async (request, reply) => {
      const actor = request.actor as Actor
      const found = await under(actor, (db) => findInspection(db, request.params.id, { actor, pack }))
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )
}

function photoRoutes(app: App, { under, pack, clock, mediaDir }: Services): void {
  app.put(
    '/api/inspections/:id/photos/:photo',
    {
      config: { permission: 'inspections.write', takesNoKey: true, changesNothing: true },
      // the schema describes the form, which is no body yet when it is checked
      attachValidation: true,
      schema: {
        tags,
        summary: 'Send the file of a photo that an inspection has named',
        description: 'Idempotent by the id of the photo: what is there stays. It loses all metadata.',
        consumes: ['multipart/form-data'],
        params: PhotoOfInspection,
        body: Type.Object({ photo: PhotoFile }),
        response: { 200: PhotoReceipt },
      },
    },
    async (request, reply) => {
      if (request.validationError?.validationContext === 'params') throw request.validationError
      const form = await readForm(request, { file: 'photo', fileBytes: mostPhotoBytes })
      if (form.problem) return sendProblem(reply, form.problem)
      const { file } = form.value
      if (!file) return send(reply, faultAt('photo', sayHttp('member.missing', { name: 'photo' })))
      const actor = request.actor as Actor
      const keeping = {
        within: <T>(work: Parameters<typeof under<T>>[1]) => under(actor, work, originOf(request)),
        actor,
        pack,
        mediaDir,
        now: clock(),
      }
      return send(reply, await receivePhoto(request.params, file, keeping))
    },
  )

  app.get(
    '/api/inspections/:id/photos/:photo/:size',
    {
      // a page shows many at once, as a map does tiles
      config: { ...reading, quota: 'tiles' },
      schema: {
        tags,
        summary: 'A photo of an inspection, small or large',
        params: SizedPhotoOfInspection,
        produces: ['image/jpeg'],
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }), 304: Type.Null() },
      },
    },
    async (request, reply) => {
      const file = await under(request.actor, (db) => findInspectionPhotoFile(db, mediaDir, request.params))
      return replyPhoto(reply, file, 'changing')
    },
  )
}
