import type { Readable } from 'node:stream'
import { type Static, Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { readForm, typedFields } from '../http/form.ts'
import { digestOf } from '../http/idempotency.ts'
import { sayHttp } from '../http/messages.ts'
import { failed, faultAt, type Outcome, send, sendProblem } from '../http/problem.ts'
import { AnyOf, listed, placeAndTime, query, readPlaceAndTime } from '../http/query.ts'
import { writeInSteps } from '../http/write.ts'
import { languages } from '../language/contract.ts'
import { mostPhotoBytes, PhotoFile } from '../media/contract.ts'
import { addDays, periodFault, startOfDay } from '../time/rules.ts'
import { receiveReport } from './actions.ts'
import {
  FollowParams,
  ListedReport,
  NearbyReport,
  NumberParams,
  Report,
  ReportForm,
  ReportReceipt,
  reportCategories,
  reportStatuses,
} from './contract.ts'
import { reportDeedRoutes } from './deed-routes.ts'
import { reportsFile } from './file.ts'
import { sayReports } from './messages.ts'
import { countReports, listReports, type ReportFilter, reportsNearby } from './read.ts'
import { findFollowed, findReport } from './whole.ts'

const tags = ['reports']
const config = { permission: 'public' } as const
/** With whom nothing is. */
const nobody = '00000000-0000-0000-0000-000000000000'
/** What a list of reports is narrowed to, on the page and as a file. */
const filters = {
  ...placeAndTime,
  category: AnyOf(reportCategories),
  status: AnyOf(reportStatuses),
  mine: Type.Optional(Type.Boolean({ description: 'only what is with one’s own organisation' })),
  desk: Type.Optional(Type.Boolean({ description: 'only what waits for whoever asks, the earliest deadline first' })),
}
const Filters = Type.Object(filters)
const Sent = Type.Object({ ...ReportForm.properties, photo: PhotoFile })

/** Reports: sent without an account, read by everybody, followed by whoever sent them. */
export function reportRoutes(app: App, services: Services): void {
  receivingRoute(app, services)
  listRoutes(app, services)
  fileRoute(app, services)
  singleRoutes(app, services)
  reportDeedRoutes(app, services)
}

function receivingRoute(app: App, services: Services): void {
  const { pack, clock, mediaDir } = services
  app.post(
    '/api/reports',
    {
      config: { ...config, quota: 'reports', keyOfAnybody: true },
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
      const fields = typedFields(request, form.value.fields, ReportForm)
      const { file: photo } = form.value
      // whoever is to mend it goes there to see what is meant; in its place there would be a word for it and a pin
      if (!photo) return sendProblem(reply, faultAt('photo', sayReports('unseen')).problem)
      const given = { ...fields, photo }
      const asked = { ...given, photo: digestOf(photo) }
      return writeInSteps(services, request, reply, { status: 201, asked }, (steps) =>
        receiveReport(given, { ...steps, pack, mediaDir, now: clock() }),
      )
    },
  )
}

function listRoutes(app: App, { under, pack }: Services): void {
  app.get(
    '/api/reports',
    {
      config,
      schema: {
        tags,
        summary: 'Reports, the newest first; of a desk, the earliest deadline first',
        description:
          '`from` and `to` select by the day on which they were sent. Whom one is with, its deadline and its rating are told to those who deal with it.',
        querystring: query({ ...filters, ...pageQuery }),
        response: {
          200: Type.Object({
            items: Type.Array(ListedReport),
            nextCursor: Type.Union([Type.String(), Type.Null()]),
            total: Type.Optional(Type.Integer()),
          }),
        },
      },
    },
    async (request, reply) => {
      const { actor } = request
      const { limit = 100, cursor, ...asked } = request.query
      const filter = readFilter(asked, actor, pack.zone)
      if (filter.problem) return sendProblem(reply, filter.problem)
      const after = readCursor(cursor, ['instant', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      return under(actor, async (db) => {
        const found = await listReports(db, filter.value, actor, { limit, after: after.value })
        return after.value ? found : { ...found, total: await countReports(db, filter.value, actor) }
      })
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
      const items = await under(request.actor, (db) => reportsNearby(db, request.query, sameWithinMetres))
      return { withinMetres: sameWithinMetres, items }
    },
  )
}

function fileRoute(app: App, { under, pack, clock }: Services): void {
  app.get(
    '/api/reports.csv',
    {
      config: { permission: 'reports.manage', quota: 'exports' },
      schema: {
        tags,
        summary: 'Reports of a filter as a CSV file',
        querystring: query({ ...filters, lang: Type.Optional(Type.Enum([...languages])) }),
        response: {
          200: {
            description: 'A line for each report, in the order of the list',
            content: { 'text/csv': { schema: Type.Unsafe<Readable>(Type.String()) } },
          },
        },
      },
    },
    async (request, reply) => {
      // a link names the language of its page, which a browser does not send
      const { lang = request.language, ...asked } = request.query
      const actor = request.actor as Actor
      const filter = readFilter(asked, actor, pack.zone)
      if (filter.problem) return sendProblem(reply, filter.problem)
      const file = await reportsFile(under, filter.value, { actor, now: clock(), zone: pack.zone }, lang)
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="reports.csv"')
      return reply.send(file)
    },
  )
}

function singleRoutes(app: App, { under, owner, pack, clock }: Services): void {
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
      const report = await owner(null, (db) => findFollowed(db, request.params.token, { pack, now: clock() }))
      reply.header('cache-control', 'no-store')
      return send(reply, report ? { value: report } : failed('not-found', { detail: sayReports('follow_unknown') }))
    },
  )

  app.get(
    '/api/reports/:number',
    { config, schema: { tags, summary: 'One report', params: NumberParams, response: { 200: Report } } },
    async (request, reply) => {
      const report = await under(request.actor, (db) =>
        findReport(db, request.params.number, { actor: request.actor, pack, now: clock() }),
      )
      return send(reply, report ? { value: report } : failed('not-found'))
    },
  )
}

/** The filter of a list: its days are days of the city, from the first instant of one to the last of the other. */
function readFilter(
  { category, status, mine, desk, ...asked }: Static<typeof Filters>,
  actor: Actor | null,
  zone: string,
): Outcome<ReportFilter> {
  const { from, to } = asked
  const place = readPlaceAndTime(asked)
  if (place.problem) return place
  for (const [path, day] of Object.entries({ from, to })) {
    const fault = day === undefined ? null : periodFault({ start: day, end: day })
    if (fault) return faultAt(path, sayHttp(`period.${fault}`))
  }
  return {
    value: {
      ...place.value,
      category: listed(category),
      status: listed(status),
      agencyId: mine ? (actor?.agencyId ?? nobody) : undefined,
      desk,
      since: from === undefined ? undefined : startOfDay(from, zone),
      until: to === undefined ? undefined : startOfDay(addDays(to, 1), zone),
    },
  }
}
