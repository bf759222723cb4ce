import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { App, Services } from '../http/app-types.ts'
import { page, pageQuery, readCursor } from '../http/cursor.ts'
import { failed, send, sendProblem } from '../http/problem.ts'
import { IdParams, query } from '../http/query.ts'
import { write } from '../http/write.ts'
import { Amendment, Amendments, AskedChange, NewAmendment, NewPermitExtension } from '../works/amendments/contract.ts'
import { amendmentsOf } from '../works/amendments/read.ts'
import { findWorks } from '../works/read.ts'
import type { AmendmentKeeper } from '../works/store.ts'
import { amendmentPrice } from './amendment-price.ts'
import { askAmendment, askExtension, decideAmendment } from './amendments.ts'
import { AmendmentDecision } from './contract.ts'
import { Price } from './fees/contract.ts'

const tags = ['permits']
const NumberedParams = Type.Object({ id: Type.String({ format: 'uuid' }), number: Type.Integer({ minimum: 1 }) })

/** What changes after the application: amendments, longer permits, what the office decides about either. */
export function amendmentRoutes(app: App, services: Services, keeper: AmendmentKeeper): void {
  const { under, pack, clock } = services
  const amending = (request: FastifyRequest) => ({
    pack,
    keeper,
    actor: request.actor as Actor,
    now: clock(),
    language: request.language,
    onFailure: (error: unknown) => request.log.error({ err: error }, 'a look-up of an amendment failed'),
  })

  app.get(
    '/api/works/:id/amendments',
    {
      config: { permission: 'works.read' },
      schema: {
        tags,
        summary: 'The amendments of a works with their before and after, the last first',
        params: IdParams,
        querystring: query(pageQuery),
        response: { 200: Amendments },
      },
    },
    async (request, reply) => {
      const after = readCursor(request.query.cursor, ['count'])
      if (after.problem) return sendProblem(reply, after.problem)
      const { limit = 100 } = request.query
      const before = after.value?.[0] ?? null
      const found = await under(request.actor, async (db) => {
        const works = await findWorks(db, request.params.id, request.actor)
        return works && (await amendmentsOf(db, works, { limit: limit + 1, before, viewer: request.actor }))
      })
      if (!found) return send(reply, failed('not-found'))
      const pages = page(
        found,
        limit,
        (one) => one,
        ({ number }) => [number],
      )
      return send(reply, { value: pages })
    },
  )

  app.post(
    '/api/works/:id/amendments',
    {
      config: { permission: 'works.write' },
      schema: {
        tags,
        summary: 'Amend a works that was applied for; of one that has its permit, propose it',
        params: IdParams,
        body: NewAmendment,
        response: { 201: Amendment },
      },
    },
    async (request, reply) =>
      write(
        services,
        request,
        reply,
        (db) => askAmendment(db, request.params.id, request.body, amending(request)),
        201,
      ),
  )

  app.post(
    '/api/works/:id/extensions',
    {
      config: { permission: 'works.write' },
      schema: {
        tags,
        summary: 'Ask for more days of a permit before it runs out',
        params: IdParams,
        body: NewPermitExtension,
        response: { 201: Amendment },
      },
    },
    async (request, reply) =>
      write(
        services,
        request,
        reply,
        (db) => askExtension(db, request.params.id, request.body, amending(request)),
        201,
      ),
  )

  app.post(
    '/api/works/:id/amendments/price',
    {
      config: { permission: 'works.write', changesNothing: true, takesNoKey: true },
      schema: {
        tags,
        summary: 'What an amendment of a permit would cost, before it is proposed',
        description: 'Nothing is stored. More days than the permit has are priced as its extension.',
        params: IdParams,
        body: AskedChange,
        response: { 200: Price },
      },
    },
    async (request, reply) => {
      const { actor, params, body } = request
      return send(reply, await under(actor, (db) => amendmentPrice(db, params.id, body, amending(request))))
    },
  )

  app.post(
    '/api/works/:id/amendments/:number/decision',
    {
      config: { permission: 'works.events' },
      schema: {
        tags,
        summary: 'Accept or decline a proposed amendment, or withdraw it',
        params: NumberedParams,
        body: AmendmentDecision,
        response: { 200: Amendment },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => decideAmendment(db, request.params, request.body, amending(request))),
  )
}
