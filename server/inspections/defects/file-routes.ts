import type { Actor } from '../../access/actor.ts'
import type { App, Services } from '../../http/app-types.ts'
import { csvAnswer, csvQuery, sendCsv } from '../../http/csv-reply.ts'
import { sendProblem } from '../../http/problem.ts'
import { query } from '../../http/query.ts'
import { dayAt } from '../../time/rules.ts'
import { defectFilterOf, defectFilters } from './asked.ts'
import { defectsFile } from './file.ts'

/** All defects of a filter as a table. */
export function defectFileRoutes(app: App, { under, pack, clock }: Services): void {
  app.get(
    '/api/defects.csv',
    {
      config: { permission: 'inspections.read', quota: 'exports' },
      schema: {
        tags: ['inspections'],
        summary: 'The defects of a filter, as a CSV file',
        querystring: query({ ...defectFilters, ...csvQuery }),
        response: csvAnswer('A line for each defect, the one that is due first at the top'),
      },
    },
    async (request, reply) => {
      const { lang = request.language, ...asked } = request.query
      const filter = defectFilterOf(asked)
      if (filter.problem) return sendProblem(reply, filter.problem)
      const reading = { actor: request.actor as Actor, today: dayAt(clock(), pack.zone) }
      return sendCsv(reply, 'defects', await defectsFile(under, filter.value, { ...reading, zone: pack.zone }, lang))
    },
  )
}
