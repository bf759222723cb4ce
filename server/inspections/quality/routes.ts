import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import { BoxQuery } from '../../geo/contract.ts'
import { readBox } from '../../geo/rules.ts'
import type { App, Services } from '../../http/app-types.ts'
import { pageQuery, readCursor } from '../../http/cursor.ts'
import { sayHttp } from '../../http/messages.ts'
import { failed, faultAt, send, sendProblem } from '../../http/problem.ts'
import { IdParams, query } from '../../http/query.ts'
import { write } from '../../http/write.ts'
import { appealCase, decideAppeal } from './appeals.ts'
import { casesOf } from './cases.ts'
import {
  Appeal,
  AppealDecision,
  DefectCells,
  League,
  NewAppeal,
  PartCode,
  PartyKind,
  PartyQuality,
  QualityCases,
} from './contract.ts'
import { defectCells, lastScoredMonth, leagueOf, partyQuality, seesParts } from './read.ts'

const tags = ['quality']
const reads = { permission: 'works.read' } as const

/** How good the works of each are: the league, what a score is made of, and appeals. */
export function qualityRoutes(app: App, services: Services): void {
  const { under, owner, pack, clock } = services
  const reading = (request: FastifyRequest) => ({ pack, now: clock(), actor: request.actor as Actor })
  readingRoutes(app, services, reading)

  app.get(
    '/api/quality/:id/cases',
    {
      config: reads,
      schema: {
        tags,
        summary: 'The cases that the last score of a party was reckoned from',
        params: IdParams,
        querystring: query({ kind: PartyKind, part: Type.Optional(PartCode), ...pageQuery }),
        response: { 200: QualityCases },
      },
    },
    async (request, reply) => {
      const { kind, part, limit = 100, cursor } = request.query
      const after = readCursor(cursor, ['instant', 'uuid', 'text'])
      if (after.problem) return sendProblem(reply, after.problem)
      const partyId = request.params.id
      if (!seesParts(request.actor as Actor, partyId)) return sendProblem(reply, failed('not-found').problem)
      // cases are of works that whoever is scored may see only in part
      return owner(request.actor, async (db) => {
        const month = await lastScoredMonth(db)
        if (!month) return { items: [], nextCursor: null }
        return casesOf(db, { partyId, kind, month, part, limit, after: after.value }, pack)
      })
    },
  )
  app.post(
    '/api/quality/:id/appeals',
    {
      config: { permission: 'quality.appeal' },
      schema: {
        tags,
        summary: 'Object to a case of one’s own score',
        params: IdParams,
        body: NewAppeal,
        response: { 201: Appeal },
      },
    },
    async (request, reply) =>
      write(
        { under: owner },
        request,
        reply,
        (db) => appealCase(db, request.params.id, request.body, reading(request)),
        201,
      ),
  )
  app.post(
    '/api/quality-appeals/:id/decision',
    {
      config: { permission: 'quality.decide' },
      schema: {
        tags,
        summary: 'Decide an appeal: exclude its case, or keep it',
        params: IdParams,
        body: AppealDecision,
        response: { 200: Appeal },
      },
    },
    async (request, reply) =>
      write({ under: owner }, request, reply, (db) =>
        decideAppeal(db, request.params.id, request.body, reading(request)),
      ),
  )
  app.get(
    '/api/defect-cells',
    {
      config: reads,
      schema: {
        tags,
        summary: 'Defects counted by cells of a grid: where they gather',
        description: 'Whole cells; those of few defects only for whoever sees each of them.',
        querystring: query({ bbox: BoxQuery }),
        response: { 200: DefectCells },
      },
    },
    async (request, reply) => {
      const box = readBox(request.query.bbox)
      if (!box) return sendProblem(reply, faultAt('bbox', sayHttp('box')).problem)
      return under(request.actor, (db) => defectCells(db, box, pack.inspections.quality.cells))
    },
  )
}

type ReadingOf = (request: FastifyRequest) => Parameters<typeof partyQuality>[3]

function readingRoutes(app: App, { under }: Services, reading: ReadingOf): void {
  app.get(
    '/api/quality',
    {
      config: reads,
      schema: {
        tags,
        summary: 'The league of a month, the best first; without one, of the last that was scored',
        querystring: query({
          kind: PartyKind,
          month: Type.Optional(Type.String({ format: 'date' })),
          ...pageQuery,
        }),
        response: { 200: League },
      },
    },
    async (request, reply) => {
      const { kind, limit = 100, cursor } = request.query
      const after = readCursor(cursor, ['count'])
      if (after.problem) return sendProblem(reply, after.problem)
      return under(request.actor, async (db) => {
        const month = request.query.month ?? (await lastScoredMonth(db))
        if (!month) return { month: null, items: [], nextCursor: null }
        const asked = { kind, month, limit, after: after.value?.[0] ?? 0 }
        return { month, ...(await leagueOf(db, asked, request.actor as Actor)) }
      })
    },
  )
  app.get(
    '/api/quality/:id',
    {
      config: reads,
      schema: {
        tags,
        summary: 'The score of a party with its parts, its history and its appeals',
        description: 'For whoever is scored and for offices.',
        params: IdParams,
        querystring: query({ kind: PartyKind }),
        response: { 200: PartyQuality },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const found = seesParts(request.actor as Actor, id)
        ? await under(request.actor, (db) => partyQuality(db, id, request.query.kind, reading(request)))
        : undefined
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )
}
