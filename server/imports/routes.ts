import { Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { App, Services } from '../http/app-types.ts'
import { page, pageQuery, readCursor } from '../http/cursor.ts'
import { failed, send, sendProblem } from '../http/problem.ts'
import { IdParams, query } from '../http/query.ts'
import { type Steps, write, writeInSteps } from '../http/write.ts'
import type { WorksKeeper } from '../works/store.ts'
import { beginImport, commitImport, discardImport, setMapping } from './actions.ts'
import { noteInterrupted, silentSeconds } from './alive.ts'
import { ImportJob, ImportReport, importKinds, Mapping, verdicts } from './contract.ts'
import { listRows } from './row-list.ts'
import { ImportRunner } from './runner.ts'
import { findJob, listJobs, wireJob } from './store.ts'
import { mostBytes, mostFieldBytes, sweepUploads, takeUpload } from './upload.ts'

const tags = ['imports']
const config = { permission: 'imports.write' } as const

const Wait = query({
  wait: Type.Optional(Type.Boolean({ default: false, description: 'answer only when the work is done' })),
})

/** For the description only: the form is read as it streams in. */
const ImportForm = Type.Object({
  file: Type.Unsafe<string>({
    type: 'string',
    format: 'binary',
    description: 'GeoJSON FeatureCollection (.geojson, .json), or CSV with shapes as WKT (.csv, .tsv); at most 100 MiB',
  }),
  kind: Type.Enum([...importKinds]),
  mapping: Type.Optional(Type.String({ description: 'JSON: the mapping; without it the job waits as needs_mapping' })),
  defaults: Type.Optional(Type.String({ description: 'JSON: the defaults of the mapping' })),
})

/** Files in: read, mapped, judged row by row, and stored only by the commit. */
export function importRoutes(
  app: App,
  services: Services,
  { keeper, stored }: { keeper: WorksKeeper; stored: () => void },
): void {
  const { under, system, pack, clock, engine } = services
  const runner = new ImportRunner({ db: system, pack, clock, keeper, stored }, app.log)
  app.addHook('onClose', () => runner.close())
  app.addHook('onReady', sweepUploads)
  // The embedded engine starts with its service: whatever worked on a job before has ended, and nobody else will end.
  if (engine === 'embedded') app.addHook('onReady', () => noteInterrupted(system, 'all', clock()))
  const noteSilent = () => (engine === 'server' ? noteInterrupted(system, silentSeconds, clock()) : Promise.resolve())
  const doing = (request: { actor: Actor | null; language: 'ar' | 'en'; query: { wait?: boolean } }, steps: Steps) => ({
    ...steps,
    actor: request.actor as Actor,
    language: request.language,
    wait: request.query.wait ?? false,
    now: clock(),
    runner,
  })

  app.post(
    '/api/imports',
    {
      config,
      bodyLimit: mostBytes + 1024 * 1024,
      validatorCompiler: (route) =>
        route.httpPart === 'body'
          ? () => true
          : (app.validatorCompiler as NonNullable<typeof app.validatorCompiler>)(route),
      schema: {
        tags,
        summary: 'Begin an import: the file is read in the background, and checked where a mapping comes along',
        consumes: ['multipart/form-data'],
        body: ImportForm,
        querystring: Wait,
        response: { 202: ImportJob },
      },
    },
    async (request, reply) => {
      const upload = await takeUpload(request)
      if (upload.problem) return sendProblem(reply, upload.problem)
      const { fileName, digest, members } = upload.value
      const asked = { fileName, digest, members }
      return writeInSteps(services, request, reply, { status: 202, asked }, (steps) =>
        beginImport(upload.value, doing(request, steps)),
      )
    },
  )
  app.get(
    '/api/imports',
    {
      config,
      schema: {
        tags,
        summary: 'Your imports, the newest first',
        querystring: query(pageQuery),
        response: {
          200: Type.Object({ items: Type.Array(ImportJob), nextCursor: Type.Union([Type.String(), Type.Null()]) }),
        },
      },
    },
    async (request, reply) => {
      const after = readCursor(request.query.cursor, ['uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      await noteSilent()
      const limit = request.query.limit ?? 100
      const before = after.value?.[0] ?? null
      const userId = request.actor?.userId ?? null
      const found = await under(request.actor, (db) => listJobs(db, userId, { limit: limit + 1, before }))
      return page(
        found,
        limit,
        (row) => wireJob(row, request.language),
        ({ id }) => [id],
      )
    },
  )
  app.get(
    '/api/imports/:id',
    {
      config,
      schema: {
        tags,
        summary: 'An import: its progress, and the verdict on each row',
        params: IdParams,
        querystring: query({ ...pageQuery, verdict: Type.Optional(Type.Enum([...verdicts])) }),
        response: { 200: ImportReport },
      },
    },
    async (request, reply) => {
      const after = readCursor(request.query.cursor, ['count'])
      if (after.problem) return sendProblem(reply, after.problem)
      await noteSilent()
      const asked = {
        verdict: request.query.verdict,
        limit: request.query.limit ?? 100,
        after: after.value?.[0] ?? 0,
      }
      const report = await under(request.actor, async (db) => {
        const job = await findJob(db, request.params.id, request.actor?.userId ?? null)
        if (!job) return null
        return { job: wireJob(job, request.language), rows: await listRows(db, job.id, asked, request.language) }
      })
      return send(reply, report ? { value: report } : failed('not-found'))
    },
  )
  app.put(
    '/api/imports/:id/mapping',
    {
      config,
      bodyLimit: mostFieldBytes,
      schema: {
        tags,
        summary: 'Say which column is what, and check all rows',
        params: IdParams,
        body: Mapping,
        querystring: Wait,
        response: { 202: ImportJob },
      },
    },
    async (request, reply) =>
      writeInSteps(services, request, reply, { status: 202 }, (steps) =>
        setMapping(request.params.id, request.body, doing(request, steps)),
      ),
  )
  app.post(
    '/api/imports/:id/commit',
    {
      config,
      schema: {
        tags,
        summary: 'Store the good rows, all of them or none',
        params: IdParams,
        querystring: Wait,
        response: { 202: ImportJob },
      },
    },
    async (request, reply) =>
      writeInSteps(services, request, reply, { status: 202 }, (steps) =>
        commitImport(request.params.id, doing(request, steps)),
      ),
  )
  app.delete(
    '/api/imports/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Discard an import; what its commit stored stays',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => discardImport(db, request.params.id, request.actor as Actor), 204),
  )
}
