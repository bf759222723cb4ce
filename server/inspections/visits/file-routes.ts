import type { Actor } from '../../access/actor.ts'
import type { App, Services } from '../../http/app-types.ts'
import { csvAnswer, csvQuery, sendCsv } from '../../http/csv-reply.ts'
import { sendProblem } from '../../http/problem.ts'
import { query } from '../../http/query.ts'
import { visitFilterOf, visitFilters } from './asked.ts'
import { visitsFile } from './file.ts'

/** The plan of visits as a table. */
export function visitFileRoutes(app: App, { under }: Services): void {
  app.get(
    '/api/visits.csv',
    {
      config: { permission: 'inspections.write', quota: 'exports' },
      schema: {
        tags: ['visits'],
        summary: 'The visits of a filter, as a CSV file',
        querystring: query({ ...visitFilters, ...csvQuery }),
        response: csvAnswer('A line for each visit by its day; without `state` those that are open'),
      },
    },
    async (request, reply) => {
      const { lang = request.language, ...asked } = request.query
      const actor = request.actor as Actor
      const filter = visitFilterOf(asked, actor)
      if (filter.problem) return sendProblem(reply, filter.problem)
      return sendCsv(reply, 'visits', await visitsFile(under, filter.value, actor, lang))
    },
  )
}
