import { type TSchema, Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import { mayDo } from '../access/permissions.ts'
import type { App, Services } from '../http/app-types.ts'
import { send } from '../http/problem.ts'
import { IdParams, query } from '../http/query.ts'
import { write } from '../http/write.ts'
import { ListedProtection, NewProtectedSurface, ProtectedSurface } from '../streets/contract.ts'
import {
  createProtectedSurface,
  listProtectedSurfaces,
  removeProtectedSurface,
  replaceProtectedSurface,
} from '../streets/protection.ts'
import { dayAt } from '../time/rules.ts'
import { assess } from './assess.ts'
import { conflictRoutes } from './conflict-routes.ts'
import { Assessed, Assessment, ConstraintArea, ListedConstraint, NewConstraintArea } from './contract.ts'
import { createConstraint, listConstraints, removeConstraint, replaceConstraint } from './restrictions.ts'

const tags = ['coordination']
const items = <Item extends TSchema>(item: Item) => Type.Object({ items: Type.Array(item) })
const version = { version: Type.Integer({ minimum: 1 }) }
const closed = { additionalProperties: false }
/** The version that is removed, where it must be the one that was seen. */
const seen = query({ version: Type.Optional(Type.Integer({ minimum: 1 })) })

/** Assessments of drafts, and the conflict register. */
export function coordinationRoutes(app: App, services: Services): void {
  const { under, pack, clock } = services
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
  conflictRoutes(app, services)
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
