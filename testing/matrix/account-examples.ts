import { expect } from 'vitest'
import { type Make, names } from './example.ts'

/** Who signs in, and what an administrator keeps. */
export const accountExamples: Record<string, Make[]> = {
  'GET /api/health': [() => ({ url: '/api/health', ok: 200 })],
  'GET /api/ready': [() => ({ url: '/api/ready', ok: 200 })],
  'POST /api/session': [() => ({ url: '/api/session', payload: { email: 'nobody@test', password: 'x' }, ok: 401 })],
  'GET /api/session': [() => ({ url: '/api/session', ok: 200 })],
  'DELETE /api/session': [() => ({ url: '/api/session', ok: 204 })],
  'GET /api/session/ways': [() => ({ url: '/api/session/ways', ok: 200 })],
  // without an identity provider there is nothing
  'GET /api/session/oidc': [() => ({ url: '/api/session/oidc', ok: 404 })],
  'GET /api/session/oidc/return': [() => ({ url: '/api/session/oidc/return?code=x&state=y', ok: 404 })],
  'GET /api/session/oidc/leave': [() => ({ url: '/api/session/oidc/leave', ok: 404 })],
  'POST /api/session/oidc/logout': [
    () => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      return { url: '/api/session/oidc/logout', form: { payload: Buffer.from('logout_token=x'), headers }, ok: 404 }
    },
  ],
  'GET /api/sessions': [
    () => ({
      url: '/api/sessions',
      ok: 200,
      check: ({ items }: { items: { isThis: boolean }[] }) => expect(items).toMatchObject([{ isThis: true }]),
    }),
  ],
  'DELETE /api/sessions': [() => ({ url: '/api/sessions', ok: 204 })],
  'POST /api/tickets': [() => ({ url: '/api/tickets', payload: { secret: 'x'.repeat(43) }, ok: 404 })],
  'POST /api/password': [
    () => ({ url: '/api/password', payload: { secret: 'x'.repeat(43), password: 'long enough for it' }, ok: 404 }),
  ],
  'PUT /api/session/password': [
    () => ({ url: '/api/session/password', payload: { current: 'wrong', password: 'long enough for it' }, ok: 400 }),
  ],
  'GET /api/accounts': [
    ({ person }) => ({
      url: '/api/accounts?limit=500',
      ok: 200,
      check: ({ items }: { items: { agencyId: string }[] }) =>
        expect(new Set(items.map(({ agencyId }) => agencyId))).toEqual(new Set([person.actor?.agencyId])),
    }),
  ],
  'POST /api/accounts': [
    ({ things }) => ({
      url: '/api/accounts',
      payload: { email: 'new@person.example', name: names, role: 'admin', agencyId: things.agencyId },
      ok: 201,
      deed: 'accounts.manage',
      facts: { agencyId: things.agencyId },
      refusal: 400,
    }),
  ],
  'GET /api/accounts/:id': [
    ({ things }) => ({
      url: `/api/accounts/${things.accountId}`,
      ok: 200,
      deed: 'accounts.manage',
      facts: { agencyId: things.agencyId },
    }),
  ],
  'PATCH /api/accounts/:id': [
    ({ things }) => ({
      url: `/api/accounts/${things.accountId}`,
      payload: { version: 1, name: names },
      ok: 200,
      deed: 'accounts.manage',
      facts: { agencyId: things.agencyId },
    }),
  ],
  'POST /api/accounts/:id/events': [
    ({ things }) => ({
      url: `/api/accounts/${things.accountId}/events`,
      payload: { version: 1, event: 'suspend' },
      ok: 200,
      deed: 'accounts.manage',
      facts: { agencyId: things.agencyId },
    }),
  ],
  'GET /api/keys': [
    ({ person }) => ({
      url: '/api/keys',
      ok: 200,
      check: ({ items }: { items: { agencyId: string }[] }) =>
        expect(new Set(items.map(({ agencyId }) => agencyId))).toEqual(new Set([person.actor?.agencyId])),
    }),
  ],
  'POST /api/keys': [
    ({ things }) => ({
      url: '/api/keys',
      payload: { name: 'Key', agencyId: things.agencyId, scopes: ['works.read'] },
      ok: 201,
      deed: 'keys.manage',
      facts: { agencyId: things.agencyId },
      refusal: 400,
    }),
  ],
  'DELETE /api/keys/:id': [
    ({ things }) => ({
      url: `/api/keys/${things.keyId}`,
      ok: 200,
      deed: 'keys.manage',
      facts: { agencyId: things.agencyId },
    }),
  ],
  'GET /api/agencies': [() => ({ url: '/api/agencies', ok: 200 })],
  'GET /api/municipalities': [() => ({ url: '/api/municipalities', ok: 200 })],
  'GET /api/audit': [
    ({ person }) => ({
      url: '/api/audit?limit=500',
      ok: 200,
      check: ({ items }: { items: { agencyId: string | null; subjectId: string }[] }) => {
        if (person.called !== 'admin') for (const { agencyId } of items) expect(agencyId).toBe(person.actor?.agencyId)
        else expect(items.some(({ subjectId }) => subjectId === person.things.other_municipality.planned)).toBe(false)
      },
    }),
  ],
}
