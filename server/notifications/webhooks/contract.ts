import { type Static, type TSchema, Type } from 'typebox'
import { storable } from '../../language/contract.ts'
import { Instant } from '../../time/contract.ts'
import { noticeKinds } from '../contract.ts'

const closed = { additionalProperties: false }
const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Url = Type.String({ minLength: 10, maxLength: 500, pattern: '^https://[^\\s\\u0000]+$', description: 'https' })
const Description = Type.String({ maxLength: 200, ...storable })
const Kinds = Type.Array(Type.Enum([...noticeKinds]), { minItems: 1, maxItems: noticeKinds.length, uniqueItems: true })

const webhookStates = ['active', 'paused', 'disabled'] as const

/** Where an organisation's software is told. `disabledFor`: it answered 410, or nothing good for as long as it was tried. */
export const Webhook = Type.Object({
  id: Uuid,
  agencyId: Uuid,
  url: Type.String(),
  description: Type.String(),
  kinds: Type.Array(Type.Enum([...noticeKinds])),
  state: Type.Enum([...webhookStates]),
  disabledFor: nullable(Type.Enum(['gone', 'unreachable'])),
  /** Until when the secret before this one signs too. */
  formerUntil: nullable(Instant),
  version: Type.Integer(),
  createdAt: Instant,
})
export type Webhook = Static<typeof Webhook>

export const NewWebhook = Type.Object(
  { agencyId: Uuid, url: Url, description: Type.Optional(Description), kinds: Kinds },
  closed,
)
export type NewWebhook = Static<typeof NewWebhook>

/** What is left out stays. `active` also takes up again one that was disabled. */
export const WebhookChange = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    url: Type.Optional(Url),
    description: Type.Optional(Description),
    kinds: Type.Optional(Kinds),
    state: Type.Optional(Type.Enum(['active', 'paused'])),
  },
  closed,
)
export type WebhookChange = Static<typeof WebhookChange>

/** The secret is told once, here. */
export const WebhookWithSecret = Type.Object({ webhook: Webhook, secret: Type.String() })
export type WebhookWithSecret = Static<typeof WebhookWithSecret>

const deliveryStates = ['waiting', 'delivered', 'given_up'] as const

/** One message to a webhook and every try to deliver it, the latest first. Its `id` is the `webhook-id`. */
export const Delivery = Type.Object({
  id: Uuid,
  kind: Type.String(),
  at: Instant,
  createdAt: Instant,
  state: Type.Enum([...deliveryStates]),
  nextAt: nullable(Instant),
  attempts: Type.Array(
    Type.Object({
      at: Instant,
      status: nullable(Type.Integer()),
      error: nullable(Type.String()),
      milliseconds: Type.Integer(),
    }),
  ),
})
export type Delivery = Static<typeof Delivery>
