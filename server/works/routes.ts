import { Type } from 'typebox'
import type { User } from '../agencies/contract.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { failed, send, sendProblem } from '../http/problem.ts'
import { AnyId, AnyOf, IdParams, listed, placeAndTime, query, readPlaceAndTime } from '../http/query.ts'
import { Day } from '../time/contract.ts'
import { changeWorks, createWorks, happen } from './actions.ts'
import {
  categories,
  NewWorks,
  NewWorksEvent,
  statuses,
  utilities,
  Works,
  WorksChange,
  WorksHistory,
  WorksSummary,
} from './contract.ts'
import { weeksOf } from './histogram.ts'
import { countWorks, findWorks, historyOf, listWorks } from './read.ts'
import type { WorksKeeper } from './store.ts'

const tags = ['works']

const filters = {
  ...placeAndTime,
  status: AnyOf(statuses),
  agency: AnyId,
  category: AnyOf(categories),
  utility: AnyOf(utilities),
  street: Type.Optional(Type.String({ format: 'uuid' })),
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
}

/** Works: create, read, list, change, events, history. */
export function worksRoutes(app: App, { db, pack, clock }: Services, keeper: WorksKeeper): void {
  const doing = (user: User | null) => ({ pack, keeper, user: user as User, now: clock() })

  app.get(
    '/api/works',
    {
      config: { permission: 'public' },
      schema: {
        tags,
        summary: 'Works, by their start',
        description:
          '`from` and `to` select by overlap. The public sees works that have a permit; agencies see plans as well.',
        querystring: query({ ...filters, ...pageQuery }),
        response: {
          200: Type.Object({
            items: Type.Array(WorksSummary),
            nextCursor: Type.Union([Type.String(), Type.Null()]),
            total: Type.Optional(Type.Integer()),
          }),
        },
      },
    },
    async (request, reply) => {
      const asked = request.query
      const place = readPlaceAndTime(asked)
      if (place.problem) return sendProblem(reply, place.problem)
      const after = readCursor(asked.cursor, 2)
      if (after.problem) return sendProblem(reply, after.problem)
      const filter = {
        ...place.value,
        from: asked.from,
        to: asked.to,
        street: asked.street,
        text: asked.q,
        status: listed(asked.status),
        agency: listed(asked.agency),
        category: listed(asked.category),
        utility: listed(asked.utility),
      }
      const found = await listWorks(db, filter, request.user, { limit: asked.limit ?? 100, after: after.value })
      return after.value ? found : { ...found, total: await countWorks(db, filter, request.user) }
    },
  )

  app.get(
    '/api/works/histogram',
    {
      config: { permission: 'public' },
      schema: {
        tags,
        summary: 'Live works and conflicts by week',
        querystring: query({ from: Day, to: Day }),
        response: {
          200: Type.Object({
            weeks: Type.Array(Type.Object({ start: Day, works: Type.Integer(), conflicts: Type.Integer() })),
          }),
        },
      },
    },
    async (request, reply) => {
      const place = readPlaceAndTime(request.query)
      if (place.problem) return sendProblem(reply, place.problem)
      return { weeks: await weeksOf(db, request.query, request.user) }
    },
  )

  app.post(
    '/api/works',
    {
      config: { permission: 'works.write' },
      schema: { tags, summary: 'Record a works', body: NewWorks, response: { 201: Works } },
    },
    async (request, reply) => send(reply, await createWorks(db, request.body, doing(request.user)), 201),
  )

  app.get(
    '/api/works/:id',
    {
      config: { permission: 'public' },
      schema: { tags, summary: 'One works', params: IdParams, response: { 200: Works } },
    },
    async (request, reply) => {
      const works = await findWorks(db, request.params.id, request.user)
      return send(reply, works ? { value: works } : failed('not-found'))
    },
  )

  app.patch(
    '/api/works/:id',
    {
      config: { permission: 'works.write' },
      schema: { tags, summary: 'Change a works', params: IdParams, body: WorksChange, response: { 200: Works } },
    },
    async (request, reply) => send(reply, await changeWorks(db, request.params.id, request.body, doing(request.user))),
  )

  app.post(
    '/api/works/:id/events',
    {
      config: { permission: 'works.write' },
      schema: {
        tags,
        summary: 'Plan or cancel a works',
        params: IdParams,
        body: NewWorksEvent,
        response: { 200: Works },
      },
    },
    async (request, reply) => send(reply, await happen(db, request.params.id, request.body, doing(request.user))),
  )

  app.get(
    '/api/works/:id/history',
    {
      config: { permission: 'works.read' },
      schema: { tags, summary: 'What happened to a works', params: IdParams, response: { 200: WorksHistory } },
    },
    async (request, reply) => {
      const works = await findWorks(db, request.params.id, request.user)
      return send(reply, works ? { value: await historyOf(db, works.id) } : failed('not-found'))
    },
  )
}
