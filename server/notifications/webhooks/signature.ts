import { createHmac, randomBytes } from 'node:crypto'

const mark = 'whsec_'
const secretBytes = 24

/** A secret as Standard Webhooks 1.0 writes it. */
export function newWebhookSecret(): string {
  return `${mark}${randomBytes(secretBytes).toString('base64')}`
}

/** The headers of a message, signed with each secret that is good now. [Standard Webhooks 1.0] */
export function signedHeaders(
  { id, body, at }: { id: string; body: string; at: Date },
  secrets: readonly string[],
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(mark.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}
