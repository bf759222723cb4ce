import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { readForm, typedFields } from '../http/form.ts'
import { digestOf } from '../http/idempotency.ts'
import { failed, type Outcome, send, sendProblem } from '../http/problem.ts'
import { IdParams, query } from '../http/query.ts'
import { write, writeInSteps } from '../http/write.ts'
import { mostPhotoBytes, PhotoFile, PhotoParams } from '../media/contract.ts'
import { replyPhoto } from '../media/reply.ts'
import { answerProposal } from './answer.ts'
import { caseFilterOf, caseFilters } from './asked.ts'
import type { CaseDoing } from './carry-out.ts'
import {
  Case,
  CaseList,
  CaseMessage,
  MessageForm,
  NewCase,
  NewCaseAnswer,
  NewDecision,
  NewProposal,
} from './contract.ts'
import { decide } from './decide.ts'
import { caseFileRoutes } from './file-routes.ts'
import { keeperWithoutCases } from './keeper.ts'
import { caseMarks, listCases } from './list.ts'
import { findCasePhotoFile, say } from './message.ts'
import { openCase } from './open.ts'
import { propose } from './propose.ts'
import { roomOf } from './read.ts'

const tags = ['cases']
const Uuid = Type.String({ format: 'uuid' })
const ProposalParams = Type.Object({ id: Uuid, proposal: Uuid })
const CasePhotoParams = Type.Object({ id: Uuid, photo: Uuid, size: PhotoParams.properties.size })

/** Coordination cases: what owners of works that meet say, propose and agree on, and what the office decides for them. */
export function caseRoutes(app: App, services: Services): void {
  const { under, owner, pack, clock, mediaDir } = services
  const doing = (request: FastifyRequest): CaseDoing => ({
    pack,
    keeper: keeperWithoutCases,
    actor: request.actor as Actor,
    now: clock(),
    language: request.language,
    onFailure: (error: unknown) => request.log.error({ err: error }, 'a look-up of a case failed'),
  })
  /** The room as it stands after a deed in it. */
  const then = async (db: Db, request: FastifyRequest, id: string, done: Outcome<unknown>): Promise<Outcome<Case>> =>
    done.problem ? done : { value: (await roomOf(db, id, doing(request))) as Case }
  // a party may not move the works of the others, and what is tried or agreed does: by the owner's door, after the policy was asked
  const byAgreement = { under: owner }
  caseFileRoutes(app, services)

  app.get(
    '/api/cases',
    {
      config: { permission: 'cases.read' },
      schema: {
        tags,
        summary: 'The cases of the own organisation or ground, those that wait longest first',
        querystring: query({ ...caseFilters, ...pageQuery }),
        response: { 200: CaseList },
      },
    },
    async (request, reply) => {
      const filter = caseFilterOf(request.query, pack.zone)
      if (filter.problem) return sendProblem(reply, filter.problem)
      const after = readCursor(request.query.cursor, caseMarks)
      if (after.problem) return sendProblem(reply, after.problem)
      const { limit = 100 } = request.query
      const page = { limit, after: after.value }
      return under(request.actor, (db) => listCases(db, filter.value, request.actor as Actor, page))
    },
  )

  app.get(
    '/api/cases/:id',
    {
      config: { permission: 'cases.read' },
      schema: {
        tags,
        summary: 'A case: its works, its thread and what is proposed',
        params: IdParams,
        response: { 200: Case },
      },
    },
    async (request, reply) => {
      const found = await under(request.actor, (db) => roomOf(db, request.params.id, doing(request)))
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )

  app.post(
    '/api/cases',
    {
      config: { permission: 'cases.write' },
      schema: {
        tags,
        summary: 'Open the case of two works that meet, or find it',
        body: NewCase,
        response: { 201: Case },
      },
    },
    async (request, reply) =>
      write(
        services,
        request,
        reply,
        async (db) => {
          const opened = await openCase(db, request.body, doing(request))
          return opened.problem ? opened : then(db, request, opened.value, opened)
        },
        201,
      ),
  )

  app.post(
    '/api/cases/:id/messages',
    {
      config: { permission: 'cases.write' },
      // The schema describes the form; its fields are checked as text once the form has been read.
      attachValidation: true,
      schema: {
        tags,
        summary: 'Say something in a case, with a photo or a sketch on the map',
        consumes: ['multipart/form-data'],
        params: IdParams,
        body: Type.Object({ ...MessageForm.properties, photo: Type.Optional(PhotoFile) }),
        response: { 201: CaseMessage },
      },
    },
    async (request, reply) => {
      const form = await readForm(request, { file: 'photo', fileBytes: mostPhotoBytes })
      if (form.problem) return sendProblem(reply, form.problem)
      const given = { ...typedFields(request, form.value.fields, MessageForm), photo: form.value.file }
      const asked = { ...given, photo: digestOf(given.photo) }
      return writeInSteps(services, request, reply, { status: 201, asked }, (steps) =>
        say(request.params.id, given, { ...steps, ...doing(request), mediaDir }),
      )
    },
  )

  app.get(
    '/api/cases/:id/photos/:photo/:size',
    {
      config: { permission: 'cases.read', quota: 'tiles' },
      schema: {
        tags,
        summary: 'A photo that was sent in a case',
        params: CasePhotoParams,
        produces: ['image/jpeg'],
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
      },
    },
    async (request, reply) => {
      const file = await under(request.actor, (db) => findCasePhotoFile(db, mediaDir, request.params))
      return replyPhoto(reply, file)
    },
  )

  app.post(
    '/api/cases/:id/proposals',
    {
      config: { permission: 'cases.write' },
      schema: {
        tags,
        summary: 'Propose how the works of a case get along',
        description: 'It is tried on the works first; the answer tells what a re-assessment with it found.',
        params: IdParams,
        body: NewProposal,
        response: { 201: Case },
      },
    },
    async (request, reply) =>
      write(
        byAgreement,
        request,
        reply,
        async (db) =>
          then(db, request, request.params.id, await propose(db, request.params.id, request.body, doing(request))),
        201,
      ),
  )

  app.post(
    '/api/cases/:id/proposals/:proposal/answers',
    {
      config: { permission: 'cases.write' },
      schema: {
        tags,
        summary: 'Accept a proposal, reject it with a reason, or counter it',
        description: 'What all parties have accepted is carried out at once.',
        params: ProposalParams,
        body: NewCaseAnswer,
        response: { 200: Case },
      },
    },
    async (request, reply) =>
      write(byAgreement, request, reply, async (db) => {
        const { id, proposal: proposalId } = request.params
        return then(db, request, id, await answerProposal(db, { id, proposalId }, request.body, doing(request)))
      }),
  )

  app.post(
    '/api/cases/:id/decision',
    {
      config: { permission: 'works.decide' },
      schema: {
        tags,
        summary: 'Decide a case, with a reason and the versions of the works that were seen',
        params: IdParams,
        body: NewDecision,
        response: { 200: Case },
      },
    },
    async (request, reply) =>
      write(byAgreement, request, reply, async (db) =>
        then(db, request, request.params.id, await decide(db, request.params.id, request.body, doing(request))),
      ),
  )
}
