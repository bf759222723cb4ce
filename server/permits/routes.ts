import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { App, Services } from '../http/app-types.ts'
import { failed, send } from '../http/problem.ts'
import { IdParams } from '../http/query.ts'
import { write } from '../http/write.ts'
import { dayAt } from '../time/rules.ts'
import { Works } from '../works/contract.ts'
import type { WorksKeeper } from '../works/store.ts'
import { answer, extend, overrule } from './answers.ts'
import {
  AnswersTaken,
  Consultation,
  NewAnswer,
  NewAnswers,
  NewExtension,
  NewWaiver,
  NewWorksEvent,
  Overruling,
  Procedure,
  PublicPermit,
} from './contract.ts'
import { happen } from './events.ts'
import { answerMany } from './many-answers.ts'
import { procedureOf } from './procedure.ts'
import { publicPermit } from './public-permit.ts'
import { waive } from './waivers.ts'

const tags = ['permits']
const AskedParams = Type.Object({
  id: Type.String({ format: 'uuid' }),
  agency: Type.String({ format: 'uuid', description: 'the organisation that is asked' }),
})
const NumberParams = Type.Object({ number: Type.String({ minLength: 1, maxLength: 40 }) })

/** From an application to a permit: events, consultation, waivers, the office's queue, the permit. */
export function permitRoutes(app: App, services: Services, keeper: WorksKeeper): void {
  const { under, pack, clock, payments } = services
  const judging = (request: FastifyRequest) => ({
    pack,
    keeper,
    payments,
    actor: request.actor as Actor,
    now: clock(),
    language: request.language,
    onFailure: (error: unknown) => request.log.error({ err: error }, 'a look-up of an application failed'),
  })

  app.post(
    '/api/works/:id/events',
    {
      config: { permission: 'works.events' },
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
      const { actor } = request
      const today = dayAt(clock(), pack.zone)
      const found = await under(actor, (db) => publicPermit(db, request.params.number, { actor, today }))
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )
}
