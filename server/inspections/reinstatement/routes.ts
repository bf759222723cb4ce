import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import type { App, Services } from '../../http/app-types.ts'
import { readForm } from '../../http/form.ts'
import { failed, send, sendProblem } from '../../http/problem.ts'
import { IdParams } from '../../http/query.ts'
import { write, writeInSteps } from '../../http/write.ts'
import { mostPhotoBytes, PhotoFile, photoSizes } from '../../media/contract.ts'
import { replyPhoto } from '../../media/reply.ts'
import { findWorks } from '../../works/read.ts'
import type { WorksKeeper } from '../../works/store.ts'
import {
  CorrectedReinstatement,
  NewReinstatement,
  Reinstatement,
  ReinstatementChoices,
  Reinstatements,
  ReinstatementVersions,
} from './contract.ts'
import { addPhoto, findPhotoFile } from './photos.ts'
import { reinstatementsOf, versionsOf } from './read.ts'
import { correctReinstatement, recordReinstatement } from './store.ts'

const tags = ['inspections']
const read = { permission: 'works.read' } as const
const writing = { permission: 'reinstatements.write' } as const
const record = { id: Type.String({ format: 'uuid' }), record: Type.Integer({ minimum: 1, maximum: 32_767 }) }
const RecordParams = Type.Object(record)
const photo = { ...record, photo: Type.String({ format: 'uuid', description: 'as the device that took it named it' }) }

/** How the ground of a works was closed again: recorded by whoever did it, read by whoever may read the works. */
export function reinstatementRoutes(app: App, services: Services, keeper: WorksKeeper): void {
  readingRoutes(app, services)
  writingRoutes(app, services, keeper)
  photoRoutes(app, services)
}

function readingRoutes(app: App, { under, pack }: Services): void {
  app.get(
    '/api/reinstatement-choices',
    {
      config: read,
      schema: {
        tags,
        summary: 'What a reinstatement is recorded with: materials and surfaces',
        response: { 200: ReinstatementChoices },
      },
    },
    async () => {
      const { materials, surfaces, endsFromMetres, leastPhotos } = pack.inspections.reinstatement
      return { materials, surfaces, endsFromMetres, leastPhotos }
    },
  )

  app.get(
    '/api/works/:id/reinstatements',
    {
      config: read,
      schema: {
        tags,
        summary: 'How the ground of a works was closed again, and what is not recorded yet',
        params: IdParams,
        response: { 200: Reinstatements },
      },
    },
    async (request, reply) => {
      const asked = { actor: request.actor as Actor, pack }
      const found = await under(request.actor, (db) => reinstatementsOf(db, request.params.id, asked))
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )

  app.get(
    '/api/works/:id/reinstatements/:record',
    {
      config: read,
      schema: {
        tags,
        summary: 'All versions of a record, the last first',
        params: RecordParams,
        response: { 200: ReinstatementVersions },
      },
    },
    async (request, reply) => {
      const { id, record: number } = request.params
      const items = await under(request.actor, async (db) =>
        (await findWorks(db, id, request.actor)) ? versionsOf(db, id, number) : [],
      )
      return send(reply, items.length > 0 ? { value: { items } } : failed('not-found'))
    },
  )
}

function writingRoutes(app: App, services: Services, keeper: WorksKeeper): void {
  const { pack, clock, owner } = services
  // what a record says becomes the ground of a works that a contractor may not write: by the owner's door, after the policy was asked
  const door = { under: owner }
  app.post(
    '/api/works/:id/reinstatements',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Record how ground was closed again',
        params: IdParams,
        body: NewReinstatement,
        response: { 201: Reinstatement },
      },
    },
    async (request, reply) => {
      const recording = { actor: request.actor as Actor, pack, keeper, now: clock() }
      const { params, body } = request
      return write(door, request, reply, (db) => recordReinstatement(db, params.id, body, recording), 201)
    },
  )

  app.post(
    '/api/works/:id/reinstatements/:record/versions',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Correct a record by another version of it',
        params: RecordParams,
        body: CorrectedReinstatement,
        response: { 201: Reinstatement },
      },
    },
    async (request, reply) => {
      const recording = { actor: request.actor as Actor, pack, keeper, now: clock() }
      const asked = { worksId: request.params.id, number: request.params.record }
      return write(door, request, reply, (db) => correctReinstatement(db, asked, request.body, recording), 201)
    },
  )
}

function photoRoutes(app: App, services: Services): void {
  const { under, pack, clock, mediaDir } = services
  app.put(
    '/api/works/:id/reinstatements/:record/photos/:photo',
    {
      config: { ...writing, takesNoKey: true },
      attachValidation: true,
      schema: {
        tags,
        summary: 'Add a photo to a record; sent twice it is there once',
        params: Type.Object(photo),
        consumes: ['multipart/form-data'],
        body: Type.Object({ photo: PhotoFile }),
        response: { 200: Reinstatement },
      },
    },
    async (request, reply) => {
      const form = await readForm(request, { file: 'photo', fileBytes: mostPhotoBytes })
      if (form.problem) return sendProblem(reply, form.problem)
      const { id: worksId, record: number, photo: named } = request.params
      const adding = { actor: request.actor as Actor, pack, mediaDir, now: clock() }
      return writeInSteps(services, request, reply, { status: 200 }, ({ within }) =>
        addPhoto({ worksId, number, photo: named }, form.value.file, { ...adding, within }),
      )
    },
  )

  app.get(
    '/api/works/:id/reinstatements/:record/photos/:photo/:size',
    {
      config: { ...read, quota: 'tiles' },
      schema: {
        tags,
        summary: 'A photo of a record',
        params: Type.Object({ ...photo, size: Type.Enum(photoSizes) }),
        produces: ['image/jpeg'],
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
      },
    },
    async (request, reply) => {
      const { id: worksId, record: number, photo: named, size } = request.params
      const file = await under(request.actor, (db) =>
        findPhotoFile(db, mediaDir, { worksId, number, photo: named }, size),
      )
      return replyPhoto(reply, file)
    },
  )
}
