import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { failed, send, sendProblem } from '../http/problem.ts'
import { IdParams, query } from '../http/query.ts'
import { write } from '../http/write.ts'
import { dayAt } from '../time/rules.ts'
import { Works } from '../works/contract.ts'
import { summariesOf } from '../works/read.ts'
import type { WorksKeeper } from '../works/store.ts'
import { answer, extend, overrule } from './answers.ts'
import {
  AnswersTaken,
  Consultation,
  ConsultationInbox,
  inboxStates,
  NewAnswer,
  NewAnswers,
  NewExtension,
  NewWaiver,
  NewWorksEvent,
  Overruling,
  Procedure,
  PublicPermit,
  ReviewQueue,
  reviewSorts,
} from './contract.ts'
import { happen } from './events.ts'
import { inboxOf } from './inbox.ts'
import { answerMany } from './many-answers.ts'
import { permitByNumber } from './permit.ts'
import { procedureOf } from './procedure.ts'
import { reviewQueue } from './reviews.ts'
import { permitStateOf } from './rules.ts'
import { waive } from './waivers.ts'

const tags = ['permits']
const AskedParams = Type.Object({
  id: Type.String({ format: 'uuid' }),
  agency: Type.String({ format: 'uuid', description: 'the organisation that is asked' }),
})
const NumberParams = Type.Object({ number: Type.String({ minLength: 1, maxLength: 40 }) })

/** From an application to a permit: events, consultation, waivers, the office's queue, the permit. */
export function permitRoutes(app: App, services: Services, keeper: WorksKeeper): void {
  const { under, pack, clock } = services
  const judging = (request: FastifyRequest) => ({
    pack,
    keeper,
    actor: request.actor as Actor,
    now: clock(),
    language: request.language,
    onFailure: (error: unknown) => request.log.error({ err: error }, 'a look-up of an application failed'),
  })

  app.post(
    '/api/works/:id/events',
    {
      config: { permission: 'works.write' },
      schema: {
        tags,
        summary: 'Make an event of its lifecycle happen to a works',
        description: 'What stands against it answers 409 with its `reasons`, all of them.',
        params: IdParams,
        body: NewWorksEvent,
        response: { 200: Works },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => happen(db, request.params.id, request.body, judging(request))),
  )

  app.get(
    '/api/works/:id/procedure',
    {
      config: { permission: 'works.read' },
      schema: {
        tags,
        summary: 'Where the application of a works stands, and what may be done now',
        params: IdParams,
        response: { 200: Procedure },
      },
    },
    async (request, reply) => {
      const found = await under(request.actor, (db) => procedureOf(db, request.params.id, judging(request)))
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )

  app.post(
    '/api/works/:id/waivers',
    {
      config: { permission: 'works.decide' },
      schema: {
        tags,
        summary: 'Let a finding of a works pass, with a reason',
        params: IdParams,
        body: NewWaiver,
        response: { 201: Procedure },
      },
    },
    async (request, reply) =>
      write(
        services,
        request,
        reply,
        async (db) => {
          const waived = await waive(db, request.params.id, request.body, judging(request))
          if (waived.problem) return waived
          return { value: (await procedureOf(db, request.params.id, judging(request))) as Procedure }
        },
        201,
      ),
  )

  const asked = ({ params }: { params: { id: string; agency: string } }) => ({
    worksId: params.id,
    agencyId: params.agency,
  })

  app.post(
    '/api/works/:id/consultations/:agency/answer',
    {
      config: { permission: 'consultations.answer' },
      schema: {
        tags,
        summary: 'Answer for an organisation that was asked',
        params: AskedParams,
        body: NewAnswer,
        response: { 200: Consultation },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => answer(db, asked(request), request.body, judging(request))),
  )

  app.post(
    '/api/works/:id/consultations/:agency/extension',
    {
      config: { permission: 'consultations.answer' },
      schema: {
        tags,
        summary: 'More time for an answer, once',
        params: AskedParams,
        body: NewExtension,
        response: { 200: Consultation },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => extend(db, asked(request), request.body, judging(request))),
  )

  app.post(
    '/api/works/:id/consultations/:agency/overruling',
    {
      config: { permission: 'works.decide' },
      schema: {
        tags,
        summary: 'Decide against an objection, with a reason',
        params: AskedParams,
        body: Overruling,
        response: { 200: Consultation },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => overrule(db, asked(request), request.body, judging(request))),
  )

  app.get(
    '/api/consultations',
    {
      config: { permission: 'consultations.answer' },
      schema: {
        tags,
        summary: 'What the own organisation is asked',
        querystring: query({ state: Type.Optional(Type.Enum([...inboxStates])), ...pageQuery }),
        response: { 200: ConsultationInbox },
      },
    },
    async (request, reply) => {
      const after = readCursor(request.query.cursor, ['instant', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const { state = 'open', limit = 100 } = request.query
      const actor = request.actor as Actor
      return under(actor, (db) => inboxOf(db, actor, { state, limit, after: after.value }))
    },
  )

  app.post(
    '/api/consultations/answers',
    {
      config: { permission: 'consultations.answer' },
      schema: {
        tags,
        summary: 'The same answer to several, each taken or not on its own',
        body: NewAnswers,
        response: { 200: AnswersTaken },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => answerMany(db, request.body, judging(request), request.language)),
  )

  app.get(
    '/api/reviews',
    {
      config: { permission: 'works.decide' },
      schema: {
        tags,
        summary: 'The applications that wait for the office',
        querystring: query({ sort: Type.Optional(Type.Enum([...reviewSorts])), ...pageQuery }),
        response: { 200: ReviewQueue },
      },
    },
    async (request, reply) => {
      const { sort = 'due', limit = 100, cursor } = request.query
      const after = readCursor(cursor, [sort === 'due' ? 'instant' : 'day', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const actor = request.actor as Actor
      return under(actor, (db) => reviewQueue(db, actor, { sort, limit, after: after.value, now: clock() }))
    },
  )

  app.get(
    '/api/permits/:number',
    {
      config: { permission: 'public' },
      schema: {
        tags,
        summary: 'A permit by its number, for anybody',
        params: NumberParams,
        response: { 200: PublicPermit },
      },
    },
    async (request, reply) => {
      const today = dayAt(clock(), pack.zone)
      const found = await under(request.actor, async (db) => {
        const permit = await permitByNumber(db, request.params.number)
        if (!permit) return null
        const works = (await summariesOf(db, [permit.worksId], request.actor)).get(permit.worksId) ?? null
        const state = permitStateOf(permit.valid, works?.status ?? null, today)
        return { permit: state === 'void' ? { ...permit, conditions: [] } : permit, works, state }
      })
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )
}
