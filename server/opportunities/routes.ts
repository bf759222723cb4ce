import { Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import { allows } from '../access/policy.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { send, sendProblem } from '../http/problem.ts'
import { query } from '../http/query.ts'
import { write } from '../http/write.ts'
import { changeOpportunity, createOpportunity } from './actions.ts'
import { filterOf, filters } from './asked.ts'
import { NewOpportunity, Opportunity, OpportunityChange, OpportunitySummary, SeenOpportunity } from './contract.ts'
import { opportunityFileRoutes } from './file-routes.ts'
import { countOpportunities, findOpportunity, listOpportunities } from './read.ts'

const tags = ['opportunities']
const read = { permission: 'public' } as const
const writing = { permission: 'opportunities.write' } as const
const params = Type.Object({ number: Type.String({ pattern: '^[A-Z]{2,6}-O-\\d{4}-\\d{7}$' }) })

/** Opportunity sites: read by everybody, recorded by the office. */
export function opportunityRoutes(app: App, services: Services): void {
  const { under, pack, clock } = services
  const doing = ({ actor }: { actor: Actor | null }) => ({ pack, actor: actor as Actor, now: clock() })
  opportunityFileRoutes(app, services)
  app.get(
    '/api/opportunities',
    {
      config: read,
      schema: {
        tags,
        summary: 'Opportunity sites, the newest first',
        querystring: query({ ...filters, ...pageQuery }),
        response: {
          200: Type.Object({
            items: Type.Array(OpportunitySummary),
            nextCursor: Type.Union([Type.String(), Type.Null()]),
            total: Type.Optional(Type.Integer()),
          }),
        },
      },
    },
    async (request, reply) => {
      const { limit = 100, cursor, ...asked } = request.query
      const filter = filterOf(asked)
      if (filter.problem) return sendProblem(reply, filter.problem)
      const after = readCursor(cursor, ['instant', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      return under(request.actor, async (db) => {
        const found = await listOpportunities(db, filter.value, { limit, after: after.value })
        return after.value ? found : { ...found, total: await countOpportunities(db, filter.value) }
      })
    },
  )

  app.post(
    '/api/opportunities',
    {
      config: writing,
      schema: { tags, summary: 'Record a site', body: NewOpportunity, response: { 201: Opportunity } },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => createOpportunity(db, request.body, doing(request)), 201),
  )

  app.get(
    '/api/opportunities/:number',
    { config: read, schema: { tags, summary: 'One site', params, response: { 200: SeenOpportunity } } },
    async (request, reply) => {
      const site = await under(request.actor, (db) => findOpportunity(db, request.params.number))
      if (!site) return sendProblem(reply, { name: 'not-found' })
      const facts = { municipalityIds: [site.municipalityId] }
      return send(reply, { value: { ...site, mayChange: allows(request.actor, 'opportunities.change', facts) } })
    },
  )

  app.patch(
    '/api/opportunities/:number',
    {
      config: writing,
      schema: { tags, summary: 'Change a site', params, body: OpportunityChange, response: { 200: Opportunity } },
    },
    async (request, reply) =>
      write(services, request, reply, (db) =>
        changeOpportunity(db, request.params.number, request.body, doing(request)),
      ),
  )
}
