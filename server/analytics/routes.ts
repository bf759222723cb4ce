import type { Readable } from 'node:stream'
import { type TSchema, Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { sendProblem } from '../http/problem.ts'
import { AnyId, AnyOf, listed, query } from '../http/query.ts'
import { languages } from '../language/contract.ts'
import { dayAt } from '../time/rules.ts'
import { categories } from '../works/contract.ts'
import { AgenciesPlan, Figures, figureKeys, StreetsPlan } from './contract.ts'
import { figuresOf } from './figures.ts'
import { mostOfStreet, planOfAgencies, planOfStreets } from './plan.ts'
import { planFile } from './plan-file.ts'

const Written = (schema: TSchema) => Type.Unsafe<Readable>(schema)
const tags = ['analytics']
const reading = { permission: 'works.read' } as const

const asked = {
  year: Type.Integer({ minimum: 2000, maximum: 2100 }),
  municipality: AnyId,
  agency: AnyId,
  category: AnyOf(categories),
}
interface Asked {
  year: number
  municipality?: string
  agency?: string
  category?: string
}
const filterOf = ({ year, municipality, agency, category }: Asked) => ({
  year,
  municipality: listed(municipality),
  agency: listed(agency),
  category: listed(category),
})

/** Read-only questions about the city's works: the plan of a year, what a year came to. */
export function analyticsRoutes(app: App, { under, pack, clock }: Services): void {
  const asking = (actor: Actor | null) => ({ viewer: actor as Actor, pack, today: dayAt(clock(), pack.zone) })

  app.get(
    '/api/yearly-plan/streets',
    {
      config: reading,
      schema: {
        tags,
        summary: 'The works of a year, street by street',
        querystring: query({ ...asked, ...pageQuery }),
        response: { 200: StreetsPlan },
      },
    },
    async (request, reply) => {
      const { limit = 100, cursor, year } = request.query
      const after = readCursor(cursor, ['text', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const page = { limit, after: after.value, most: mostOfStreet }
      const found = await under(request.actor, (db) =>
        planOfStreets(db, filterOf(request.query), asking(request.actor), page),
      )
      return { year, ...found }
    },
  )

  app.get(
    '/api/yearly-plan/agencies',
    {
      config: reading,
      schema: {
        tags,
        summary: 'The works of a year, agency by agency',
        querystring: query(asked),
        response: { 200: AgenciesPlan },
      },
    },
    async ({ actor, query: given }) => ({
      year: given.year,
      items: await under(actor, (db) => planOfAgencies(db, filterOf(given), asking(actor))),
    }),
  )

  app.get(
    '/api/yearly-plan.csv',
    {
      config: { ...reading, quota: 'exports' },
      schema: {
        tags,
        summary: 'The works of a year as a CSV file, street by street',
        querystring: query({ ...asked, lang: Type.Optional(Type.Enum([...languages])) }),
        response: {
          200: {
            description: 'A line for each works on each street',
            content: { 'text/csv': { schema: Written(Type.String()) } },
          },
        },
      },
    },
    async (request, reply) => {
      // a link names the language of its page, which a browser does not send
      const { year, lang = request.language } = request.query
      const file = await planFile(under, filterOf(request.query), asking(request.actor), lang)
      reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="plan-${year}.csv"`)
      return reply.send(file)
    },
  )

  app.get(
    '/api/figures',
    {
      config: reading,
      schema: {
        tags,
        summary: 'What a year came to: permits, kilometres, answers, what was settled',
        querystring: query({ year: asked.year, by: Type.Enum([...figureKeys]) }),
        response: { 200: Figures },
      },
    },
    async ({ actor, query: given }) => under(actor, (db) => figuresOf(db, { ...given, pack, now: clock() })),
  )
}
