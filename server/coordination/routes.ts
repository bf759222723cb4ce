import type { Readable } from 'node:stream'
import { type Static, type TSchema, Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import { mayDo } from '../access/permissions.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery } from '../http/cursor.ts'
import { type Outcome, send, sendProblem } from '../http/problem.ts'
import { AnyOf, IdParams, listed, placeAndTime, query, readPlaceAndTime } from '../http/query.ts'
import { write } from '../http/write.ts'
import { languages } from '../language/contract.ts'
import { ListedProtection, NewProtectedSurface, ProtectedSurface } from '../streets/contract.ts'
import {
  createProtectedSurface,
  listProtectedSurfaces,
  removeProtectedSurface,
  replaceProtectedSurface,
} from '../streets/protection.ts'
import { dayAt } from '../time/rules.ts'
import { assess } from './assess.ts'
import { readPlace } from './conflict-place.ts'
import { type ConflictFilter, listConflicts } from './conflicts.ts'
import {
  Assessed,
  Assessment,
  Conflict,
  ConstraintArea,
  conflictSorts,
  conflictStates,
  ListedConstraint,
  NewConstraintArea,
  pairKinds,
  severities,
} from './contract.ts'
import { createConstraint, listConstraints, removeConstraint, replaceConstraint } from './restrictions.ts'
import { conflictsTable } from './table.ts'

const tags = ['coordination']
const items = <Item extends TSchema>(item: Item) => Type.Object({ items: Type.Array(item) })
const version = { version: Type.Integer({ minimum: 1 }) }
const closed = { additionalProperties: false }
/** The version that is removed, where it must be the one that was seen. */
const seen = query({ version: Type.Optional(Type.Integer({ minimum: 1 })) })

const filters = {
  ...placeAndTime,
  kind: AnyOf(pairKinds),
  severity: AnyOf(severities),
  state: AnyOf(conflictStates),
  works: Type.Optional(Type.String({ format: 'uuid' })),
  sort: Type.Optional(Type.Enum([...conflictSorts])),
}
const Filters = query(filters)

/** The filter that an address asks for. */
function filterOf(asked: Static<typeof Filters>): Outcome<ConflictFilter> {
  const place = readPlaceAndTime(asked)
  if (place.problem) return place
  const { kind, severity, state, works, from, to } = asked
  const lists = { kind: listed(kind), severity: listed(severity), state: listed(state) }
  return { value: { ...place.value, from, to, works, ...lists } }
}

/** Assessments of drafts, and the conflict register. */
export function coordinationRoutes(app: App, { under, pack, clock }: Services): void {
  app.post(
    '/api/assessments',
    {
      config: { permission: 'works.assess', changesNothing: true, takesNoKey: true },
      schema: {
        tags,
        summary: 'Whom a draft would meet',
        description:
          'Nothing is stored. `complete: false` means that something could not be looked up: it is never a clearance.',
        body: Assessed,
        response: { 200: Assessment },
      },
    },
    async (request, reply) => {
      const now = clock()
      const asked = {
        pack,
        now,
        actor: request.actor as Actor,
        today: dayAt(now, pack.zone),
        language: request.language,
        onFailure: (error: unknown) => request.log.error({ err: error }, 'a look-up of an assessment failed'),
      }
      return send(reply, await assess((work) => under(request.actor, work), request.body, asked))
    },
  )

  app.get(
    '/api/conflicts',
    {
      config: { permission: 'conflicts.read' },
      schema: {
        tags,
        summary: 'The conflict register: each pair of works once per kind',
        querystring: query({ ...filters, ...pageQuery }),
        response: {
          200: Type.Object({
            items: Type.Array(Conflict),
            nextCursor: Type.Union([Type.String(), Type.Null()]),
            total: Type.Integer(),
          }),
        },
      },
    },
    async (request, reply) => {
      const filter = filterOf(request.query)
      if (filter.problem) return sendProblem(reply, filter.problem)
      const after = readPlace(request.query.cursor)
      if (after.problem) return sendProblem(reply, after.problem)
      const { limit = 100, sort = 'severity' } = request.query
      const told = { pack, today: dayAt(clock(), pack.zone), language: request.language }
      const page = { limit, sort, after: after.value }
      return under(request.actor, (db) => listConflicts(db, filter.value, page, told))
    },
  )

  app.get(
    '/api/conflicts.csv',
    {
      config: { permission: 'conflicts.read', quota: 'exports' },
      schema: {
        tags,
        summary: 'The conflict register, as a CSV file',
        querystring: query({ ...filters, lang: Type.Optional(Type.Enum([...languages])) }),
        response: {
          200: {
            description: 'A line for each pair of works and kind, as the list sorts them',
            content: { 'text/csv': { schema: Type.Unsafe<Readable>(Type.String()) } },
          },
        },
      },
    },
    async (request, reply) => {
      const { actor, language } = request
      const { lang = language, sort = 'severity' } = request.query
      const filter = filterOf(request.query)
      if (filter.problem) return sendProblem(reply, filter.problem)
      const told = { pack, today: dayAt(clock(), pack.zone), language: lang }
      const file = await conflictsTable(under, { filter: filter.value, sort }, actor, told)
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="conflicts.csv"')
      return reply.send(file)
    },
  )
}

/** Protected surfaces and constraint areas: on everybody's map, without the office's own words; written by the office. */
export function restrictionRoutes(app: App, services: Services): void {
  const { under, pack } = services
  const doing = ({ actor }: { actor: Actor | null }) => ({ pack, actor: actor as Actor })
  const read = { permission: 'public' } as const
  const writing = { permission: 'restrictions.write' } as const
  const params = IdParams

  app.get(
    '/api/constraint-areas',
    { config: read, schema: { tags, summary: 'Constraint areas', response: { 200: items(ListedConstraint) } } },
    async ({ actor }) => {
      const found = await under(actor, (db) => listConstraints(db, actor))
      return { items: mayDo(actor, 'works.read') ? found : found.map((area) => ({ ...area, note: null })) }
    },
  )
  app.post(
    '/api/constraint-areas',
    {
      config: writing,
      schema: { tags, summary: 'Record a constraint area', body: NewConstraintArea, response: { 201: ConstraintArea } },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => createConstraint(db, request.body, doing(request)), 201),
  )
  app.put(
    '/api/constraint-areas/:id',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Replace a constraint area',
        params,
        body: Type.Object({ ...NewConstraintArea.properties, ...version }, closed),
        response: { 200: ConstraintArea },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => replaceConstraint(db, request.params.id, request.body, doing(request))),
  )
  app.delete(
    '/api/constraint-areas/:id',
    {
      config: writing,
      schema: { tags, summary: 'Remove a constraint area', params, querystring: seen, response: { 204: Type.Null() } },
    },
    async (request, reply) =>
      write(
        services,
        request,
        reply,
        (db) => removeConstraint(db, request.params.id, doing(request), request.query.version),
        204,
      ),
  )

  app.get(
    '/api/protected-surfaces',
    {
      config: read,
      schema: { tags, summary: 'Protected streets and areas', response: { 200: items(ListedProtection) } },
    },
    async ({ actor }) => {
      const found = await under(actor, (db) => listProtectedSurfaces(db, actor))
      return { items: mayDo(actor, 'works.read') ? found : found.map((surface) => ({ ...surface, reason: null })) }
    },
  )
  app.post(
    '/api/protected-surfaces',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Protect a street or an area',
        body: NewProtectedSurface,
        response: { 201: ProtectedSurface },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => createProtectedSurface(db, request.body, doing(request)), 201),
  )
  app.put(
    '/api/protected-surfaces/:id',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Replace a protection',
        params,
        body: Type.Object({ ...NewProtectedSurface.properties, ...version }, closed),
        response: { 200: ProtectedSurface },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) =>
        replaceProtectedSurface(db, request.params.id, request.body, doing(request)),
      ),
  )
  app.delete(
    '/api/protected-surfaces/:id',
    {
      config: writing,
      schema: { tags, summary: 'Lift a protection', params, querystring: seen, response: { 204: Type.Null() } },
    },
    async (request, reply) =>
      write(
        services,
        request,
        reply,
        (db) => removeProtectedSurface(db, request.params.id, doing(request), request.query.version),
        204,
      ),
  )
}
