import { Type } from 'typebox'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { readForm, typedFields } from '../http/form.ts'
import { sayHttp } from '../http/messages.ts'
import { failed, faultAt, send, sendProblem } from '../http/problem.ts'
import { AnyOf, listed, placeAndTime, query, readPlaceAndTime } from '../http/query.ts'
import { mostPhotoBytes, PhotoFile } from '../media/contract.ts'
import { addDays, periodFault, startOfDay } from '../time/rules.ts'
import { receiveReport } from './actions.ts'
import {
  NearbyReport,
  Report,
  ReportForm,
  ReportReceipt,
  ReportSummary,
  reportCategories,
  reportStatuses,
} from './contract.ts'
import { sayReports } from './messages.ts'
import { countReports, findFollowed, findReport, listReports, reportsNearby } from './read.ts'

const tags = ['reports']
const config = { permission: 'public' } as const
const NumberParams = Type.Object({ number: Type.String({ pattern: '^[A-Z]{2,6}-R-\\d{4}-\\d{7}$' }) })
const FollowParams = Type.Object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) })
const Sent = Type.Object({ ...ReportForm.properties, photo: Type.Optional(PhotoFile) })

/** Reports: sent without an account, read by everybody, followed by whoever sent them. */
export function reportRoutes(app: App, { db, pack, clock, mediaDir }: Services): void {
  app.post(
    '/api/reports',
    {
      config,
      // The schema describes the form; its fields are checked as text once the form has been read.
      attachValidation: true,
      schema: {
        tags,
        summary: 'Send a report, without an account',
        description: '`follow` is the secret of the reporter: it is told once, here. The photo loses all metadata.',
        consumes: ['multipart/form-data'],
        body: Sent,
        response: { 201: ReportReceipt },
      },
    },
    async (request, reply) => {
      const form = await readForm(request, { file: 'photo', fileBytes: mostPhotoBytes })
      if (form.problem) return sendProblem(reply, form.problem)
      const given = { ...typedFields(request, form.value.fields, ReportForm), photo: form.value.file }
      return send(reply, await receiveReport(db, given, { pack, mediaDir, now: clock() }), 201)
    },
  )

  app.get(
    '/api/reports',
    {
      config,
      schema: {
        tags,
        summary: 'Reports, the newest first',
        description: '`from` and `to` select by the day on which they were sent.',
        querystring: query({
          ...placeAndTime,
          category: AnyOf(reportCategories),
          status: AnyOf(reportStatuses),
          ...pageQuery,
        }),
        response: {
          200: Type.Object({
            items: Type.Array(ReportSummary),
            nextCursor: Type.Union([Type.String(), Type.Null()]),
            total: Type.Optional(Type.Integer()),
          }),
        },
      },
    },
    async (request, reply) => {
      const { from, to, limit = 100, cursor, category, status } = request.query
      const place = readPlaceAndTime(request.query)
      if (place.problem) return sendProblem(reply, place.problem)
      for (const [path, day] of Object.entries({ from, to })) {
        const fault = day && periodFault({ start: day, end: day })
        if (fault) return sendProblem(reply, faultAt(path, sayHttp(`period.${fault}`)).problem)
      }
      const after = readMark(cursor)
      if (after === 'wrong') return sendProblem(reply, faultAt('cursor', sayHttp('cursor')).problem)
      const filter = {
        ...place.value,
        category: listed(category),
        status: listed(status),
        since: from === undefined ? undefined : startOfDay(from, pack.zone),
        until: to === undefined ? undefined : startOfDay(addDays(to, 1), pack.zone),
      }
      const found = await listReports(db, filter, { limit, after })
      return after ? found : { ...found, total: await countReports(db, filter) }
    },
  )

  app.get(
    '/api/reports/nearby',
    {
      config,
      schema: {
        tags,
        summary: 'Open reports of the same category close by: is it this one',
        querystring: query({
          lng: ReportForm.properties.lng,
          lat: ReportForm.properties.lat,
          category: ReportForm.properties.category,
        }),
        response: { 200: Type.Object({ withinMetres: Type.Number(), items: Type.Array(NearbyReport) }) },
      },
    },
    async (request) => {
      const { sameWithinMetres } = pack.reports
      return { withinMetres: sameWithinMetres, items: await reportsNearby(db, request.query, sameWithinMetres) }
    },
  )

  app.get(
    '/api/reports/follow/:token',
    {
      config,
      schema: {
        tags,
        summary: 'One report, by the secret of its reporter',
        params: FollowParams,
        response: { 200: Report },
      },
    },
    async (request, reply) => {
      const report = await findFollowed(db, request.params.token)
      reply.header('cache-control', 'no-store')
      return send(reply, report ? { value: report } : failed('not-found', { detail: sayReports('follow_unknown') }))
    },
  )

  app.get(
    '/api/reports/:number',
    { config, schema: { tags, summary: 'One report', params: NumberParams, response: { 200: Report } } },
    async (request, reply) => {
      const report = await findReport(db, request.params.number, request.user)
      return send(reply, report ? { value: report } : failed('not-found'))
    },
  )
}

/** The instant and id of a cursor that we wrote. */
function readMark(cursor: string | undefined): readonly [Date, string] | null | 'wrong' {
  const mark = readCursor(cursor, 2)
  if (mark.problem) return 'wrong'
  if (!mark.value) return null
  const [at, id] = mark.value.map(String)
  const instant = new Date(at ?? '')
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id ?? '')
  return isId && !Number.isNaN(instant.getTime()) ? [instant, id as string] : 'wrong'
}
