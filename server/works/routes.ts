import { Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { sayHttp } from '../http/messages.ts'
import { failed, faultAt, send, sendProblem } from '../http/problem.ts'
import { IdParams, query, readPlaceAndTime } from '../http/query.ts'
import { write } from '../http/write.ts'
import { Day } from '../time/contract.ts'
import { dayNumber } from '../time/rules.ts'
import { changeWorks, createWorks } from './actions.ts'
import { Filters, filterOf, filters } from './asked.ts'
import { AgencyCounts, NewWorks, Works, WorksChange, WorksHistory, WorksSummary } from './contract.ts'
import { worksFileRoutes } from './file-routes.ts'
import { weeksOf } from './histogram.ts'
import { historyOf } from './history.ts'
import { countByAgency, countWorks, findWorks, listWorks } from './read.ts'
import type { WorksKeeper } from './store.ts'

const tags = ['works']

/** What a histogram shows at the most: thirty years of weeks. */
const mostDays = 30 * 366

/** Works: create, read, list, change, history. What happens to them is the business of permits. */
export function worksRoutes(app: App, services: Services, keeper: WorksKeeper): void {
  const { under, pack, clock } = services
  const doing = ({ actor }: { actor: Actor | null }) => ({ pack, keeper, actor: actor as Actor, now: clock() })

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
      const filter = filterOf(request.query, { actor: request.actor, services })
      if (filter.problem) return sendProblem(reply, filter.problem)
      const after = readCursor(request.query.cursor, ['day', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const limit = request.query.limit ?? 100
      const { actor } = request
      return under(actor, async (db) => {
        const found = await listWorks(db, filter.value, actor, { limit, after: after.value })
        return after.value ? found : { ...found, total: await countWorks(db, filter.value, actor) }
      })
    },
  )

  app.get(
    '/api/works/counts',
    {
      config: { permission: 'public' },
      schema: {
        tags,
        summary: 'How many works of a filter each agency has',
        querystring: Filters,
        response: { 200: AgencyCounts },
      },
    },
    async (request, reply) => {
      const filter = filterOf(request.query, { actor: request.actor, services })
      if (filter.problem) return sendProblem(reply, filter.problem)
      return under(request.actor, (db) => countByAgency(db, filter.value, request.actor))
    },
  )

  worksFileRoutes(app, services)

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
      const { from, to } = request.query
      if (dayNumber(to) - dayNumber(from) > mostDays) return send(reply, faultAt('to', sayHttp('period.too_long')))
      return { weeks: await under(request.actor, (db) => weeksOf(db, request.query, request.actor)) }
    },
  )

  app.post(
    '/api/works',
    {
      config: { permission: 'works.write' },
      schema: { tags, summary: 'Record a works', body: NewWorks, response: { 201: Works } },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => createWorks(db, request.body, doing(request)), 201),
  )

  app.get(
    '/api/works/:id',
    {
      config: { permission: 'public' },
      schema: { tags, summary: 'One works', params: IdParams, response: { 200: Works } },
    },
    async (request, reply) => {
      const works = await under(request.actor, (db) => findWorks(db, request.params.id, request.actor))
      return send(reply, works ? { value: works } : failed('not-found'))
    },
  )

  app.patch(
    '/api/works/:id',
    {
      config: { permission: 'works.write' },
      schema: { tags, summary: 'Change a works', params: IdParams, body: WorksChange, response: { 200: Works } },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => changeWorks(db, request.params.id, request.body, doing(request))),
  )

  app.get(
    '/api/works/:id/history',
    {
      config: { permission: 'works.read' },
      schema: { tags, summary: 'What happened to a works', params: IdParams, response: { 200: WorksHistory } },
    },
    async (request, reply) => {
      const { actor } = request
      const history = await under(actor, async (db) => {
        const works = await findWorks(db, request.params.id, actor)
        return works && historyOf(db, works, actor)
      })
      return send(reply, history ? { value: history } : failed('not-found'))
    },
  )
}
