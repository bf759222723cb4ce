import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { failed, send, sendProblem } from '../http/problem.ts'
import { IdParams, placeAndTime, query, readPlaceAndTime } from '../http/query.ts'
import { write } from '../http/write.ts'
import { dayAt } from '../time/rules.ts'
import type { WorksKeeper } from '../works/store.ts'
import { listClusters } from './clusters.ts'
import { Clusters, Dissolving, Saved, WorksGroup } from './contract.ts'
import { dissolveGroup } from './dissolve.ts'
import { findGroup, groupOfWorks } from './groups.ts'
import { savedBy } from './saved.ts'

const tags = ['dig once']
const Uuid = Type.String({ format: 'uuid' })
const { from, to } = placeAndTime

/** Dig once: works that could share ground, those that do, and what it saves. */
export function digOnceRoutes(app: App, services: Services, keeper: WorksKeeper): void {
  const { under, pack, clock } = services
  const reading = { permission: 'conflicts.read' } as const
  const doing = ({ actor }: FastifyRequest) => ({ pack, keeper, actor: actor as Actor, now: clock() })

  app.get(
    '/api/dig-once',
    {
      config: reading,
      schema: {
        tags,
        summary: 'Clusters of works that could share a trench, by the money that saves',
        querystring: query({
          ...placeAndTime,
          agency: Type.Optional(Uuid),
          works: Type.Optional(Uuid),
          ...pageQuery,
        }),
        response: { 200: Clusters },
      },
    },
    async (request, reply) => {
      const place = readPlaceAndTime(request.query)
      if (place.problem) return sendProblem(reply, place.problem)
      const after = readCursor(request.query.cursor, ['count'])
      if (after.problem) return sendProblem(reply, after.problem)
      const { limit = 100, cursor: _cursor, bbox: _bbox, ...filter } = request.query
      const page = { limit, offset: after.value?.[0] ?? 0 }
      const asked = { pack, today: dayAt(clock(), pack.zone), viewer: request.actor }
      return under(request.actor, (db) => listClusters(db, { ...filter, ...place.value }, page, asked))
    },
  )

  app.get(
    '/api/dig-once/saved',
    {
      config: reading,
      schema: {
        tags,
        summary: 'What linked works save by their plans, each group once',
        querystring: query({ municipality: Type.Optional(Uuid), agency: Type.Optional(Uuid), from, to }),
        response: { 200: Saved },
      },
    },
    async (request, reply) => {
      const days = readPlaceAndTime(request.query)
      if (days.problem) return sendProblem(reply, days.problem)
      return under(request.actor, (db) => savedBy(db, request.query, pack))
    },
  )

  app.get(
    '/api/works/:id/group',
    {
      config: reading,
      schema: {
        tags,
        summary: 'The works that a works shares its trench with',
        params: IdParams,
        response: { 200: Type.Object({ group: Type.Union([WorksGroup, Type.Null()]) }) },
      },
    },
    async ({ actor, params }) => ({ group: await under(actor, (db) => groupOfWorks(db, params.id, actor)) }),
  )

  app.get(
    '/api/works-groups/:id',
    {
      config: reading,
      schema: { tags, summary: 'Works linked under a lead', params: IdParams, response: { 200: WorksGroup } },
    },
    async ({ actor, params }, reply) => {
      const found = await under(actor, (db) => findGroup(db, params.id, actor))
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )

  app.post(
    '/api/works-groups/:id/dissolving',
    {
      config: { permission: 'works.decide' },
      schema: {
        tags,
        summary: 'Take linked works apart',
        params: IdParams,
        body: Dissolving,
        response: { 200: WorksGroup },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => dissolveGroup(db, request.params.id, request.body, doing(request))),
  )
}
