import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import type { App, Services } from '../../http/app-types.ts'
import { pageQuery, readCursor } from '../../http/cursor.ts'
import { sendProblem } from '../../http/problem.ts'
import { IdParams, query } from '../../http/query.ts'
import { write } from '../../http/write.ts'
import { dayAt } from '../../time/rules.ts'
import { Delegation, Delegations, delegationLists, NewDelegation } from './contract.ts'
import { listDelegations } from './read.ts'
import { entrust, revoke } from './store.ts'

const tags = ['permits']
const config = { permission: 'consultations.answer' } as const

/** Who answers consultations for whom. */
export function delegationRoutes(app: App, services: Services): void {
  const { under, pack, clock } = services
  const doing = (request: FastifyRequest) => ({ pack, now: clock(), actor: request.actor as Actor })

  app.get(
    '/api/delegations',
    {
      config,
      schema: {
        tags,
        summary: 'Who answers consultations for the own organisation, and for whom it answers',
        querystring: query({ list: Type.Optional(Type.Enum([...delegationLists])), ...pageQuery }),
        response: { 200: Delegations },
      },
    },
    async (request, reply) => {
      const { list = 'standing', limit = 100, cursor } = request.query
      const after = readCursor(cursor, ['instant', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const reading = { actor: request.actor as Actor, today: dayAt(clock(), pack.zone) }
      return under(request.actor, (db) => listDelegations(db, { list, limit, after: after.value }, reading))
    },
  )

  app.post(
    '/api/delegations',
    {
      config,
      schema: {
        tags,
        summary: 'Entrust another organisation with answering for the own one',
        body: NewDelegation,
        response: { 201: Delegation },
      },
    },
    async (request, reply) => write(services, request, reply, (db) => entrust(db, request.body, doing(request)), 201),
  )

  app.post(
    '/api/delegations/:id/revocation',
    {
      config,
      schema: { tags, summary: 'Take a delegation back, at once', params: IdParams, response: { 200: Delegation } },
    },
    async (request, reply) => write(services, request, reply, (db) => revoke(db, request.params.id, doing(request))),
  )
}
