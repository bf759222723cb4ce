import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Db } from '../database/connect.ts'
import type { App, Services } from '../http/app-types.ts'
import { readForm, typedFields } from '../http/form.ts'
import { digestOf } from '../http/idempotency.ts'
import { failed, type Outcome, sendProblem } from '../http/problem.ts'
import { write, writeInSteps } from '../http/write.ts'
import { mostPhotoBytes, PhotoFile } from '../media/contract.ts'
import {
  FollowParams,
  NewReportDeed,
  NumberParams,
  Report,
  ReporterRating,
  ReporterVerdict,
  SolutionForm,
} from './contract.ts'
import { answerSolution, dealWith, rateReport } from './deeds.ts'
import { solveReport } from './solve.ts'
import { type Asking, findFollowed, findReport } from './whole.ts'

const tags = ['reports']
const response = { 200: Report }

/** What is done with reports, by the owner's door after the policy was asked: a report is everybody's to read, and few may write one. */
export function reportDeedRoutes(app: App, services: Services): void {
  officeRoutes(app, services)
  reporterRoutes(app, services)
}

function officeRoutes(app: App, services: Services): void {
  const { owner, pack, clock, mediaDir } = services
  const asking = (request: FastifyRequest): Asking => ({ pack, now: clock(), actor: request.actor })

  app.post(
    '/api/reports/:number/deeds',
    {
      config: { permission: 'reports.manage' },
      schema: {
        tags,
        summary: 'Take a report, pass it on, hand it back, turn it down, join it to another, or open it again',
        params: NumberParams,
        body: NewReportDeed,
        response,
      },
    },
    async (request, reply) =>
      write({ under: owner }, request, reply, async (db): Promise<Outcome<Report>> => {
        const as = asking(request)
        const { number } = request.params
        const done = await dealWith(db, number, request.body, as)
        if (done.problem) return done
        const value = await findReport(db, number, as)
        return value ? { value } : failed('not-found')
      }),
  )

  app.post(
    '/api/reports/:number/solution',
    {
      config: { permission: 'reports.manage' },
      attachValidation: true,
      schema: {
        tags,
        summary: 'Say that a report is solved, with a photo of the place',
        consumes: ['multipart/form-data'],
        params: NumberParams,
        body: Type.Object({ ...SolutionForm.properties, photo: PhotoFile }),
        response,
      },
    },
    async (request, reply) => {
      const form = await readForm(request, { file: 'photo', fileBytes: mostPhotoBytes })
      if (form.problem) return sendProblem(reply, form.problem)
      const given = { ...typedFields(request, form.value.fields, SolutionForm), photo: form.value.file }
      const asked = { ...given, photo: digestOf(given.photo) }
      return writeInSteps({ under: owner }, request, reply, { status: 200, asked }, (steps) =>
        solveReport(request.params.number, given, { ...steps, ...asking(request), mediaDir }),
      )
    },
  )
}

/** What whoever sent a report says of it, by their secret. */
function reporterRoutes(app: App, { owner, pack, clock }: Services): void {
  // whoever has the secret is nobody by name, signed in or not
  const nobody: Pick<Services, 'under'> = { under: (_actor, work) => owner(null, work) }
  const config = { permission: 'public', quota: 'reports' } as const
  const after = async (
    db: Db,
    token: string,
    work: (as: Omit<Asking, 'actor'>) => Promise<Outcome<null>>,
  ): Promise<Outcome<Report>> => {
    const as = { pack, now: clock() }
    const done = await work(as)
    if (done.problem) return done
    const value = await findFollowed(db, token, as)
    return value ? { value } : failed('not-found')
  }

  app.post(
    '/api/reports/follow/:token/verdict',
    {
      config,
      schema: {
        tags,
        summary:
          'Whoever sent a report says whether it is solved: confirms it, or disputes it once, which opens it again',
        params: FollowParams,
        body: ReporterVerdict,
        response,
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const { body, params } = request
      return write(nobody, request, reply, (db) =>
        after(db, params.token, (as) => answerSolution(db, params.token, body, as)),
      )
    },
  )

  app.post(
    '/api/reports/follow/:token/rating',
    {
      config,
      schema: {
        tags,
        summary: 'Whoever sent a report says in stars and words what they think of how it ended',
        params: FollowParams,
        body: ReporterRating,
        response,
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const { body, params } = request
      return write(nobody, request, reply, (db) =>
        after(db, params.token, (as) => rateReport(db, params.token, body, as)),
      )
    },
  )
}
