import type { Readable } from 'node:stream'
import { type Static, type TSchema, Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { sayHttp } from '../http/messages.ts'
import { failed, faultAt, type Outcome, send, sendProblem } from '../http/problem.ts'
import { AnyId, AnyOf, IdParams, listed, placeAndTime, query, readPlaceAndTime } from '../http/query.ts'
import { write } from '../http/write.ts'
import { languages } from '../language/contract.ts'
import { Day } from '../time/contract.ts'
import { addDays, dayAt, dayNumber } from '../time/rules.ts'
import { changeWorks, createWorks } from './actions.ts'
import {
  AgencyCounts,
  categories,
  NewWorks,
  statuses,
  utilities,
  Works,
  WorksChange,
  WorksFile,
  WorksHistory,
  WorksSummary,
} from './contract.ts'
import { worksFile } from './file.ts'
import type { WorksFilter } from './filter.ts'
import { weeksOf } from './histogram.ts'
import { historyOf } from './history.ts'
import { countByAgency, countWorks, findWorks, listWorks } from './read.ts'
import type { WorksKeeper } from './store.ts'
import { worksTable } from './table.ts'

const tags = ['works']

/** Described as what it is, and answered as the stream that writes it. */
const Written = (schema: TSchema) => Type.Unsafe<Readable>(schema)

const filters = {
  ...placeAndTime,
  status: AnyOf(statuses),
  agency: AnyId,
  category: AnyOf(categories),
  utility: AnyOf(utilities),
  street: Type.Optional(Type.String({ format: 'uuid' })),
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  mine: Type.Optional(
    Type.Boolean({
      description:
        'only the works of whoever asks: those that their organisation plans or digs, and those on ground that it answers for',
    }),
  ),
  guarantee: Type.Optional(
    Type.Literal('ending', {
      description: 'only works whose guarantee ends soon, or has ended, and that are not cleared',
    }),
  ),
  tileId: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'the works of this feature of the map tiles',
    }),
  ),
}
const Filters = query(filters)
/** What a histogram shows at the most: thirty years of weeks. */
const mostDays = 30 * 366

/** The filter that an address asks for. */
function filterOf(
  asked: Static<typeof Filters>,
  { actor, services: { pack, clock } }: { actor: Actor | null; services: Pick<Services, 'pack' | 'clock'> },
): Outcome<WorksFilter> {
  const place = readPlaceAndTime(asked)
  if (place.problem) return place
  const { from, to, street, q: text, tileId } = asked
  const lists = {
    status: listed(asked.status),
    agency: listed(asked.agency),
    category: listed(asked.category),
    utility: listed(asked.utility),
  }
  const mine = asked.mine ? { agencyId: actor?.agencyId ?? null, ground: actor?.ground ?? [] } : undefined
  const soon = addDays(dayAt(clock(), pack.zone), pack.inspections.reinstatement.endingDays)
  const guaranteeBy = asked.guarantee ? soon : undefined
  return { value: { ...place.value, mine, guaranteeBy, from, to, street, text, tileId, ...lists } }
}

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

  app.get(
    '/api/works.geojson',
    {
      config: { permission: 'public', quota: 'exports' },
      schema: {
        tags,
        summary: 'All works of a filter with their routes, as a GeoJSON file',
        querystring: Filters,
        response: {
          200: {
            description: 'A FeatureCollection, by start',
            content: { 'application/geo+json': { schema: Written(WorksFile) } },
          },
        },
      },
    },
    async (request, reply) => {
      const filter = filterOf(request.query, { actor: request.actor, services })
      if (filter.problem) return sendProblem(reply, filter.problem)
      const file = await worksFile(under, filter.value, request.actor)
      reply.type('application/geo+json').header('content-disposition', 'attachment; filename="works.geojson"')
      return reply.send(file)
    },
  )

  app.get(
    '/api/works.csv',
    {
      config: { permission: 'public', quota: 'exports' },
      schema: {
        tags,
        summary: 'All works of a filter, as a CSV file',
        querystring: query({ ...filters, lang: Type.Optional(Type.Enum([...languages])) }),
        response: {
          200: {
            description: 'A line for each works, by start; without counts of conflicts for whoever may not read them',
            content: { 'text/csv': { schema: Written(Type.String()) } },
          },
        },
      },
    },
    async (request, reply) => {
      const { actor, language } = request
      const { lang = language, ...asked } = request.query
      const filter = filterOf(asked, { actor, services })
      if (filter.problem) return sendProblem(reply, filter.problem)
      const file = await worksTable(under, filter.value, actor, lang)
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="works.csv"')
      return reply.send(file)
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
