import { expect } from 'vitest'
import type { Example } from './example.ts'
import type { Things } from './things.ts'
import type { Person } from './world.ts'

type Make = (asked: { person: Person; things: Things }) => Example

/** A webhook: its administrator's, and not there for anybody else. */
function webhookCase(path: string, more: Pick<Example, 'ok' | 'payload'>): Make {
  return ({ things }) => ({
    url: `/api/webhooks/${things.webhookId}${path}`,
    deed: 'webhooks.manage',
    facts: { agencyId: things.agencyId },
    ...more,
  })
}

/** Requests to what tells people and software. */
export const noticeExamples: Record<string, Make[]> = {
  'GET /api/notices': [() => ({ url: '/api/notices?state=unread', ok: 200 })],
  'GET /api/notices/unread': [() => ({ url: '/api/notices/unread', ok: 200 })],
  'POST /api/notices/read': [() => ({ url: '/api/notices/read', payload: { until: '2026-11-24T06:00:00Z' }, ok: 200 })],
  // no address that anybody was sent
  'POST /api/notices/unsubscribe/:token': [() => ({ url: '/api/notices/unsubscribe/none', ok: 403 })],
  'GET /api/notices/unsubscribe/:token': [() => ({ url: '/api/notices/unsubscribe/none', ok: 303 })],
  'GET /api/notices/settings': [() => ({ url: '/api/notices/settings', ok: 200 })],
  'PATCH /api/notices/settings': [
    () => ({
      url: '/api/notices/settings',
      payload: { kinds: [{ kind: 'granted', app: true, mail: 'none' }] },
      ok: 200,
    }),
  ],
  'GET /api/mails/undelivered': [() => ({ url: '/api/mails/undelivered', ok: 200 })],
  'GET /api/webhooks': [
    ({ person }) => ({
      url: '/api/webhooks',
      ok: 200,
      check: ({ items }: { items: { agencyId: string }[] }) =>
        expect(new Set(items.map(({ agencyId }) => agencyId))).toEqual(new Set([person.actor?.agencyId])),
    }),
  ],
  'POST /api/webhooks': [
    ({ things }) => ({
      url: '/api/webhooks',
      payload: { agencyId: things.agencyId, url: 'https://hooks.example.com/in', kinds: ['granted'] },
      ok: 201,
      deed: 'webhooks.manage',
      facts: { agencyId: things.agencyId },
      refusal: 400,
    }),
  ],
  'PATCH /api/webhooks/:id': [webhookCase('', { payload: { version: 1, state: 'paused' }, ok: 200 })],
  'DELETE /api/webhooks/:id': [webhookCase('', { ok: 204 })],
  'POST /api/webhooks/:id/secret': [webhookCase('/secret', { ok: 200 })],
  'POST /api/webhooks/:id/tests': [webhookCase('/tests', { ok: 201 })],
  'GET /api/webhooks/:id/deliveries': [webhookCase('/deliveries', { ok: 200 })],
  'POST /api/webhooks/:id/deliveries/:delivery/redelivery': [
    ({ things }) => webhookCase(`/deliveries/${things.deliveryId}/redelivery`, { ok: 200 })({ things } as never),
  ],
}
