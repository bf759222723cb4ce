import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, type TObject, Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import type { Db } from '../../database/connect.ts'
import type { App, Services } from '../../http/app-types.ts'
import { readForm, typedFields } from '../../http/form.ts'
import { digestOf } from '../../http/idempotency.ts'
import { failed, type Outcome, sendProblem } from '../../http/problem.ts'
import { IdParams } from '../../http/query.ts'
import { write, writeInSteps } from '../../http/write.ts'
import { mostPhotoBytes, PhotoFile } from '../../media/contract.ts'
import { recordByHand } from './by-hand.ts'
import {
  AgreedVisit,
  Defect,
  DefectDecision,
  DefectForm,
  DefectVerdict,
  MendForm,
  NewDefectAnswer,
} from './contract.ts'
import { agreeVisit, answerDefect, decideDefect, judgeDefect } from './deeds.ts'
import { type Mending, mendDefect } from './mend.ts'
import { type Asking, defectOf } from './read.ts'

const tags = ['inspections']
const consumes = ['multipart/form-data']
const response = { 200: Defect }

/** What is done with defects, each by the owner's door after the policy was asked: visits follow, which not everybody may plan. */
export function defectDeedRoutes(app: App, services: Services): void {
  const { owner, pack, clock, mediaDir } = services
  const byPolicy = { under: owner }
  const asking = (request: FastifyRequest): Asking => ({ pack, now: clock(), actor: request.actor as Actor })

  /** Does a deed and answers with the defect as it stands then. */
  const deed = (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
    work: (db: Db, id: string, asking: Asking) => Promise<Outcome<null>>,
  ) =>
    write(byPolicy, request, reply, async (db): Promise<Outcome<Defect>> => {
      const { id } = request.params
      const done = await work(db, id, asking(request))
      if (done.problem) return done
      const value = await defectOf(db, id, asking(request))
      return value ? { value } : failed('not-found')
    })

  /** Reads a form with a photo, and writes what it says. */
  const withForm = async <Form extends TObject>(
    request: FastifyRequest,
    reply: FastifyReply,
    { form: schema, status }: { form: Form; status: number },
    work: (given: Static<Form> & { photo: Buffer | null }, mending: Mending) => Promise<Outcome<Defect>>,
  ) => {
    const form = await readForm(request, { file: 'photo', fileBytes: mostPhotoBytes })
    if (form.problem) return sendProblem(reply, form.problem)
    const given = { ...typedFields(request, form.value.fields, schema), photo: form.value.file }
    const asked = { ...given, photo: digestOf(given.photo) }
    return writeInSteps(byPolicy, request, reply, { status, asked }, (steps) =>
      work(given, { ...steps, ...asking(request), mediaDir }),
    )
  }

  app.post(
    '/api/defects',
    {
      config: { permission: 'works.decide' },
      attachValidation: true,
      schema: {
        tags,
        summary: 'Record a defect by hand, with a photo and its place',
        consumes,
        body: Type.Object({ ...DefectForm.properties, photo: Type.Optional(PhotoFile) }),
        response: { 201: Defect },
      },
    },
    async (request, reply) => withForm(request, reply, { form: DefectForm, status: 201 }, recordByHand),
  )

  app.post(
    '/api/defects/:id/answer',
    {
      config: { permission: 'defects.answer' },
      schema: {
        tags,
        summary: 'Accept a defect, dispute it with a reason, or ask to look at it together',
        params: IdParams,
        body: NewDefectAnswer,
        response,
      },
    },
    async (request, reply) => deed(request, reply, (db, id, as) => answerDefect(db, id, request.body, as)),
  )

  app.post(
    '/api/defects/:id/mending',
    {
      config: { permission: 'defects.answer' },
      attachValidation: true,
      schema: {
        tags,
        summary: 'Report a defect as mended, with a photo of it taken there',
        consumes,
        params: IdParams,
        body: Type.Object({ ...MendForm.properties, photo: PhotoFile }),
        response,
      },
    },
    async (request, reply) =>
      withForm(request, reply, { form: MendForm, status: 200 }, (given, mending) =>
        mendDefect(request.params.id, given, mending),
      ),
  )

  app.post(
    '/api/defects/:id/verdict',
    {
      config: { permission: 'inspections.write' },
      schema: {
        tags,
        summary: 'Verify a mend, or turn it down with a reason',
        params: IdParams,
        body: DefectVerdict,
        response,
      },
    },
    async (request, reply) => deed(request, reply, (db, id, as) => judgeDefect(db, id, request.body, as)),
  )

  app.post(
    '/api/defects/:id/visit',
    {
      config: { permission: 'works.decide' },
      schema: { tags, summary: 'Agree on a day for a joint visit', params: IdParams, body: AgreedVisit, response },
    },
    async (request, reply) => deed(request, reply, (db, id, as) => agreeVisit(db, id, request.body, as)),
  )

  app.post(
    '/api/defects/:id/decision',
    {
      config: { permission: 'works.decide' },
      schema: {
        tags,
        summary: 'Uphold a defect that is disputed, or take one back',
        params: IdParams,
        body: DefectDecision,
        response,
      },
    },
    async (request, reply) => deed(request, reply, (db, id, as) => decideDefect(db, id, request.body, as)),
  )
}
