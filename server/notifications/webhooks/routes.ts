import { Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import type { App, Services } from '../../http/app-types.ts'
import { pageQuery, readCursor } from '../../http/cursor.ts'
import { failed, send, sendProblem } from '../../http/problem.ts'
import { IdParams, query } from '../../http/query.ts'
import { write } from '../../http/write.ts'
import { changeWebhook, makeWebhook, redeliver, removeWebhook, rotateSecret, testWebhook } from './actions.ts'
import { Delivery, NewWebhook, Webhook, WebhookChange, WebhookWithSecret } from './contract.ts'
import { holdWebhook, listDeliveries, listWebhooks } from './store.ts'

const tags = ['webhooks']
const nextCursor = Type.Union([Type.String(), Type.Null()])
const DeliveryParams = Type.Object({ ...IdParams.properties, delivery: Type.String({ format: 'uuid' }) })

/** Where the software of organisations is told, by Standard Webhooks 1.0; and what became of each message. */
export function webhookRoutes(app: App, services: Services): void {
  const { under, clock, box, reach } = services
  const config = { permission: 'webhooks.manage', changesNothing: true } as const
  const managing = ({ actor }: { actor: Actor | null }) => ({ actor: actor as Actor, now: clock(), box, reach })

  app.get(
    '/api/webhooks',
    {
      config,
      schema: {
        tags,
        summary: 'Webhooks of your organisation; for the root authority of all, the newest first',
        querystring: query(pageQuery),
        response: { 200: Type.Object({ items: Type.Array(Webhook), nextCursor }) },
      },
    },
    async (request, reply) => {
      const { limit = 100, cursor } = request.query
      const after = readCursor(cursor, ['uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      return under(request.actor, (db) => listWebhooks(db, { limit, after: after.value }))
    },
  )

  app.post(
    '/api/webhooks',
    {
      config,
      schema: {
        tags,
        summary: 'Make a webhook',
        description:
          '`secret` is told once, here. Messages are thin and signed by Standard Webhooks 1.0; what is not answered ' +
          'with 2xx is sent again after 5 s, 5 and 30 min, 2, 5, 10, 14, 20 and 24 h, under the same `webhook-id`. ' +
          '410 disables the webhook, and so does the end of the ladder.',
        body: NewWebhook,
        response: { 201: WebhookWithSecret },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => makeWebhook(db, request.body, managing(request)), 201),
  )

  app.patch(
    '/api/webhooks/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Change, pause or take up again a webhook',
        params: IdParams,
        body: WebhookChange,
        response: { 200: Webhook },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => changeWebhook(db, request.params.id, request.body, managing(request))),
  )

  app.delete(
    '/api/webhooks/:id',
    { config, schema: { tags, summary: 'Remove a webhook', params: IdParams, response: { 204: Type.Null() } } },
    async (request, reply) =>
      write(services, request, reply, (db) => removeWebhook(db, request.params.id, managing(request)), 204),
  )

  app.post(
    '/api/webhooks/:id/secret',
    {
      config,
      schema: {
        tags,
        summary: 'A new secret, told once; for a day the one before signs beside it',
        params: IdParams,
        response: { 200: WebhookWithSecret },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => rotateSecret(db, request.params.id, managing(request))),
  )

  app.post(
    '/api/webhooks/:id/tests',
    {
      config,
      schema: { tags, summary: 'Send a message that tells of nothing', params: IdParams, response: { 201: Delivery } },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => testWebhook(db, request.params.id, managing(request)), 201),
  )

  app.get(
    '/api/webhooks/:id/deliveries',
    {
      config,
      schema: {
        tags,
        summary: 'What was sent to a webhook and what it answered, the latest first',
        params: IdParams,
        querystring: query(pageQuery),
        response: { 200: Type.Object({ items: Type.Array(Delivery), nextCursor }) },
      },
    },
    async (request, reply) => {
      const { limit = 100, cursor } = request.query
      const after = readCursor(cursor, ['instant', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const found = await under(request.actor, async (db) => {
        const webhook = await holdWebhook(db, request.params.id)
        return webhook ? listDeliveries(db, webhook.id, { limit, after: after.value }) : null
      })
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )

  app.post(
    '/api/webhooks/:id/deliveries/:delivery/redelivery',
    {
      config,
      schema: {
        tags,
        summary: 'Send a message again, under its id',
        params: DeliveryParams,
        response: { 200: Delivery },
      },
    },
    async (request, reply) => {
      const { id: webhookId, delivery: id } = request.params
      return write(services, request, reply, (db) => redeliver(db, { webhookId, id }, managing(request)))
    },
  )
}
