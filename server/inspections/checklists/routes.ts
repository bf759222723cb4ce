import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import type { App, Services } from '../../http/app-types.ts'
import { failed } from '../../http/problem.ts'
import { write } from '../../http/write.ts'
import { Checklist, Checklists, inspectionKinds, NewChecklist } from './contract.ts'
import { currentChecklists, publishChecklist, versionsOf } from './store.ts'

const tags = ['inspections']
const read = { permission: 'works.read' } as const
const params = Type.Object({ kind: Type.Enum([...inspectionKinds]) })

/** What visits ask: read by whoever may be inspected, published by the office that answers for all ground. */
export function checklistRoutes(app: App, services: Services): void {
  const { under, clock, pack } = services
  app.get(
    '/api/checklists',
    {
      config: read,
      schema: { tags, summary: 'The checklist of each kind of visit, as it is now', response: { 200: Checklists } },
    },
    (request) => under(request.actor, async (db) => ({ items: await currentChecklists(db) })),
  )

  app.get(
    '/api/checklists/:kind',
    {
      config: read,
      schema: { tags, summary: 'All versions of a checklist, the last first', params, response: { 200: Checklists } },
    },
    (request) => under(request.actor, async (db) => ({ items: await versionsOf(db, request.params.kind) })),
  )

  app.post(
    '/api/checklists/:kind',
    {
      config: { permission: 'checklists.publish' },
      schema: {
        tags,
        summary: 'Publish a new version of a checklist',
        params,
        body: NewChecklist,
        response: { 201: Checklist },
      },
    },
    async (request, reply) => {
      const actor = request.actor as Actor
      return write(
        services,
        request,
        reply,
        async (db) =>
          allows(actor, 'checklists.publish', {})
            ? publishChecklist(db, request.params.kind, request.body, { actor, now: clock(), pack })
            : failed('forbidden'),
        201,
      )
    },
  )
}
