import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import { IncomingGeometry } from '../../geo/contract.ts'
import type { App, Services } from '../../http/app-types.ts'
import { failed, type Outcome, send } from '../../http/problem.ts'
import { IdParams } from '../../http/query.ts'
import { write } from '../../http/write.ts'
import { Detour } from '../../streets/network/contract.ts'
import { findDetour } from '../../streets/network/detour.ts'
import { Works } from '../contract.ts'
import { halfWidth } from '../ground.ts'
import { findWorks } from '../read.ts'
import { takeRoute } from '../route.ts'
import type { WorksKeeper } from '../store.ts'
import { changeTraffic } from './actions.ts'
import { TrafficChange } from './contract.ts'

const tags = ['works']
const AskedDetour = Type.Object(
  { route: IncomingGeometry, trenchWidthMetres: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 100 })) },
  { additionalProperties: false },
)

/** What works close to traffic, where they lead it, and how far that is round. */
export function diversionRoutes(app: App, services: Services, keeper: WorksKeeper): void {
  const { under, pack, clock } = services

  app.put(
    '/api/works/:id/diversions',
    {
      config: { permission: 'works.write' },
      schema: {
        tags,
        summary: 'What a works closes to traffic, and the ways on which it leads it round',
        params: IdParams,
        body: TrafficChange,
        response: { 200: Works },
      },
    },
    async (request, reply) => {
      const doing = { pack, keeper, actor: request.actor as Actor, now: clock() }
      return write(services, request, reply, (db) => changeTraffic(db, request.params.id, request.body, doing))
    },
  )

  app.get(
    '/api/works/:id/detour',
    {
      config: { permission: 'public' },
      schema: {
        tags,
        summary: 'The shortest way between the ends of what a works would close, without and with the closure',
        description: 'Whatever it closes just now: a lane or a direction leaves a way through.',
        params: IdParams,
        response: { 200: Detour },
      },
    },
    async (request, reply) => {
      const detour = await under(request.actor, async (db) => {
        const works = await findWorks(db, request.params.id, request.actor)
        return (
          works && findDetour(db, { route: works.route, halfWidthMetres: halfWidth(works.trenchWidthMetres, pack) })
        )
      })
      return send(reply, detour ? { value: detour } : failed('not-found'))
    },
  )

  app.post(
    '/api/detours',
    {
      config: { permission: 'works.assess', changesNothing: true, takesNoKey: true },
      schema: {
        tags,
        summary: 'The same of a draft',
        description: 'Nothing is stored.',
        body: AskedDetour,
        response: { 200: Detour },
      },
    },
    async (request, reply) => {
      const { route: drawn, trenchWidthMetres } = request.body
      const halfWidthMetres = halfWidth(trenchWidthMetres, pack)
      const detour = await under(request.actor, async (db): Promise<Outcome<Detour>> => {
        const route = await takeRoute(db, drawn, pack)
        return route.problem ? route : { value: await findDetour(db, { route: route.value, halfWidthMetres }) }
      })
      return send(reply, detour)
    },
  )
}
