import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import type { App, Services } from '../../http/app-types.ts'
import { readForm, typedFields } from '../../http/form.ts'
import { digestOf } from '../../http/idempotency.ts'
import { sayHttp } from '../../http/messages.ts'
import { faultAt, sendProblem } from '../../http/problem.ts'
import { IdParams } from '../../http/query.ts'
import { writeInSteps } from '../../http/write.ts'
import { mostPhotoBytes, PhotoFile, PhotoParams } from '../../media/contract.ts'
import { replyPhoto } from '../../media/reply.ts'
import { addEvidence, answerViolation, findViolationPhotoFile } from './answer.ts'
import { LiableAnswer, Violation } from './contract.ts'

const tags = ['violations']
const Uuid = Type.String({ format: 'uuid' })
const ViolationPhotoParams = Type.Object({ id: Uuid, photo: Uuid, size: PhotoParams.properties.size })

/** What the liable party says of a violation, and the photos of both sides. */
export function violationAnswerRoutes(app: App, services: Services): void {
  const { under, pack, clock, mediaDir } = services
  const doing = (request: FastifyRequest) => ({ actor: request.actor as Actor, pack, now: clock(), mediaDir })

  app.post(
    '/api/violations/:id/answer',
    {
      config: { permission: 'violations.object' },
      // The schema describes the form; its fields are checked as text once the form has been read.
      attachValidation: true,
      schema: {
        tags,
        summary: 'Answer a violation: it is mended, it is objected to, or it is taken as it is',
        consumes: ['multipart/form-data'],
        params: IdParams,
        body: Type.Object({ ...LiableAnswer.properties, photo: Type.Optional(PhotoFile) }),
        response: { 200: Violation },
      },
    },
    async (request, reply) => {
      const form = await readForm(request, { file: 'photo', fileBytes: mostPhotoBytes })
      if (form.problem) return sendProblem(reply, form.problem)
      const given = { ...typedFields(request, form.value.fields, LiableAnswer), photo: form.value.file }
      const asked = { ...given, photo: digestOf(given.photo) }
      return writeInSteps(services, request, reply, { status: 200, asked }, (steps) =>
        answerViolation(request.params.id, given, { ...steps, ...doing(request) }),
      )
    },
  )

  app.post(
    '/api/violations/:id/photos',
    {
      config: { permission: 'violations.decide' },
      attachValidation: true,
      schema: {
        tags,
        summary: 'Add a photo to a violation as evidence',
        consumes: ['multipart/form-data'],
        params: IdParams,
        body: Type.Object({ photo: PhotoFile }),
        response: { 201: Violation },
      },
    },
    async (request, reply) => {
      const form = await readForm(request, { file: 'photo', fileBytes: mostPhotoBytes })
      if (form.problem) return sendProblem(reply, form.problem)
      const { file } = form.value
      if (!file) return sendProblem(reply, faultAt('photo', sayHttp('member.missing')).problem)
      const asked = { photo: digestOf(file) }
      return writeInSteps(services, request, reply, { status: 201, asked }, (steps) =>
        addEvidence(request.params.id, file, { ...steps, ...doing(request) }),
      )
    },
  )

  app.get(
    '/api/violations/:id/photos/:photo/:size',
    {
      config: { permission: 'works.read', quota: 'tiles' },
      schema: {
        tags,
        summary: 'A photo of a violation',
        params: ViolationPhotoParams,
        produces: ['image/jpeg'],
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
      },
    },
    async (request, reply) => {
      const file = await under(request.actor, (db) => findViolationPhotoFile(db, mediaDir, request.params))
      return replyPhoto(reply, file)
    },
  )
}
