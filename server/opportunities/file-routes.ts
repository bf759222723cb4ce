import type { Readable } from 'node:stream'
import { type TSchema, Type } from 'typebox'
import type { App, Services } from '../http/app-types.ts'
import { sendProblem } from '../http/problem.ts'
import { query } from '../http/query.ts'
import { languages } from '../language/contract.ts'
import { Filters, filterOf, filters } from './asked.ts'
import { OpportunitiesFile } from './contract.ts'
import { sitesFile, sitesTable } from './files.ts'

const tags = ['opportunities']

/** Described as what it is, and answered as the stream that writes it. */
const Written = (schema: TSchema) => Type.Unsafe<Readable>(schema)

/** All sites of a filter as a file: with their boundaries, or as a table. */
export function opportunityFileRoutes(app: App, { under }: Services): void {
  app.get(
    '/api/opportunities.geojson',
    {
      config: { permission: 'public', quota: 'exports' },
      schema: {
        tags,
        summary: 'All sites of a filter with their boundaries, as a GeoJSON file',
        querystring: Filters,
        response: {
          200: {
            description: 'A FeatureCollection, the newest first',
            content: { 'application/geo+json': { schema: Written(OpportunitiesFile) } },
          },
        },
      },
    },
    async (request, reply) => {
      const filter = filterOf(request.query)
      if (filter.problem) return sendProblem(reply, filter.problem)
      const file = await sitesFile(under, filter.value, request.actor)
      reply.type('application/geo+json').header('content-disposition', 'attachment; filename="opportunities.geojson"')
      return reply.send(file)
    },
  )

  app.get(
    '/api/opportunities.csv',
    {
      config: { permission: 'public', quota: 'exports' },
      schema: {
        tags,
        summary: 'All sites of a filter, as a CSV file',
        querystring: query({ ...filters, lang: Type.Optional(Type.Enum([...languages])) }),
        response: {
          200: {
            description: 'A line for each site, the newest first',
            content: { 'text/csv': { schema: Written(Type.String()) } },
          },
        },
      },
    },
    async (request, reply) => {
      const { lang = request.language, ...asked } = request.query
      const filter = filterOf(asked)
      if (filter.problem) return sendProblem(reply, filter.problem)
      const file = await sitesTable(under, filter.value, request.actor, lang)
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="opportunities.csv"')
      return reply.send(file)
    },
  )
}
