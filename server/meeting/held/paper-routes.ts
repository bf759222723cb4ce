import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import type { Db } from '../../database/connect.ts'
import { printDocument } from '../../documents/print.ts'
import type { App, Services } from '../../http/app-types.ts'
import { sendProblem } from '../../http/problem.ts'
import { IdParams, query } from '../../http/query.ts'
import { type Language, languages } from '../../language/contract.ts'
import { momentAt } from '../../time/rules.ts'
import { packCsv } from '../file.ts'
import { sayMeeting } from '../messages.ts'
import { packTemplate } from '../paper.ts'
import { decidedCells, frozenPaper, minutesPaper } from './paper.ts'
import { wholeMeeting } from './read.ts'

const tags = ['meetings']
const exporting = { permission: 'conflicts.read', quota: 'exports' } as const
const Asked = query({ lang: Type.Optional(Type.Enum([...languages])) })
const Pdf = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

type Found = NonNullable<Awaited<ReturnType<typeof wholeMeeting>>>

/** What of a meeting is printed or taken along: the pack as it was, and the minutes. */
export function heldPaperRoutes(app: App, { under, pack }: Services): void {
  interface Params {
    Params: { id: string }
    Querystring: { lang?: Language }
  }
  /** Makes of a meeting what is asked for, as whoever asks may see it; null where they may not. */
  const made = <T>(
    { actor, params, query: { lang }, language: preferred }: FastifyRequest<Params>,
    make: (db: Db, found: Found, told: { language: Language; at: string; zone: string }) => Promise<T>,
  ) => {
    const language = lang ?? preferred
    return under(actor, async (db) => {
      const found = await wholeMeeting(db, params.id, { viewer: actor as Actor, language })
      if (!found) return null
      const at = momentAt(found.meeting.calledAt, pack.zone) ?? ''
      return { number: found.meeting.number, made: await make(db, found, { language, at, zone: pack.zone }) }
    })
  }
  const attached = (reply: FastifyReply, name: string, how: 'inline' | 'attachment') =>
    reply.header('content-disposition', `${how}; filename="${name}"`).header('cache-control', 'no-store')
  const print = async (reply: FastifyReply, name: string, found: { number: string; made: object } | null) => {
    if (!found) return sendProblem(reply, { name: 'not-found' })
    const pdf = await printDocument(packTemplate, found.made)
    return attached(reply, `${name}-${found.number}.pdf`, 'inline')
      .type('application/pdf')
      .header('x-content-type-options', 'nosniff')
      .send(pdf)
  }
  const printed = (summary: string) => ({
    tags,
    summary,
    params: IdParams,
    querystring: Asked,
    produces: ['application/pdf'],
    response: { 200: Pdf },
  })

  app.get(
    '/api/meetings/:id/pack.pdf',
    { config: exporting, schema: printed('The pack as it lay on the table, on A4') },
    async (request, reply) =>
      print(
        reply,
        'meeting',
        await made(request, (db, found, told) => frozenPaper(db, found, told, sayMeeting('title')(told.language))),
      ),
  )

  app.get(
    '/api/meetings/:id/minutes.pdf',
    { config: exporting, schema: printed('The minutes on A4: the frozen agenda with what came of each item') },
    async (request, reply) => print(reply, 'minutes', await made(request, minutesPaper)),
  )

  app.get(
    '/api/meetings/:id/minutes.csv',
    {
      config: exporting,
      schema: {
        tags,
        summary: 'The minutes as a CSV file, a line for each item',
        params: IdParams,
        querystring: Asked,
        response: {
          200: {
            description: 'A line for each item',
            content: { 'text/csv': { schema: Type.Unsafe<string>(Type.String()) } },
          },
        },
      },
    },
    async (request, reply) => {
      const found = await made(request, async (db, { meeting }, told) =>
        packCsv(meeting.pack, told.language, await decidedCells(db, meeting, told)),
      )
      if (!found) return sendProblem(reply, { name: 'not-found' })
      return attached(reply, `minutes-${found.number}.csv`, 'attachment')
        .type('text/csv; charset=utf-8')
        .send(found.made)
    },
  )
}
