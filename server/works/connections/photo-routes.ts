import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import type { App, Services } from '../../http/app-types.ts'
import { readForm, typedFields } from '../../http/form.ts'
import { digestOf } from '../../http/idempotency.ts'
import { sendProblem } from '../../http/problem.ts'
import { writeInSteps } from '../../http/write.ts'
import { mostPhotoBytes, PhotoFile, photoSizes } from '../../media/contract.ts'
import { replyPhoto } from '../../media/reply.ts'
import { Connection, ConnectionPhotoForm } from './contract.ts'
import { addConnectionPhoto, findConnectionPhotoFile } from './photo.ts'

const tags = ['works']
const Uuid = Type.String({ format: 'uuid' })
const OneParams = Type.Object({ id: Uuid, connection: Uuid })

/** The photo of a connection as it was done. */
export function connectionPhotoRoutes(app: App, services: Services): void {
  const { under, pack, clock, mediaDir } = services

  app.post(
    '/api/works/:id/connections/:connection/photos',
    {
      config: { permission: 'connections.mark' },
      attachValidation: true,
      schema: {
        tags,
        summary: 'Give a connection that is done its photo, in the place of one that it has',
        description: 'As whose works it is, or as who digs it.',
        consumes: ['multipart/form-data'],
        params: OneParams,
        body: Type.Object({ ...ConnectionPhotoForm.properties, photo: PhotoFile }),
        response: { 200: Connection },
      },
    },
    async (request, reply) => {
      const form = await readForm(request, { file: 'photo', fileBytes: mostPhotoBytes })
      if (form.problem) return sendProblem(reply, form.problem)
      const given = { ...typedFields(request, form.value.fields, ConnectionPhotoForm), photo: form.value.file }
      const asked = { ...given, photo: digestOf(given.photo) }
      const { actor, params } = request
      return writeInSteps(services, request, reply, { status: 200, asked }, (steps) =>
        addConnectionPhoto(params, given, { ...steps, actor: actor as Actor, pack, mediaDir, now: clock() }),
      )
    },
  )

  app.get(
    '/api/works/:id/connections/:connection/photos/:photo/:size',
    {
      config: { permission: 'works.read', quota: 'tiles' },
      schema: {
        tags,
        summary: 'The photo of a connection',
        params: Type.Object({ ...OneParams.properties, photo: Uuid, size: Type.Enum(photoSizes) }),
        produces: ['image/jpeg'],
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
      },
    },
    async (request, reply) => {
      const { params } = request
      const file = await under(request.actor, (db) => findConnectionPhotoFile(db, mediaDir, params, params.size))
      return replyPhoto(reply, file)
    },
  )
}
