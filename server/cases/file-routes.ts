import type { Actor } from '../access/actor.ts'
import type { App, Services } from '../http/app-types.ts'
import { csvAnswer, csvQuery, sendCsv } from '../http/csv-reply.ts'
import { sendProblem } from '../http/problem.ts'
import { query } from '../http/query.ts'
import { caseFilterOf, caseFilters } from './asked.ts'
import { casesTable } from './table.ts'

/** All cases of a filter as a table. */
export function caseFileRoutes(app: App, { under, pack }: Services): void {
  app.get(
    '/api/cases.csv',
    {
      config: { permission: 'cases.read', quota: 'exports' },
      schema: {
        tags: ['cases'],
        summary: 'The cases of a filter, as a CSV file',
        querystring: query({ ...caseFilters, ...csvQuery }),
        response: csvAnswer('A line for each case, those that wait longest first'),
      },
    },
    async (request, reply) => {
      const { lang = request.language, ...asked } = request.query
      const filter = caseFilterOf(asked, pack.zone)
      if (filter.problem) return sendProblem(reply, filter.problem)
      const reading = { actor: request.actor as Actor, zone: pack.zone }
      return sendCsv(reply, 'cases', await casesTable(under, filter.value, reading, lang))
    },
  )
}
