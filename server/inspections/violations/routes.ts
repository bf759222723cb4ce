import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import { printDocument } from '../../documents/print.ts'
import type { App, Services } from '../../http/app-types.ts'
import { pageQuery, readCursor } from '../../http/cursor.ts'
import { ownAddress } from '../../http/own-address.ts'
import { failed, send, sendProblem } from '../../http/problem.ts'
import { AnyOf, IdParams, listed, query, readPlaceAndTime } from '../../http/query.ts'
import { write } from '../../http/write.ts'
import { languages } from '../../language/contract.ts'
import type { RulePack } from '../../policy/contract.ts'
import { Day } from '../../time/contract.ts'
import {
  Articles,
  ContractorRecords,
  NewViolation,
  OfficeDecision,
  Violation,
  Violations,
  violationCauses,
  violationStates,
  WholeViolation,
} from './contract.ts'
import { decideViolation } from './decide.ts'
import { violationsFile } from './file.ts'
import { noticePaper, noticeTemplate } from './paper.ts'
import { type Asked, listViolations } from './read.ts'
import { recordByHand } from './record-by-hand.ts'
import { articlesOf, contractorRecords } from './records.ts'
import { wholeViolation } from './whole.ts'

const tags = ['violations']
const reading = { permission: 'works.read' } as const
const deciding = { permission: 'violations.decide' } as const
const Uuid = Type.Optional(Type.String({ format: 'uuid' }))
const filter = {
  state: AnyOf(violationStates),
  article: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' })),
  cause: Type.Optional(Type.Enum([...violationCauses])),
  works: Uuid,
  liable: Uuid,
  municipality: Uuid,
  mine: Type.Optional(Type.Boolean({ description: 'that the asker’s organisation has to answer for' })),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
}
const Filter = Type.Object(filter)

function askedBy(given: Static<typeof Filter>, actor: Actor, { zone }: RulePack): Asked {
  const { state, article, cause, works, municipality, from, to, mine } = given
  const liable = mine && actor.agencyId ? actor.agencyId : given.liable
  return { states: listed(state), article, cause, works, liable, municipality, from, to, zone }
}

/** Violations: read by whoever answers for them and by the office, which issues and decides them. */
export function violationRoutes(app: App, services: Services): void {
  readingRoutes(app, services)
  decidingRoutes(app, services)
}

function readingRoutes(app: App, { under, pack, clock, payments: provider, publicUrl }: Services): void {
  const doing = (request: FastifyRequest) => ({ actor: request.actor as Actor, pack, now: clock() })

  app.get(
    '/api/violations',
    {
      config: reading,
      schema: {
        tags,
        summary: 'Violations, the newest first',
        description:
          'Of those whose organisation answers for them or has the works, and of offices and inspectors on their ground.',
        querystring: query({ ...filter, ...pageQuery }),
        response: { 200: Violations },
      },
    },
    async (request, reply) => {
      const { limit = 100, cursor, ...given } = request.query
      const after = readCursor(cursor, ['instant', 'uuid'])
      const days = readPlaceAndTime(given)
      if (after.problem) return sendProblem(reply, after.problem)
      if (days.problem) return sendProblem(reply, days.problem)
      const { actor, now } = doing(request)
      const asked = askedBy(given, actor, pack)
      return under(actor, (db) => listViolations(db, asked, { actor, now }, { limit, after: after.value }))
    },
  )

  app.get(
    '/api/violations.csv',
    {
      config: { ...reading, quota: 'exports' },
      schema: {
        tags,
        summary: 'Violations of a filter as a CSV file',
        querystring: query({ ...filter, lang: Type.Optional(Type.Enum([...languages])) }),
        response: {
          200: {
            description: 'A line for each violation',
            content: { 'text/csv': { schema: Type.Unsafe<Readable>(Type.String()) } },
          },
        },
      },
    },
    async (request, reply) => {
      const { lang = request.language, ...given } = request.query
      const { actor, now } = doing(request)
      const file = await violationsFile(under, askedBy(given, actor, pack), { actor, now }, lang)
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="violations.csv"')
      return reply.send(file)
    },
  )

  app.get(
    '/api/violations/articles',
    { config: reading, schema: { tags, summary: 'What is fined here, and how much', response: { 200: Articles } } },
    () => articlesOf(pack),
  )

  app.get(
    '/api/violations/contractors',
    {
      config: deciding,
      schema: {
        tags,
        summary: 'Contractors that were fined lately, the most first, and whether that asks for a ban',
        response: { 200: ContractorRecords },
      },
    },
    (request) => under(request.actor, (db) => contractorRecords(db, doing(request))),
  )

  app.get(
    '/api/violations/:id',
    {
      config: reading,
      schema: {
        tags,
        summary: 'A violation with all that hangs on it',
        params: IdParams,
        response: { 200: WholeViolation },
      },
    },
    async (request, reply) => {
      const found = await under(request.actor, (db) =>
        wholeViolation(db, request.params.id, { ...doing(request), provider }),
      )
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )

  app.get(
    '/api/violations/:id/notice.pdf',
    {
      config: { ...reading, quota: 'exports' },
      schema: {
        tags,
        summary: 'The notice of a violation on a sheet of A4, in both languages, with map and QR code',
        params: IdParams,
        produces: ['application/pdf'],
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const origin = ownAddress(request, { publicUrl })
      const data = await under(request.actor, (db) => noticePaper(db, id, { zone: pack.zone, origin }))
      if (!data) return sendProblem(reply, { name: 'not-found' })
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="violation-${id}.pdf"`)
        .header('cache-control', 'no-store')
        .header('x-content-type-options', 'nosniff')
        .send(await printDocument(noticeTemplate, data))
    },
  )
}

function decidingRoutes(app: App, services: Services): void {
  const { pack, clock } = services
  const doing = (request: FastifyRequest) => ({ actor: request.actor as Actor, pack, now: clock() })

  app.post(
    '/api/violations',
    {
      config: deciding,
      schema: {
        tags,
        summary: 'Record a violation of a works',
        description: 'It begins with a warning where its article leaves time to mend it, else with the fine.',
        body: NewViolation,
        response: { 201: Violation },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => recordByHand(db, request.body, doing(request)), 201),
  )

  app.post(
    '/api/violations/:id/decision',
    {
      config: deciding,
      schema: {
        tags,
        summary:
          'Decide on a violation: confirm what a visit proposed, see that it is mended, judge an objection, withdraw',
        params: IdParams,
        body: OfficeDecision,
        response: { 200: Violation },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => decideViolation(db, request.params.id, request.body, doing(request))),
  )
}
