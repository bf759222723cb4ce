import type { Readable } from 'node:stream'
import { type TSchema, Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import type { App, Services } from '../../http/app-types.ts'
import { pageQuery, readCursor } from '../../http/cursor.ts'
import { failed, send, sendProblem } from '../../http/problem.ts'
import { AnyOf, IdParams, listed, query, readPlaceAndTime } from '../../http/query.ts'
import { write } from '../../http/write.ts'
import { languages } from '../../language/contract.ts'
import { Day } from '../../time/contract.ts'
import { dayAt } from '../../time/rules.ts'
import {
  EnteredPavement,
  entryKinds,
  LedgerRules,
  NewPavementEntry,
  PavementEntries,
  StreetPavement,
} from './contract.ts'
import { enterBefore } from './enter.ts'
import { ledgerFile } from './file.ts'
import { entriesOf, pavementOf } from './read.ts'

const Written = (schema: TSchema) => Type.Unsafe<Readable>(schema)
const tags = ['inspections']
const config = { permission: 'works.read' } as const
const narrowing = {
  kind: AnyOf(entryKinds),
  from: Type.Optional({ ...Day, description: 'what was still open on that day, or opened later' }),
  to: Type.Optional({ ...Day, description: 'what was opened on that day or before' }),
}

/** The pavement ledger: what was dug and surfaced, street by street. */
export function ledgerRoutes(app: App, services: Services): void {
  readingRoutes(app, services)
  enteringRoutes(app, services)
}

function enteringRoutes(app: App, services: Services): void {
  const { pack, clock } = services
  app.post(
    '/api/streets/:id/pavement/entries',
    {
      config: { permission: 'imports.reference' },
      schema: {
        tags,
        summary: 'Enter one cut or surface of before there was this register',
        description: 'What many are is imported. What is still open, or to come, is a works.',
        params: IdParams,
        body: NewPavementEntry,
        response: { 201: EnteredPavement },
      },
    },
    async (request, reply) => {
      const entering = { actor: request.actor as Actor, pack, now: clock() }
      return write(services, request, reply, (db) => enterBefore(db, request.params.id, request.body, entering), 201)
    },
  )
}

function readingRoutes(app: App, { under, pack, clock }: Services): void {
  app.get(
    '/api/pavement-rule',
    {
      config,
      schema: { tags, summary: 'How the condition of a surface is told', response: { 200: LedgerRules } },
    },
    async () => pack.inspections.ledger,
  )

  app.get(
    '/api/streets/:id/pavement',
    {
      config,
      schema: {
        tags,
        summary: 'A street, segment by segment: what became of its surface',
        params: IdParams,
        response: { 200: StreetPavement },
      },
    },
    async (request, reply) => {
      const today = dayAt(clock(), pack.zone)
      const found = await under(request.actor, (db) =>
        pavementOf(db, request.params.id, { pack, today, actor: request.actor }),
      )
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )

  app.get(
    '/api/streets/:id/pavement/entries',
    {
      config,
      schema: {
        tags,
        summary: 'The ledger of a street, the newest first',
        params: IdParams,
        querystring: query({ ...narrowing, ...pageQuery }),
        response: { 200: PavementEntries },
      },
    },
    async (request, reply) => {
      const { kind, from, to, cursor, limit = 100 } = request.query
      const days = readPlaceAndTime({ ...(from ? { from } : {}), ...(to ? { to } : {}) })
      if (days.problem) return sendProblem(reply, days.problem)
      const after = readCursor(cursor, ['day', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const filter = { kinds: listed(kind), from, to }
      const told = { pack, language: request.language }
      const page = { limit, after: after.value }
      return under(request.actor, (db) => entriesOf(db, request.params.id, filter, page, told))
    },
  )

  app.get(
    '/api/streets/:id/pavement.csv',
    {
      config: { ...config, quota: 'exports' },
      schema: {
        tags,
        summary: 'The ledger of a street as a CSV file',
        params: IdParams,
        querystring: query({ ...narrowing, lang: Type.Optional(Type.Enum([...languages])) }),
        response: {
          200: {
            description: 'A line for each stretch that was opened',
            content: { 'text/csv': { schema: Written(Type.String()) } },
          },
        },
      },
    },
    async (request, reply) => {
      // a link names the language of its page, which a browser does not send
      const { kind, from, to, lang: language = request.language } = request.query
      const { id } = request.params
      const street = (await under(request.actor, (db) => db('street').where({ id }).first('name_ar', 'name_en'))) as
        | { name_ar: string; name_en: string }
        | undefined
      if (!street) return sendProblem(reply, { name: 'not-found' })
      const file = await ledgerFile(under, {
        street: { id, name: language === 'ar' ? street.name_ar : street.name_en },
        filter: { kinds: listed(kind), from, to },
        viewer: request.actor as Actor,
        language,
        pack,
      })
      reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="pavement-${id}.csv"`)
      return reply.send(file)
    },
  )
}
