import { uuidv7 } from 'uuidv7'
import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import { difference, record } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import type { Delivery, NewWebhook, Webhook, WebhookChange, WebhookWithSecret } from './contract.ts'
import { sayWebhooks } from './messages.ts'
import { addressFault, type Reach } from './reach.ts'
import type { SecretBox } from './secret-box.ts'
import { newWebhookSecret } from './signature.ts'
import { findDelivery, holdWebhook } from './store.ts'

export interface Managing {
  actor: Actor
  now: Date
  box: SecretBox
  reach: Reach
}

/** So long the secret before the new one signs too, while the receiver is told of it. */
const overlapMilliseconds = 24 * 3_600_000

/** Of one organisation: what each of them is told, and may hang on, is taken from the time of all. */
const mostOfAgency = 10

function urlFault(url: string | undefined, reach: Reach): Outcome<never> | null {
  const fault = url === undefined ? null : addressFault(url, reach)
  return fault ? faultAt('url', sayWebhooks(`address.${fault}`)) : null
}

/** What the audit tells of a webhook: neither its secret, nor what may be one in its address, which is all behind the host. */
function told({ url, description, kinds, state }: Webhook) {
  return { url: new URL(url).origin, description, kinds, state }
}

/** Makes a webhook. Its secret is told once: it is stored sealed, and read only to sign. */
export async function makeWebhook(
  db: Db,
  { agencyId, url, kinds, description = '' }: NewWebhook,
  { actor, now, box, reach }: Managing,
): Promise<Outcome<WebhookWithSecret>> {
  if (!(await db('organisation').where({ id: agencyId }).first('id')))
    return faultAt('agencyId', sayWebhooks('agency_unknown'))
  if (!allows(actor, 'webhooks.manage', { agencyId })) return faultAt('agencyId', sayWebhooks('agency_foreign'))
  const fault = urlFault(url, reach)
  if (fault) return fault
  const [{ count }] = (await db('webhook').where({ agency_id: agencyId }).count()) as [{ count: number | string }]
  if (Number(count) >= mostOfAgency)
    return failed('refused', { reasons: [{ code: 'too_many', detail: sayWebhooks('too_many') }] })
  const [id, secret] = [uuidv7(), newWebhookSecret()]
  const fields = { id, agency_id: agencyId, url, description, kinds }
  await db('webhook').insert({ ...fields, secret: box.seal(secret), created_by: actor.userId, created_at: now })
  const webhook = (await holdWebhook(db, id)) as Webhook
  await record(db, [{ subject: 'webhook', id, agency: agencyId, event: 'create', after: told(webhook) }])
  return { value: { webhook, secret } }
}

/** A webhook that the actor manages, held; 404 for everybody else. */
async function held(db: Db, id: string, actor: Actor): Promise<Outcome<Webhook>> {
  const webhook = await holdWebhook(db, id)
  if (!webhook || !allows(actor, 'webhooks.manage', { agencyId: webhook.agencyId })) return failed('not-found')
  return { value: webhook }
}

export async function changeWebhook(
  db: Db,
  id: string,
  { version, ...change }: WebhookChange,
  { actor, reach }: Managing,
): Promise<Outcome<Webhook>> {
  const found = await held(db, id, actor)
  if (found.problem) return found
  const before = found.value
  if (before.version !== version)
    return failed('version', { values: { current: before.version }, more: { currentVersion: before.version } })
  const fault = urlFault(change.url, reach)
  if (fault) return fault
  const state = change.state ? { state: change.state, disabled_for: null } : {}
  const { url = before.url, description = before.description, kinds = before.kinds } = change
  await db('webhook')
    .where({ id })
    .update({ url, description, kinds, version: version + 1, ...state })
  const after = (await holdWebhook(db, id)) as Webhook
  const changed = difference(told(before), told(after))
  await record(db, [{ subject: 'webhook', id, agency: before.agencyId, event: 'change', ...changed }])
  return { value: after }
}

/** A new secret, told once; the one before signs beside it for a day. */
export async function rotateSecret(
  db: Db,
  id: string,
  { actor, now, box }: Managing,
): Promise<Outcome<WebhookWithSecret>> {
  const found = await held(db, id, actor)
  if (found.problem) return found
  const secret = newWebhookSecret()
  const until = new Date(now.getTime() + overlapMilliseconds)
  await db('webhook')
    .where({ id })
    .update({ secret: box.seal(secret), former_until: until, version: found.value.version + 1 })
  await record(db, [{ subject: 'webhook', id, agency: found.value.agencyId, event: 'rotate' }])
  return { value: { webhook: (await holdWebhook(db, id)) as Webhook, secret } }
}

export async function removeWebhook(db: Db, id: string, { actor }: Managing): Promise<Outcome<null>> {
  const found = await held(db, id, actor)
  if (found.problem) return found
  await db('webhook').where({ id }).delete()
  const before = told(found.value)
  await record(db, [{ subject: 'webhook', id, agency: found.value.agencyId, event: 'remove', before }])
  return { value: null }
}

function notActive(): Outcome<never> {
  return failed('refused', { reasons: [{ code: 'not_active', detail: sayWebhooks('not_active') }] })
}

/** Sends a message that tells of nothing, by the same way as all others. */
export async function testWebhook(db: Db, id: string, { actor, now }: Managing): Promise<Outcome<Delivery>> {
  const found = await held(db, id, actor)
  if (found.problem) return found
  if (found.value.state !== 'active') return notActive()
  const [delivery, subject] = [uuidv7(), { subject_type: 'agency', subject_id: found.value.agencyId }]
  const message = { id: delivery, webhook_id: id, kind: 'test', ...subject, at: now, created_at: now, next_at: now }
  await db('webhook_delivery').insert(message)
  return { value: (await findDelivery(db, id, delivery)) as Delivery }
}

/** Sends a message again that was delivered or given up: the same one, by which its receiver knows it again. */
export async function redeliver(
  db: Db,
  { webhookId, id }: { webhookId: string; id: string },
  { actor, now }: Managing,
): Promise<Outcome<Delivery>> {
  const found = await held(db, webhookId, actor)
  if (found.problem) return found
  const delivery = await findDelivery(db, webhookId, id)
  if (!delivery) return failed('not-found')
  if (found.value.state !== 'active') return notActive()
  if (delivery.state === 'waiting')
    return failed('refused', { reasons: [{ code: 'still_waiting', detail: sayWebhooks('still_waiting') }] })
  await db('webhook_delivery').where({ id }).update({ sent_at: null, dead_at: null, tries: 0, next_at: now })
  return { value: (await findDelivery(db, webhookId, id)) as Delivery }
}
