import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import type { App, Services } from '../../http/app-types.ts'
import { pageQuery, readCursor } from '../../http/cursor.ts'
import { sendProblem } from '../../http/problem.ts'
import { AnyId, listed, query } from '../../http/query.ts'
import { languages } from '../../language/contract.ts'
import { ConsultationInbox, inboxStates } from '../contract.ts'
import { inboxOf } from '../inbox.ts'
import { reviewQueue } from '../reviews.ts'
import { ReviewQueue, reviewSorts } from './contract.ts'
import { inboxFile, reviewsFile } from './file.ts'

const tags = ['permits']
const reviewFilter = {
  sort: Type.Optional(Type.Enum([...reviewSorts])),
  agency: AnyId,
  q: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'in a number, the title, the name of a street or of the agency',
    }),
  ),
}
const inboxFilter = {
  state: Type.Optional(Type.Enum([...inboxStates])),
  agency: AnyId,
  /** Who is asked: the own organisation, or one on whose behalf it answers. */
  asked: AnyId,
}
const language = { lang: Type.Optional(Type.Enum([...languages])) }
const csv = (description: string) => ({
  200: { description, content: { 'text/csv': { schema: Type.Unsafe<Readable>(Type.String()) } } },
})

/** What waits for an office, and what an organisation is asked: page by page, and as files. */
export function queueRoutes(app: App, { under, clock, pack }: Services): void {
  const reading = (request: FastifyRequest) => ({ under, actor: request.actor as Actor, now: clock(), pack })
  const sendFile = (reply: FastifyReply, name: string, file: Readable) =>
    reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}.csv"`).send(file)

  app.get(
    '/api/reviews',
    {
      config: { permission: 'works.decide' },
      schema: {
        tags,
        summary: 'The applications, and the proposals of permits, that wait for the office',
        querystring: query({ ...reviewFilter, ...pageQuery }),
        response: { 200: ReviewQueue },
      },
    },
    async (request, reply) => {
      const { sort = 'due', limit = 100, cursor, agency, q: text } = request.query
      const after = readCursor(cursor, [sort === 'due' ? 'instant' : 'day', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const { actor, now } = reading(request)
      const asked = { sort, agencies: listed(agency), text, limit, after: after.value, now }
      return under(actor, (db) => reviewQueue(db, actor, asked))
    },
  )

  app.get(
    '/api/reviews.csv',
    {
      config: { permission: 'works.decide', quota: 'exports' },
      schema: {
        tags,
        summary: 'The applications, and the proposals of permits, that wait for the office, as a CSV file',
        querystring: query({ ...reviewFilter, ...language }),
        response: csv('A line for each application'),
      },
    },
    async (request, reply) => {
      const { sort = 'due', agency, q: text, lang = request.language } = request.query
      const file = await reviewsFile({ sort, agencies: listed(agency), text }, reading(request), lang)
      return sendFile(reply, 'reviews', file)
    },
  )

  app.get(
    '/api/consultations',
    {
      config: { permission: 'consultations.answer' },
      schema: {
        tags,
        summary: 'What the own organisation is asked, and those on whose behalf it answers',
        querystring: query({ ...inboxFilter, ...pageQuery }),
        response: { 200: ConsultationInbox },
      },
    },
    async (request, reply) => {
      const { state = 'open', limit = 100, cursor, agency, asked } = request.query
      const after = readCursor(cursor, ['instant', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const { actor, now } = reading(request)
      const narrowed = { state, agencies: listed(agency), asked: listed(asked) }
      return under(actor, (db) => inboxOf(db, actor, { ...narrowed, limit, after: after.value, now, pack }))
    },
  )

  app.get(
    '/api/consultations.csv',
    {
      config: { permission: 'consultations.answer', quota: 'exports' },
      schema: {
        tags,
        summary: 'What the own organisation is asked, as a CSV file',
        querystring: query({ ...inboxFilter, ...language }),
        response: csv('A line for each consultation'),
      },
    },
    async (request, reply) => {
      const { state = 'open', agency, asked, lang = request.language } = request.query
      const narrowed = { state, agencies: listed(agency), asked: listed(asked) }
      const file = await inboxFile(narrowed, reading(request), lang)
      return sendFile(reply, 'consultations', file)
    },
  )
}
