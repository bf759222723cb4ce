import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import type { App, Services } from '../../http/app-types.ts'
import { pageQuery, readCursor } from '../../http/cursor.ts'
import { failed, send, sendProblem } from '../../http/problem.ts'
import { AnyOf, IdParams, listed, placeAndTime, query, readPlaceAndTime } from '../../http/query.ts'
import { write } from '../../http/write.ts'
import { languages } from '../../language/contract.ts'
import {
  longestFile,
  NewResult,
  NewSample,
  ResultsFile,
  ResultsFileReport,
  SamplePlan,
  type SampleState,
  Samples,
  SampleWithResults,
  sampleStates,
  Voiding,
} from './contract.ts'
import { takeFile } from './file.ts'
import { sampleKinds } from './kinds.ts'
import { planFor } from './plan.ts'
import { findSample, listSamples } from './read.ts'
import { enterResult } from './results.ts'
import { readingOf, takeSample, voidSample } from './take.ts'
import { resultsTemplate } from './template.ts'

const tags = ['laboratory']
const reads = { permission: 'works.read' } as const
const writes = { permission: 'samples.write' } as const

/** Samples of what was put back into the ground, and what laboratories say of them. */
export function laboratoryRoutes(app: App, services: Services): void {
  const { under, pack, clock } = services
  const doing = (request: FastifyRequest) => ({ pack, now: clock(), actor: request.actor as Actor })

  app.get(
    '/api/samples',
    {
      config: reads,
      schema: {
        tags,
        summary: 'Samples, the last taken first',
        description:
          'A laboratory sees its own; the owner and the contractor of a works, its; an office, those of its ground.',
        querystring: query({
          works: Type.Optional(Type.String({ format: 'uuid' })),
          laboratory: Type.Optional(Type.String({ format: 'uuid' })),
          state: AnyOf(sampleStates),
          kind: AnyOf(sampleKinds),
          bbox: placeAndTime.bbox,
          q: Type.Optional(Type.String({ maxLength: 60 })),
          ...pageQuery,
        }),
        response: { 200: Samples },
      },
    },
    async (request, reply) => {
      const { works, laboratory, state, kind, q, limit = 100, cursor, ...where } = request.query
      const after = readCursor(cursor, ['instant', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const place = readPlaceAndTime(where)
      if (place.problem) return sendProblem(reply, place.problem)
      const states = listed(state) as SampleState[] | undefined
      const filter = { works, laboratory, states, kinds: listed(kind), box: place.value.box, text: q }
      return under(request.actor, (db) =>
        listSamples(db, filter, { limit, after: after.value }, readingOf(doing(request))),
      )
    },
  )
  app.get(
    '/api/samples/:id',
    {
      config: reads,
      schema: { tags, summary: 'A sample with its results', params: IdParams, response: { 200: SampleWithResults } },
    },
    async (request, reply) => {
      const found = await under(request.actor, (db) => findSample(db, request.params.id, readingOf(doing(request))))
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )
  app.get(
    '/api/works/:id/sample-plan',
    {
      config: reads,
      schema: {
        tags,
        summary: 'Samples that a works owes, and where they stand',
        description: 'For the parties of the works, and for laboratories, which record samples of it.',
        params: IdParams,
        response: { 200: SamplePlan },
      },
    },
    async (request, reply) => {
      const actor = request.actor as Actor
      return send(reply, await under(actor, (db) => planFor(db, request.params.id, { pack, now: clock(), actor })))
    },
  )
  app.post(
    '/api/samples',
    {
      config: writes,
      schema: {
        tags,
        summary: 'Record a sample that was taken',
        body: NewSample,
        response: { 201: SampleWithResults },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => takeSample(db, request.body, doing(request)), 201),
  )
  writingRoutes(app, services, doing)
  fileRoutes(app, services, doing)
}

type DoingOf = (request: FastifyRequest) => Parameters<typeof readingOf>[0]

function writingRoutes(app: App, services: Services, doing: DoingOf): void {
  app.post(
    '/api/samples/:id/results',
    {
      config: writes,
      schema: {
        tags,
        summary: 'Enter the result of a sample, or one that corrects it',
        params: IdParams,
        body: NewResult,
        response: { 201: SampleWithResults },
      },
    },
    async (request, reply) =>
      write(
        { under: services.owner },
        request,
        reply,
        (db) => enterResult(db, request.params.id, request.body, doing(request)),
        201,
      ),
  )
  app.post(
    '/api/samples/:id/voiding',
    {
      config: writes,
      schema: {
        tags,
        summary: 'Declare a sample lost or spoiled that has no result',
        params: IdParams,
        body: Voiding,
        response: { 200: SampleWithResults },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => voidSample(db, request.params.id, request.body.reason, doing(request))),
  )
}

function fileRoutes(app: App, services: Services, doing: DoingOf): void {
  app.post(
    '/api/sample-results',
    {
      config: writes,
      // four bytes a character at the most, and what JSON adds
      bodyLimit: longestFile * 4 + 10_000,
      schema: {
        tags,
        summary: 'Take a CSV file of results, or try what would become of it',
        body: ResultsFile,
        response: { 200: ResultsFileReport },
      },
    },
    async (request, reply) => {
      const { csv, dryRun } = request.body
      return write({ under: services.owner }, request, reply, (db) =>
        takeFile(db, csv, dryRun, { ...doing(request), language: request.language }),
      )
    },
  )
  app.get(
    '/api/sample-results/template.csv',
    {
      config: writes,
      schema: {
        tags,
        summary: 'A CSV file of the samples that wait for their results, to fill in',
        querystring: query({ lang: Type.Optional(Type.Enum([...languages])) }),
        response: {
          200: { description: 'A line for each sample', content: { 'text/csv': { schema: Type.String() } } },
        },
      },
    },
    async (request, reply) => {
      // a link names the language of its page, which a browser does not send
      const { lang = request.language } = request.query
      const text = await services.under(request.actor, (db) => resultsTemplate(db, readingOf(doing(request)), lang))
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="sample-results.csv"')
        .send(text)
    },
  )
}
