import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import type { App, Services } from '../../http/app-types.ts'
import { pageQuery, readCursor } from '../../http/cursor.ts'
import { faultAt, send, sendProblem } from '../../http/problem.ts'
import { IdParams, query } from '../../http/query.ts'
import { write } from '../../http/write.ts'
import { askVisit, assignVisit, dropVisit, inspectorsAt, releaseVisit, takeVisit } from './actions.ts'
import { visitFilterOf, visitFilters } from './asked.ts'
import { Inspectors, NewVisit, Round, Visit, VisitAssignment, VisitDrop, VisitPage, VisitSeen } from './contract.ts'
import { visitFileRoutes } from './file-routes.ts'
import { sayVisits } from './messages.ts'
import { PlaceQuery, readPlace } from './place.ts'
import { findVisit, listVisits, visitsNear } from './read.ts'
import { mostStops, roundOf } from './round.ts'

const tags = ['visits']
const Uuid = Type.String({ format: 'uuid' })
const visiting = { permission: 'inspections.write' } as const
const planning = { permission: 'visits.plan' } as const

/** The plan of visits: what is due and why, who goes, and by which way. */
export function visitRoutes(app: App, services: Services): void {
  listRoutes(app, services)
  visitFileRoutes(app, services)
  doingRoutes(app, services)
}

function listRoutes(app: App, { under }: Services): void {
  app.get(
    '/api/visits',
    {
      config: visiting,
      schema: {
        tags,
        summary: 'Visits: by distance from a place, else by their day',
        description:
          'Without `state` those that are open. `mine`: assigned to or taken by whoever asks. `due`: on that day or before.',
        querystring: query({
          near: Type.Optional(PlaceQuery),
          ...visitFilters,
          ...pageQuery,
        }),
        response: { 200: VisitPage },
      },
    },
    async (request, reply) => {
      const { near, limit = 100, cursor, ...asked } = request.query
      const actor = request.actor as Actor
      const read = visitFilterOf(asked, actor)
      if (read.problem) return sendProblem(reply, read.problem)
      const filter = read.value
      if (near === undefined) {
        const after = readCursor(cursor, ['day', 'uuid'])
        if (after.problem) return sendProblem(reply, after.problem)
        return under(actor, (db) => listVisits(db, filter, actor, { limit, after: after.value }))
      }
      const place = readPlace(near)
      if (!place) return send(reply, faultAt('near', sayVisits('not_a_place')))
      const after = readCursor(cursor, ['count'])
      if (after.problem) return sendProblem(reply, after.problem)
      return under(actor, (db) => visitsNear(db, filter, actor, { near: place, limit, after: after.value?.[0] ?? 0 }))
    },
  )

  app.get(
    '/api/visits/round',
    {
      config: visiting,
      schema: {
        tags,
        summary: 'A round through visits, always to the nearest next along the streets',
        querystring: query({
          from: PlaceQuery,
          visit: Type.String({ pattern: '^[0-9a-fA-F-]{36}(,[0-9a-fA-F-]{36})*$', maxLength: 37 * (mostStops + 10) }),
        }),
        response: { 200: Round },
      },
    },
    async (request, reply) => {
      const from = readPlace(request.query.from)
      if (!from) return send(reply, faultAt('from', sayVisits('not_a_place')))
      const ids = request.query.visit.toLowerCase().split(',')
      const actor = request.actor as Actor
      return send(reply, await under(actor, (db) => roundOf(db, { from, ids }, actor)))
    },
  )

  app.get(
    '/api/visits/inspectors',
    {
      config: planning,
      schema: {
        tags,
        summary: 'Whom the office may send to works in a municipality',
        querystring: query({ municipality: Uuid }),
        response: { 200: Inspectors },
      },
    },
    (request) => under(request.actor, (db) => inspectorsAt(db, request.query.municipality)),
  )

  app.get(
    '/api/visits/:id',
    { config: visiting, schema: { tags, summary: 'One visit', params: IdParams, response: { 200: Visit } } },
    async (request, reply) => {
      const actor = request.actor as Actor
      const found = await under(actor, (db) => findVisit(db, request.params.id, actor))
      return found ?? sendProblem(reply, { name: 'not-found' })
    },
  )
}

function doingRoutes(app: App, services: Services): void {
  const { pack, clock } = services
  const doing = ({ actor }: FastifyRequest) => ({ pack, actor: actor as Actor, now: clock() })
  const answer = { params: IdParams, response: { 200: Visit } }

  app.post(
    '/api/visits',
    {
      config: planning,
      schema: { tags, summary: 'Ask for a visit', body: NewVisit, response: { 201: Visit } },
    },
    async (request, reply) => write(services, request, reply, (db) => askVisit(db, request.body, doing(request)), 201),
  )

  app.post(
    '/api/visits/:id/assign',
    {
      config: planning,
      schema: { tags, summary: 'Send somebody on a visit, or nobody in particular', body: VisitAssignment, ...answer },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => assignVisit(db, request.params.id, request.body, doing(request))),
  )

  app.post(
    '/api/visits/:id/take',
    {
      config: visiting,
      schema: {
        tags,
        summary: 'Take a visit',
        description:
          'Who came second is told who has it: 409 with `code` `visit_taken` or `visit_assigned` and `assignee`. ' +
          'Without `version` only that decides, whatever else changed since it was seen.',
        body: VisitSeen,
        ...answer,
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => takeVisit(db, request.params.id, request.body.version, doing(request))),
  )

  app.post(
    '/api/visits/:id/release',
    { config: visiting, schema: { tags, summary: 'Give a visit back', body: VisitSeen, ...answer } },
    async (request, reply) =>
      write(services, request, reply, (db) =>
        releaseVisit(db, request.params.id, request.body.version, doing(request)),
      ),
  )

  app.post(
    '/api/visits/:id/drop',
    { config: planning, schema: { tags, summary: 'Drop a visit, with a reason', body: VisitDrop, ...answer } },
    async (request, reply) =>
      write(services, request, reply, (db) => dropVisit(db, request.params.id, request.body, doing(request))),
  )
}
