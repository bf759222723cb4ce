import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { printDocument } from '../documents/print.ts'
import type { App, Services } from '../http/app-types.ts'
import { type Outcome, send, sendProblem } from '../http/problem.ts'
import { query } from '../http/query.ts'
import { type Language, languages } from '../language/contract.ts'
import { dayAt, timeAt } from '../time/rules.ts'
import { Corners, MeetingPackToCall, Quarter } from './contract.ts'
import { packCsv, packGeoJson } from './file.ts'
import { callingOf } from './held/concerned.ts'
import { meetingPack, type PackWithShapes } from './pack.ts'
import { packOnPaper, packTemplate } from './paper.ts'

const tags = ['meetings']
const Uuid = Type.String({ format: 'uuid' })
const Asked = query({
  quarter: Quarter,
  municipality: Type.Optional(Uuid),
  district: Type.Optional(Uuid),
  area: Type.Optional(Corners),
  lang: Type.Optional(Type.Enum([...languages])),
})
type Asked = Static<typeof Asked>

const reading = { permission: 'conflicts.read' } as const
const exporting = { ...reading, quota: 'exports' } as const
const Written = Type.Unsafe<string>(Type.String())
const Pdf = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** The pack of a coordination meeting: one agenda, told in four ways with the same numbers. */
export function meetingRoutes(app: App, { under, pack, clock }: Services): void {
  /** Puts the pack together, and makes of it what is asked for, from one view of the tables. */
  const packed = <T>(
    { actor, query: { lang, ...asked }, language: preferred }: FastifyRequest<{ Querystring: Asked }>,
    made: (db: Db, found: PackWithShapes, language: Language) => T | Promise<T>,
  ): Promise<Outcome<T>> => {
    // a link names the language of its page, which a browser does not send
    const language = lang ?? preferred
    const doing = { actor: actor as Actor, today: dayAt(clock(), pack.zone), pack }
    return under(actor, async (db) => {
      const found = await meetingPack(db, { ...asked, language }, doing)
      return found.problem ? found : { value: await made(db, found.value, language) }
    })
  }
  const attach = (reply: FastifyReply, { quarter }: Asked, ending: string, how = 'attachment') =>
    reply
      .header('content-disposition', `${how}; filename="meeting-${quarter}.${ending}"`)
      .header('cache-control', 'no-store')

  app.get(
    '/api/meeting-pack',
    {
      config: reading,
      schema: {
        tags,
        summary: 'What a coordination meeting on an area in a quarter is about, numbered',
        description:
          'Of a municipality, a district or an area: one of them has to be named. Whoever calls meetings is told whom it would concern.',
        querystring: Asked,
        response: { 200: MeetingPackToCall },
      },
    },
    async (request, reply) => {
      const looking = { actor: request.actor as Actor, municipality: request.query.municipality, pack }
      const whole = await packed(request, async (db, found) => ({
        ...found.pack,
        calling: await callingOf(db, found, looking),
      }))
      return send(reply, whole)
    },
  )

  app.get(
    '/api/meeting-pack.pdf',
    {
      config: exporting,
      schema: {
        tags,
        summary: 'The same on A4, in one language, with a map and a line for each decision',
        querystring: Asked,
        produces: ['application/pdf'],
        response: { 200: Pdf },
      },
    },
    async (request, reply) => {
      const at = `${dayAt(clock(), pack.zone)} ${timeAt(clock(), pack.zone)}`
      const data = await packed(request, (db, found, language) => packOnPaper(db, found, { language, at }))
      if (data.problem) return sendProblem(reply, data.problem)
      const pdf = await printDocument(packTemplate, data.value)
      return attach(reply, request.query, 'pdf', 'inline')
        .type('application/pdf')
        .header('x-content-type-options', 'nosniff')
        .send(pdf)
    },
  )

  app.get(
    '/api/meeting-pack.csv',
    {
      config: exporting,
      schema: {
        tags,
        summary: 'The same as a CSV file, a line for each item',
        querystring: Asked,
        response: { 200: { description: 'A line for each item', content: { 'text/csv': { schema: Written } } } },
      },
    },
    async (request, reply) => {
      const file = await packed(request, (_db, found, language) => packCsv(found.pack, language))
      if (file.problem) return sendProblem(reply, file.problem)
      return attach(reply, request.query, 'csv').type('text/csv; charset=utf-8').send(file.value)
    },
  )

  app.get(
    '/api/meeting-pack.geojson',
    {
      config: exporting,
      schema: {
        tags,
        summary: 'Where its items lie, as GeoJSON with their numbers',
        querystring: Asked,
        response: { 200: { description: 'Features', content: { 'application/geo+json': { schema: Written } } } },
      },
    },
    async (request, reply) => {
      const file = await packed(request, (_db, found) => packGeoJson(found))
      if (file.problem) return sendProblem(reply, file.problem)
      return attach(reply, request.query, 'geojson').type('application/geo+json').send(file.value)
    },
  )
}
