import type { Readable } from 'node:stream'
import { type TSchema, Type } from 'typebox'
import type { App, Services } from '../http/app-types.ts'
import { sendProblem } from '../http/problem.ts'
import { query } from '../http/query.ts'
import { languages } from '../language/contract.ts'
import { Filters, filterOf, filters } from './asked.ts'
import { WorksFile } from './contract.ts'
import { worksFile } from './file.ts'
import { worksTable } from './table.ts'

const tags = ['works']

/** Described as what it is, and answered as the stream that writes it. */
const Written = (schema: TSchema) => Type.Unsafe<Readable>(schema)

/** All works of a filter as a file: with their routes, or as a table. */
export function worksFileRoutes(app: App, services: Services): void {
  const { under } = services

  app.get(
    '/api/works.geojson',
    {
      config: { permission: 'public', quota: 'exports' },
      schema: {
        tags,
        summary: 'All works of a filter with their routes, as a GeoJSON file',
        querystring: Filters,
        response: {
          200: {
            description: 'A FeatureCollection, by start',
            content: { 'application/geo+json': { schema: Written(WorksFile) } },
          },
        },
      },
    },
    async (request, reply) => {
      const filter = filterOf(request.query, { actor: request.actor, services })
      if (filter.problem) return sendProblem(reply, filter.problem)
      const file = await worksFile(under, filter.value, request.actor)
      reply.type('application/geo+json').header('content-disposition', 'attachment; filename="works.geojson"')
      return reply.send(file)
    },
  )

  app.get(
    '/api/works.csv',
    {
      config: { permission: 'public', quota: 'exports' },
      schema: {
        tags,
        summary: 'All works of a filter, as a CSV file',
        querystring: query({ ...filters, lang: Type.Optional(Type.Enum([...languages])) }),
        response: {
          200: {
            description: 'A line for each works, by start; without counts of conflicts for whoever may not read them',
            content: { 'text/csv': { schema: Written(Type.String()) } },
          },
        },
      },
    },
    async (request, reply) => {
      const { actor, language } = request
      const { lang = language, ...asked } = request.query
      const filter = filterOf(asked, { actor, services })
      if (filter.problem) return sendProblem(reply, filter.problem)
      const file = await worksTable(under, filter.value, actor, lang)
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="works.csv"')
      return reply.send(file)
    },
  )
}
