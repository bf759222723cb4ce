import type { Readable } from 'node:stream'
import { type Static, Type } from 'typebox'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery } from '../http/cursor.ts'
import { type Outcome, sendProblem } from '../http/problem.ts'
import { AnyOf, listed, placeAndTime, query, readPlaceAndTime } from '../http/query.ts'
import { languages } from '../language/contract.ts'
import { dayAt } from '../time/rules.ts'
import { readPlace } from './conflict-place.ts'
import { type ConflictFilter, listConflicts } from './conflicts.ts'
import { Conflict, conflictSorts, conflictStates, pairKinds, severities } from './contract.ts'
import { conflictsTable } from './table.ts'

const tags = ['coordination']

const filters = {
  ...placeAndTime,
  kind: AnyOf(pairKinds),
  severity: AnyOf(severities),
  state: AnyOf(conflictStates),
  works: Type.Optional(Type.String({ format: 'uuid' })),
  sort: Type.Optional(Type.Enum([...conflictSorts])),
}
const Filters = query(filters)

/** The filter that an address asks for. */
function filterOf(asked: Static<typeof Filters>): Outcome<ConflictFilter> {
  const place = readPlaceAndTime(asked)
  if (place.problem) return place
  const { kind, severity, state, works, from, to } = asked
  const lists = { kind: listed(kind), severity: listed(severity), state: listed(state) }
  return { value: { ...place.value, from, to, works, ...lists } }
}

/** The conflict register, page by page and as a file. */
export function conflictRoutes(app: App, { under, pack, clock }: Services): void {
  app.get(
    '/api/conflicts',
    {
      config: { permission: 'conflicts.read' },
      schema: {
        tags,
        summary: 'The conflict register: each pair of works once per kind',
        querystring: query({ ...filters, ...pageQuery }),
        response: {
          200: Type.Object({
            items: Type.Array(Conflict),
            nextCursor: Type.Union([Type.String(), Type.Null()]),
            total: Type.Integer(),
          }),
        },
      },
    },
    async (request, reply) => {
      const filter = filterOf(request.query)
      if (filter.problem) return sendProblem(reply, filter.problem)
      const after = readPlace(request.query.cursor)
      if (after.problem) return sendProblem(reply, after.problem)
      const { limit = 100, sort = 'severity' } = request.query
      const told = { pack, today: dayAt(clock(), pack.zone), language: request.language }
      const page = { limit, sort, after: after.value }
      return under(request.actor, (db) => listConflicts(db, filter.value, page, told))
    },
  )

  app.get(
    '/api/conflicts.csv',
    {
      config: { permission: 'conflicts.read', quota: 'exports' },
      schema: {
        tags,
        summary: 'The conflict register, as a CSV file',
        querystring: query({ ...filters, lang: Type.Optional(Type.Enum([...languages])) }),
        response: {
          200: {
            description: 'A line for each pair of works and kind, as the list sorts them',
            content: { 'text/csv': { schema: Type.Unsafe<Readable>(Type.String()) } },
          },
        },
      },
    },
    async (request, reply) => {
      const { actor, language } = request
      const { lang = language, sort = 'severity' } = request.query
      const filter = filterOf(request.query)
      if (filter.problem) return sendProblem(reply, filter.problem)
      const told = { pack, today: dayAt(clock(), pack.zone), language: lang }
      const file = await conflictsTable(under, { filter: filter.value, sort }, actor, told)
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="conflicts.csv"')
      return reply.send(file)
    },
  )
}
