import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import type { App, Services } from '../../http/app-types.ts'
import { failed, send, sendProblem } from '../../http/problem.ts'
import { IdParams } from '../../http/query.ts'
import { originOf, write } from '../../http/write.ts'
import { Fee, FeeReason, Notice, Payment, Settlement, TestOutcome } from './contract.ts'
import { beginPayment, type FeeKeeper, findPayment, hearNotice, type Paying } from './payments.ts'
import { isTestProvider } from './provider.ts'
import { refundFee, settleFee, waiveFee } from './settle.ts'

const tags = ['fees']
const Heard = Type.Object({ heard: Type.Literal(true) })

/** What a permit or a violation costs is paid: through the provider, or as the office records it. */
export function feeRoutes(app: App, services: Services, keeper: FeeKeeper): void {
  const { under, owner, clock, pack, payments: provider } = services
  const paying = (request: FastifyRequest): Paying => ({
    actor: request.actor as Actor,
    pack,
    now: clock(),
    provider,
    keeper,
  })

  app.post(
    '/api/fees/:id/payments',
    {
      config: { permission: 'fees.pay' },
      schema: {
        tags,
        summary: 'Begin to pay a fee; the answer names the page where one pays',
        params: IdParams,
        response: { 201: Payment },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => beginPayment(db, request.params.id, paying(request)), 201),
  )

  app.get(
    '/api/payments/:id',
    {
      config: { permission: 'fees.pay' },
      schema: {
        tags,
        summary: 'A payment, and the page where it is made',
        params: IdParams,
        response: { 200: Payment },
      },
    },
    async (request, reply) => {
      const found = await under(request.actor, (db) => findPayment(db, request.params.id, provider))
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )

  app.post(
    '/api/payments/notices',
    {
      config: { permission: 'public', takesNoKey: true },
      schema: {
        tags,
        summary: 'The payment provider says what became of a payment',
        description: 'Signed by the provider, and heard once however often it is said. Whoever else calls is told 403.',
        body: Notice,
        response: { 200: Heard },
      },
    },
    async (request, reply) => {
      const notice = provider?.read(request.headers, request.body)
      if (!provider || !notice) return sendProblem(reply, { name: 'forbidden' })
      const now = clock()
      const heard = await owner(null, (db) => hearNotice(db, notice, provider.name, { now, keeper }), originOf(request))
      return send(reply, heard ? { value: { heard } } : failed('not-found'))
    },
  )

  app.post(
    '/api/payments/:id/outcome',
    {
      config: { permission: 'fees.pay', takesNoKey: true },
      schema: {
        tags,
        summary: 'Choose what becomes of a payment with the test provider; where money moves there is no such thing',
        params: IdParams,
        body: TestOutcome,
        response: { 200: Payment },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const payment = await under(request.actor, (db) => findPayment(db, id, provider))
      if (!payment || !isTestProvider(provider)) return sendProblem(reply, { name: 'not-found' })
      const { amount, currency } = payment
      const { outcome } = request.body
      // signed and read as any other: what is tried out here is the way that others take
      const { headers, body } = provider.callBack({ paymentId: id, outcome, amount, currency, reference: `TEST-${id}` })
      const notice = provider.read(headers, body)
      const now = clock()
      if (notice)
        await owner(request.actor, (db) => hearNotice(db, notice, provider.name, { now, keeper }), originOf(request))
      const after = await under(request.actor, (db) => findPayment(db, id, provider))
      return send(reply, after ? { value: after } : failed('not-found'))
    },
  )

  app.post(
    '/api/fees/:id/settlement',
    {
      config: { permission: 'works.decide' },
      schema: {
        tags,
        summary: 'Record a payment that reached the office otherwise, or one that it has paid back',
        params: IdParams,
        body: Settlement,
        response: { 200: Fee },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => settleFee(db, request.params.id, request.body, paying(request))),
  )

  app.post(
    '/api/fees/:id/waiver',
    {
      config: { permission: 'works.decide' },
      schema: {
        tags,
        summary: 'Ask for no fee, with a reason',
        params: IdParams,
        body: FeeReason,
        response: { 200: Fee },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => waiveFee(db, request.params.id, request.body.reason, paying(request))),
  )

  app.post(
    '/api/fees/:id/refund',
    {
      config: { permission: 'works.decide' },
      schema: {
        tags,
        summary: 'Pay a fee back before its works is permitted, with a reason',
        params: IdParams,
        body: FeeReason,
        response: { 200: Fee },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => refundFee(db, request.params.id, request.body.reason, paying(request))),
  )
}
