import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { sendProblem } from '../http/problem.ts'
import { IdParams, query } from '../http/query.ts'
import { write } from '../http/write.ts'
import { dayAt } from '../time/rules.ts'
import { Ban, Bans, banLists, Lifting, NewBan } from './contract.ts'
import { listBans } from './read.ts'
import { imposeBan, liftBan } from './store.ts'

const tags = ['contractors']
const writing = { permission: 'bans.write' } as const

/** Contractors that may do no works: imposed and lifted by an office, seen by whoever gives them works. */
export function contractorRoutes(app: App, services: Services): void {
  const { under, pack, clock } = services
  const doing = (request: FastifyRequest) => ({ pack, now: clock(), actor: request.actor as Actor })

  app.get(
    '/api/contractor-bans',
    {
      config: { permission: 'bans.read' },
      schema: {
        tags,
        summary: 'Bans of contractors, the newest first',
        description: 'A contractor sees its own; agencies that give works to contractors, and offices, see all.',
        querystring: query({
          list: Type.Optional(Type.Enum([...banLists])),
          contractor: Type.Optional(Type.String({ format: 'uuid' })),
          ...pageQuery,
        }),
        response: { 200: Bans },
      },
    },
    async (request, reply) => {
      const { list = 'standing', contractor, limit = 100, cursor } = request.query
      const after = readCursor(cursor, ['instant', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const reading = { actor: request.actor as Actor, today: dayAt(clock(), pack.zone) }
      const asked = { list, contractor, limit, after: after.value }
      return under(request.actor, (db) => listBans(db, asked, reading))
    },
  )

  app.post(
    '/api/contractor-bans',
    {
      config: writing,
      schema: { tags, summary: 'Ban a contractor from works', body: NewBan, response: { 201: Ban } },
    },
    async (request, reply) => write(services, request, reply, (db) => imposeBan(db, request.body, doing(request)), 201),
  )

  app.post(
    '/api/contractor-bans/:id/lifting',
    {
      config: writing,
      schema: { tags, summary: 'Lift a ban, with a reason', params: IdParams, body: Lifting, response: { 200: Ban } },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => liftBan(db, request.params.id, request.body, doing(request))),
  )
}
