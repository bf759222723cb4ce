import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import { printDocument } from '../../documents/print.ts'
import type { App, Services } from '../../http/app-types.ts'
import { ownAddress } from '../../http/own-address.ts'
import { failed, send, sendProblem } from '../../http/problem.ts'
import { IdParams } from '../../http/query.ts'
import { write } from '../../http/write.ts'
import { happen } from '../../permits/events.ts'
import { holdForWrite } from '../../works/actions.ts'
import type { WorksKeeper } from '../../works/store.ts'
import { Clearance, NewClearance, PublicClearance } from './contract.ts'
import { certificatePaper, certificateTemplate } from './paper.ts'
import { publicClearance } from './public.ts'
import { clearanceOf } from './read.ts'

const tags = ['inspections']
const NumberParams = Type.Object({ number: Type.String({ minLength: 1, maxLength: 40 }) })

/** Clearance: what stands against it, by name; the certificate, its print and its page for anybody. */
export function clearanceRoutes(app: App, services: Services, keeper: WorksKeeper): void {
  worksRoutes(app, services, keeper)
  publicRoutes(app, services)
}

function worksRoutes(app: App, services: Services, keeper: WorksKeeper): void {
  const { under, pack, clock } = services
  const asking = (request: FastifyRequest) => ({
    pack,
    keeper,
    actor: request.actor as Actor,
    now: clock(),
    language: request.language,
    onFailure: (error: unknown) => request.log.error({ err: error }, 'a look-up of a clearance failed'),
  })

  app.get(
    '/api/works/:id/clearance',
    {
      config: { permission: 'works.read' },
      schema: {
        tags,
        summary: 'What stands between a works and its clearance, by name; its guarantee and its certificate',
        params: IdParams,
        response: { 200: Clearance },
      },
    },
    async (request, reply) => {
      const found = await under(request.actor, (db) => clearanceOf(db, request.params.id, asking(request)))
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )

  app.post(
    '/api/works/:id/clearance',
    {
      config: { permission: 'works.decide' },
      schema: {
        tags,
        summary: 'Issue the certificate that clears whoever dug',
        description: 'What stands against it answers 409 with its `reasons`, each by name.',
        params: IdParams,
        body: NewClearance,
        response: { 201: Clearance },
      },
    },
    async (request, reply) => {
      const { version, reason, signedAs } = request.body
      const { id } = request.params
      const told = { event: 'clear' as const, version, ...(reason === undefined ? {} : { reason }) }
      return write(
        services,
        request,
        reply,
        async (db) => {
          const held = await holdForWrite(db, id, version, request.actor as Actor, ['works.decide'])
          if (held.problem) return held
          const cleared = await happen(db, id, told, { ...asking(request), signedAs })
          if (cleared.problem) return cleared
          return { value: (await clearanceOf(db, id, asking(request))) as Clearance }
        },
        201,
      )
    },
  )
}

function publicRoutes(app: App, { under, pack, publicUrl }: Services): void {
  app.get(
    '/api/clearances/:number',
    {
      config: { permission: 'public' },
      schema: {
        tags,
        summary: 'A clearance by the number of its certificate, for anybody',
        params: NumberParams,
        response: { 200: PublicClearance },
      },
    },
    async (request, reply) => {
      const asked = { number: request.params.number, zone: pack.zone }
      const found = await under(request.actor, (db) => publicClearance(db, asked, request.actor))
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )

  app.get(
    '/api/clearances/:number.pdf',
    {
      config: { permission: 'public', quota: 'exports' },
      schema: {
        tags,
        summary: 'The certificate on a sheet of A4, in both languages, with map and QR code',
        params: NumberParams,
        produces: ['application/pdf'],
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
      },
    },
    async (request, reply) => {
      const { number } = request.params
      const origin = ownAddress(request, { publicUrl })
      const asked = { number, zone: pack.zone, origin }
      const data = await under(request.actor, (db) => certificatePaper(db, asked, request.actor))
      if (!data) return sendProblem(reply, { name: 'not-found' })
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="clearance-${number.replace(/[^\w-]/g, '')}.pdf"`)
        .header('cache-control', 'no-store')
        .header('x-content-type-options', 'nosniff')
        .send(await printDocument(certificateTemplate, data))
    },
  )
}
