import { type TSchema, Type } from 'typebox'
import type { User } from '../agencies/contract.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { send, sendProblem } from '../http/problem.ts'
import { AnyOf, IdParams, listed, placeAndTime, query, readPlaceAndTime } from '../http/query.ts'
import { NewProtectedSurface, ProtectedSurface } from '../streets/contract.ts'
import { createProtectedSurface, listProtectedSurfaces, replaceProtectedSurface } from '../streets/protection.ts'
import { dayAt } from '../time/rules.ts'
import { assess } from './assess.ts'
import { listConflicts } from './conflicts.ts'
import { Assessed, Assessment, Conflict, ConstraintArea, NewConstraintArea, pairKinds, severities } from './contract.ts'
import { createConstraint, listConstraints, removeRestriction, replaceConstraint } from './restrictions.ts'

const tags = ['coordination']
const items = <Item extends TSchema>(item: Item) => Type.Object({ items: Type.Array(item) })
const version = { version: Type.Integer({ minimum: 1 }) }
const closed = { additionalProperties: false }

/** Assessments of drafts, and the conflict register. */
export function coordinationRoutes(app: App, { db, pack, clock }: Services): void {
  app.post(
    '/api/assessments',
    {
      config: { permission: 'works.assess', changesNothing: true },
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
        user: request.user as User,
        today: dayAt(now, pack.zone),
        language: request.language,
        onFailure: (error: unknown) => request.log.error({ err: error }, 'a look-up of an assessment failed'),
      }
      return send(reply, await assess(db, request.body, asked))
    },
  )

  app.get(
    '/api/conflicts',
    {
      config: { permission: 'conflicts.read' },
      schema: {
        tags,
        summary: 'The conflict register: each pair of works once per kind',
        querystring: query({
          ...placeAndTime,
          kind: AnyOf(pairKinds),
          severity: AnyOf(severities),
          state: AnyOf(['open']),
          works: Type.Optional(Type.String({ format: 'uuid' })),
          ...pageQuery,
        }),
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
      const place = readPlaceAndTime(request.query)
      if (place.problem) return sendProblem(reply, place.problem)
      const after = readCursor(request.query.cursor, ['count'])
      if (after.problem) return sendProblem(reply, after.problem)
      const { kind, severity, state, works, from, to, limit = 100 } = request.query
      const filter = {
        ...place.value,
        from,
        to,
        works,
        kind: listed(kind),
        severity: listed(severity),
        state: listed(state),
      }
      const told = { pack, today: dayAt(clock(), pack.zone), language: request.language }
      return listConflicts(db, filter, { limit, offset: after.value?.[0] ?? 0 }, told)
    },
  )
}

/** Protected surfaces and constraint areas: on everybody's map, without the office's own words; written by the office. */
export function restrictionRoutes(app: App, { db, pack }: Services): void {
  const read = { permission: 'public' } as const
  const write = { permission: 'restrictions.write' } as const
  const params = IdParams

  app.get(
    '/api/constraint-areas',
    { config: read, schema: { tags, summary: 'Constraint areas', response: { 200: items(ConstraintArea) } } },
    async ({ user }) => {
      const found = await listConstraints(db)
      return { items: user ? found : found.map((area) => ({ ...area, note: null })) }
    },
  )
  app.post(
    '/api/constraint-areas',
    {
      config: write,
      schema: { tags, summary: 'Record a constraint area', body: NewConstraintArea, response: { 201: ConstraintArea } },
    },
    async (request, reply) => send(reply, await createConstraint(db, request.body, pack), 201),
  )
  app.put(
    '/api/constraint-areas/:id',
    {
      config: write,
      schema: {
        tags,
        summary: 'Replace a constraint area',
        params,
        body: Type.Object({ ...NewConstraintArea.properties, ...version }, closed),
        response: { 200: ConstraintArea },
      },
    },
    async (request, reply) => send(reply, await replaceConstraint(db, request.params.id, request.body, pack)),
  )
  app.delete(
    '/api/constraint-areas/:id',
    { config: write, schema: { tags, summary: 'Remove a constraint area', params, response: { 204: Type.Null() } } },
    async (request, reply) => send(reply, await removeRestriction(db, 'constraint_area', request.params.id), 204),
  )

  app.get(
    '/api/protected-surfaces',
    {
      config: read,
      schema: { tags, summary: 'Protected streets and areas', response: { 200: items(ProtectedSurface) } },
    },
    async ({ user }) => {
      const found = await listProtectedSurfaces(db)
      return { items: user ? found : found.map((surface) => ({ ...surface, reason: null })) }
    },
  )
  app.post(
    '/api/protected-surfaces',
    {
      config: write,
      schema: {
        tags,
        summary: 'Protect a street or an area',
        body: NewProtectedSurface,
        response: { 201: ProtectedSurface },
      },
    },
    async (request, reply) => send(reply, await createProtectedSurface(db, request.body, pack), 201),
  )
  app.put(
    '/api/protected-surfaces/:id',
    {
      config: write,
      schema: {
        tags,
        summary: 'Replace a protection',
        params,
        body: Type.Object({ ...NewProtectedSurface.properties, ...version }, closed),
        response: { 200: ProtectedSurface },
      },
    },
    async (request, reply) => send(reply, await replaceProtectedSurface(db, request.params.id, request.body, pack)),
  )
  app.delete(
    '/api/protected-surfaces/:id',
    { config: write, schema: { tags, summary: 'Lift a protection', params, response: { 204: Type.Null() } } },
    async (request, reply) => send(reply, await removeRestriction(db, 'protected_surface', request.params.id), 204),
  )
}
