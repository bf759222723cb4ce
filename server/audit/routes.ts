import { Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { sendProblem } from '../http/problem.ts'
import { AnyOf, listed, placeAndTime, query, readPlaceAndTime } from '../http/query.ts'
import { addDays, startOfDay } from '../time/rules.ts'
import { AuditEntry, auditSubjects } from './contract.ts'
import { listAudit } from './read.ts'

/** Who changed what: of everything on their ground for administrators, of its own objects for an agency. */
export function auditRoutes(app: App, { under, pack }: Services): void {
  app.get(
    '/api/audit',
    {
      config: { permission: 'audit.read' },
      schema: {
        tags: ['audit'],
        summary: 'Who changed what, when and from where, the newest first',
        description: '`from` and `to` are days of the city. `address` is told to administrators only.',
        querystring: query({
          subject: AnyOf(auditSubjects),
          id: Type.Optional(Type.String({ format: 'uuid', description: 'of the object that changed' })),
          user: Type.Optional(Type.String({ format: 'uuid' })),
          from: placeAndTime.from,
          to: placeAndTime.to,
          ...pageQuery,
        }),
        response: {
          200: Type.Object({ items: Type.Array(AuditEntry), nextCursor: Type.Union([Type.String(), Type.Null()]) }),
        },
      },
    },
    async (request, reply) => {
      const { subject, id, user, from, to, cursor, limit = 100 } = request.query
      const days = readPlaceAndTime(request.query)
      if (days.problem) return sendProblem(reply, days.problem)
      const after = readCursor(cursor, ['number', 'text', 'count'])
      if (after.problem) return sendProblem(reply, after.problem)
      const filter = {
        subject: listed(subject),
        id,
        user,
        since: from === undefined ? undefined : startOfDay(from, pack.zone),
        until: to === undefined ? undefined : startOfDay(addDays(to, 1), pack.zone),
      }
      const actor = request.actor as Actor
      return under(actor, (db) => listAudit(db, filter, actor, { limit, after: after.value }))
    },
  )
}
