import type { Actor } from '../../access/actor.ts'
import type { App, Services } from '../../http/app-types.ts'
import { IdParams } from '../../http/query.ts'
import { write } from '../../http/write.ts'
import type { ProgressKeeper } from '../store.ts'
import { progressProject } from './actions.ts'
import { Progressed, ProjectProgress } from './contract.ts'

/** Future projects become works. */
export function progressRoutes(app: App, services: Services, keeper: ProgressKeeper): void {
  const { pack, clock } = services

  app.post(
    '/api/works/:id/progress',
    {
      config: { permission: 'works.write' },
      schema: {
        tags: ['works'],
        summary: 'Turn a future project, or stretches of it, into works',
        description: 'What is left of its route stays a future project; where nothing is left, it is progressed.',
        params: IdParams,
        body: ProjectProgress,
        response: { 200: Progressed },
      },
    },
    async (request, reply) => {
      const doing = { pack, keeper, actor: request.actor as Actor, now: clock() }
      return write(services, request, reply, (db) => progressProject(db, request.params.id, request.body, doing))
    },
  )
}
