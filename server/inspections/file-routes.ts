import type { Actor } from '../access/actor.ts'
import type { App, Services } from '../http/app-types.ts'
import { csvAnswer, csvQuery, sendCsv } from '../http/csv-reply.ts'
import { sendProblem } from '../http/problem.ts'
import { query } from '../http/query.ts'
import { inspectionFilterOf, inspectionFilters } from './asked.ts'
import { inspectionsFile } from './file.ts'

/** All inspections of a filter as a table. */
export function inspectionFileRoutes(app: App, { under, pack }: Services): void {
  app.get(
    '/api/inspections.csv',
    {
      config: { permission: 'inspections.read', quota: 'exports' },
      schema: {
        tags: ['inspections'],
        summary: 'The inspections of a filter, as a CSV file',
        querystring: query({ ...inspectionFilters, ...csvQuery }),
        response: csvAnswer('A line for each inspection, the latest first'),
      },
    },
    async (request, reply) => {
      const { lang = request.language, ...asked } = request.query
      const filter = inspectionFilterOf(asked, pack.zone)
      if (filter.problem) return sendProblem(reply, filter.problem)
      const reading = { actor: request.actor as Actor, zone: pack.zone }
      return sendCsv(reply, 'inspections', await inspectionsFile(under, filter.value, reading, lang))
    },
  )
}
