import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import type { App, Services } from '../../http/app-types.ts'
import { pageQuery, readCursor } from '../../http/cursor.ts'
import { failed, send, sendProblem } from '../../http/problem.ts'
import { IdParams, query } from '../../http/query.ts'
import { write } from '../../http/write.ts'
import { openAmendment } from '../amendments/read.ts'
import { Works } from '../contract.ts'
import { endsOf } from '../lifecycle/rules.ts'
import { findWorks } from '../read.ts'
import { mayChange } from '../rules.ts'
import type { WorksKeeper } from '../store.ts'
import { addConnections, changeConnection, removeConnections } from './actions.ts'
import { AddedConnections, ConnectionChange, Connections, MarkedConnections, RemovedConnections } from './contract.ts'
import { markConnections, mayMark } from './marks.ts'
import { connectionPhotoRoutes } from './photo-routes.ts'
import { listConnections } from './read.ts'
import { carriesConnections } from './rules.ts'

const tags = ['works']
const writing = { permission: 'works.write' } as const
const OneParams = Type.Object({ ...IdParams.properties, connection: Type.String({ format: 'uuid' }) })

/** The connections of a works that has many in one permit. */
export function connectionRoutes(app: App, services: Services, keeper: WorksKeeper): void {
  const { under, pack, clock } = services
  connectionPhotoRoutes(app, services)
  const doing = ({ actor }: { actor: Actor | null }) => ({ pack, keeper, actor: actor as Actor, now: clock() })

  app.get(
    '/api/works/:id/connections',
    {
      config: { permission: 'works.read' },
      schema: {
        tags,
        summary: 'The connections of a works, by their numbers',
        params: IdParams,
        querystring: query(pageQuery),
        response: { 200: Connections },
      },
    },
    async (request, reply) => {
      const after = readCursor(request.query.cursor, ['count'])
      if (after.problem) return sendProblem(reply, after.problem)
      const { actor, params } = request
      const asked = { limit: request.query.limit ?? 100, after: after.value?.[0] ?? 0 }
      const found = await under(actor, async (db): Promise<Connections | null> => {
        const works = await findWorks(db, params.id, actor)
        if (!works) return null
        const isOwn = carriesConnections(works) && allows(actor, 'works.change', works)
        const cancelDone = isOwn && allows(actor, 'works.decide', works)
        // a proposal that waits is decided on first
        const isFree = (await openAmendment(db, params.id)) === null
        const isAmendable = isFree && !mayChange(works) && endsOf(works.status, 'amend').length > 0
        const may = {
          change: isOwn && mayChange(works),
          amend: isOwn && isAmendable,
          cancel: isOwn,
          cancelDone,
          mark: mayMark(actor, works),
        }
        return { ...(await listConnections(db, params.id, asked)), limits: pack.connections, may }
      })
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )

  app.post(
    '/api/works/:id/connections',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Enter connections, all of them or none',
        description: 'A fault names its row and member (`items/3/drawn`); all faults of all rows are named at once.',
        params: IdParams,
        body: AddedConnections,
        response: { 201: Works },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => addConnections(db, request.params.id, request.body, doing(request)), 201),
  )

  app.patch(
    '/api/works/:id/connections/:connection',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Change what a connection is called, or draw it anew',
        params: OneParams,
        body: ConnectionChange,
        response: { 200: Works },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => changeConnection(db, request.params, request.body, doing(request))),
  )

  app.post(
    '/api/works/:id/connections/removal',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Take connections away, before the works is submitted',
        params: IdParams,
        body: RemovedConnections,
        response: { 200: Works },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => removeConnections(db, request.params.id, request.body, doing(request))),
  )

  app.post(
    '/api/works/:id/connections/states',
    {
      config: { permission: 'connections.mark' },
      schema: {
        tags,
        summary: 'Make connections done, cancelled or planned again, all that are named or none',
        description: 'As whose works it is, or as who digs it; who digs it cancels nothing.',
        params: IdParams,
        body: MarkedConnections,
        response: { 200: Type.Object({ id: Type.String({ format: 'uuid' }), version: Type.Integer() }) },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => markConnections(db, request.params.id, request.body, doing(request))),
  )
}
