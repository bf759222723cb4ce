import { uuidv7 } from 'uuidv7'
import type { Db } from '../server/database/connect.ts'
import { secretBox } from '../server/notifications/webhooks/secret-box.ts'
import { now } from './service.ts'

/** What the services of tests keep secrets in. */
export const box = secretBox('a secret of tests')

/** A webhook of an organisation, with a message that was delivered. */
export async function addWebhook(db: Db, agencyId: string): Promise<{ webhookId: string; deliveryId: string }> {
  const [webhookId, deliveryId] = [uuidv7(), uuidv7()]
  await db('webhook').insert({
    id: webhookId,
    agency_id: agencyId,
    url: 'https://hooks.example.com/nasaq',
    description: 'Desk',
    kinds: ['granted'],
    secret: box.seal('whsec_c2VjcmV0IHNlY3JldCBzZWNyZXQg'),
    created_at: now,
  })
  await db('webhook_delivery').insert({
    id: deliveryId,
    webhook_id: webhookId,
    kind: 'test',
    subject_type: 'agency',
    subject_id: agencyId,
    at: now,
    created_at: now,
    next_at: now,
    sent_at: now,
  })
  return { webhookId, deliveryId }
}
