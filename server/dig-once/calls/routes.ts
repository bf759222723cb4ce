import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import type { App, Services } from '../../http/app-types.ts'
import { pageQuery, readCursor } from '../../http/cursor.ts'
import { failed, send, sendProblem } from '../../http/problem.ts'
import { IdParams, placeAndTime, query, readPlaceAndTime } from '../../http/query.ts'
import { write } from '../../http/write.ts'
import { dayAt } from '../../time/rules.ts'
import type { WorksKeeper } from '../../works/store.ts'
import { callForInterest, closeCall } from './actions.ts'
import { answerCall } from './answer.ts'
import { Call, Calls, Closing, NewAnswer, NewCall } from './contract.ts'
import { findCall, listCalls } from './store.ts'

const tags = ['dig once']

/** Calls for interest in a stretch of ground: made, answered, and closed into linked works. */
export function callRoutes(app: App, services: Services, keeper: WorksKeeper): void {
  const { under, pack, clock } = services
  const reading = { permission: 'conflicts.read' } as const
  const writing = { permission: 'works.write' } as const
  const doing = ({ actor }: FastifyRequest) => ({ pack, keeper, actor: actor as Actor, now: clock() })
  const seeing = ({ actor }: FastifyRequest) => ({ viewer: actor, today: dayAt(clock(), pack.zone) })

  app.get(
    '/api/interest-calls',
    {
      config: reading,
      schema: {
        tags,
        summary: 'Calls for interest: open ones by their closing day',
        querystring: query({
          bbox: placeAndTime.bbox,
          state: Type.Optional(Type.Enum(['open', 'closed'])),
          agency: Type.Optional(Type.String({ format: 'uuid' })),
          works: Type.Optional(Type.String({ format: 'uuid' })),
          ...pageQuery,
        }),
        response: { 200: Calls },
      },
    },
    async (request, reply) => {
      const { state = 'open', agency, works, limit = 100, cursor } = request.query
      const place = readPlaceAndTime(request.query)
      if (place.problem) return sendProblem(reply, place.problem)
      const after = readCursor(cursor, [state === 'open' ? 'day' : 'instant', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const page = { limit, after: after.value }
      return under(request.actor, (db) =>
        listCalls(db, { state, agency, works, box: place.value.box }, page, seeing(request)),
      )
    },
  )

  app.get(
    '/api/interest-calls/:id',
    {
      config: reading,
      schema: { tags, summary: 'A call for interest, with its answers', params: IdParams, response: { 200: Call } },
    },
    async (request, reply) => {
      const found = await under(request.actor, (db) => findCall(db, request.params.id, seeing(request)))
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )

  app.post(
    '/api/interest-calls',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Call for interest in a stretch of ground',
        description: 'The ground is a `route`, or that of the works in `worksIds`; one of the two.',
        body: NewCall,
        response: { 201: Call },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => callForInterest(db, request.body, doing(request)), 201),
  )

  app.post(
    '/api/interest-calls/:id/answer',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Answer a call for the own agency',
        params: IdParams,
        body: NewAnswer,
        response: { 200: Call },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => answerCall(db, request.params.id, request.body, doing(request))),
  )

  app.post(
    '/api/interest-calls/:id/closing',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Close a call, and link works under a lead',
        params: IdParams,
        body: Closing,
        response: { 200: Call },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => closeCall(db, request.params.id, request.body, doing(request))),
  )
}
