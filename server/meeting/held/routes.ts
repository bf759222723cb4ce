import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import type { App, Services } from '../../http/app-types.ts'
import { pageQuery, readCursor } from '../../http/cursor.ts'
import { failed, send, sendProblem } from '../../http/problem.ts'
import { AnyOf, IdParams, listed, query } from '../../http/query.ts'
import { write } from '../../http/write.ts'
import { languages } from '../../language/contract.ts'
import { Quarter } from '../contract.ts'
import { callMeeting } from './call.ts'
import {
  CaseMeetings,
  Meeting,
  MeetingEnding,
  Meetings,
  Minute,
  meetingStates,
  NewMeeting,
  NewOutcome,
  NewSettling,
  SittingChange,
} from './contract.ts'
import { changeSitting, endMeeting, noteOutcome } from './minute.ts'
import { meetingsOfCase } from './of-case.ts'
import { heldPaperRoutes } from './paper-routes.ts'
import { listMeetings, wholeMeeting } from './read.ts'
import { noteSettling } from './settling.ts'

const tags = ['meetings']
const reading = { permission: 'conflicts.read' } as const
const writing = { permission: 'meetings.write' } as const
const Asked = query({ lang: Type.Optional(Type.Enum([...languages])) })
const ItemParams = Type.Object({
  id: Type.String({ format: 'uuid' }),
  item: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'its number on the agenda' }),
})

/** Coordination meetings: called with a frozen agenda, their minutes written and closed, and read by those whom they concern. */
export function heldMeetingRoutes(app: App, services: Services): void {
  readingRoutes(app, services)
  writingRoutes(app, services)
  heldPaperRoutes(app, services)
}

function readingRoutes(app: App, { under }: Services): void {
  app.get(
    '/api/meetings',
    {
      config: reading,
      schema: {
        tags,
        summary: 'Coordination meetings, the latest day first',
        description: 'Of agencies whose works were on the agenda or who came, and of the offices of the ground.',
        querystring: query({
          municipality: Type.Optional(Type.String({ format: 'uuid' })),
          quarter: Type.Optional(Quarter),
          state: AnyOf(meetingStates),
          ...pageQuery,
        }),
        response: { 200: Meetings },
      },
    },
    async (request, reply) => {
      const { municipality, quarter, state, limit = 100, cursor } = request.query
      const after = readCursor(cursor, ['day', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const actor = request.actor as Actor
      const asked = { municipality, quarter, state: listed(state) }
      return under(actor, (db) => listMeetings(db, asked, actor, { limit, after: after.value }))
    },
  )

  app.get(
    '/api/meetings/:id',
    {
      config: reading,
      schema: {
        tags,
        summary: 'A meeting: its agenda as it was when it was called, and its minutes',
        params: IdParams,
        querystring: Asked,
        response: { 200: Meeting },
      },
    },
    async ({ actor, params, query: { lang }, language }, reply) => {
      const viewer = actor as Actor
      const found = await under(actor, (db) => wholeMeeting(db, params.id, { viewer, language: lang ?? language }))
      return send(reply, found ? { value: found.meeting } : failed('not-found'))
    },
  )

  app.get(
    '/api/cases/:id/meetings',
    {
      config: reading,
      schema: {
        tags,
        summary: 'The meetings on whose agenda a case stood, and what came of it there',
        description: 'Those that whoever asks may see, the latest first.',
        params: IdParams,
        response: { 200: CaseMeetings },
      },
    },
    async ({ actor, params }) => {
      const items = await under(actor, (db) => meetingsOfCase(db, params.id, actor as Actor))
      return { items }
    },
  )
}

function writingRoutes(app: App, services: Services): void {
  const holding = ({ actor }: FastifyRequest) => ({
    actor: actor as Actor,
    now: services.clock(),
    pack: services.pack,
  })

  app.post(
    '/api/meetings',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Call a coordination meeting: its agenda is frozen, and those whom it concerns are told',
        body: NewMeeting,
        response: { 201: Meeting },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => callMeeting(db, request.body, holding(request)), 201),
  )

  app.patch(
    '/api/meetings/:id',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Change the day of a meeting, who chaired it and who came',
        params: IdParams,
        body: SittingChange,
        response: { 200: Meeting },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => changeSitting(db, request.params.id, request.body, holding(request))),
  )

  app.patch(
    '/api/meetings/:id/items/:item',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Note what came of an item of the agenda',
        params: ItemParams,
        body: NewOutcome,
        response: { 200: Minute },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => noteOutcome(db, request.params, request.body, holding(request))),
  )

  app.post(
    '/api/meetings/:id/items/:item/settling',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Note that what a meeting has left to somebody was settled, or that it was not after all',
        description: 'Also beneath minutes that are closed; these stay as they were.',
        params: ItemParams,
        body: NewSettling,
        response: { 200: Minute },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => noteSettling(db, request.params, request.body, holding(request))),
  )

  app.post(
    '/api/meetings/:id/ending',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Close the minutes of a meeting, or cancel it with a reason',
        params: IdParams,
        body: MeetingEnding,
        response: { 200: Meeting },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => endMeeting(db, request.params.id, request.body, holding(request))),
  )
}
