import { expect } from 'vitest'
import { idsOf, type Make } from './example.ts'

/** Requests to networks in the ground: an organisation meets its own, and no other's anywhere. */
export const assetExamples: Record<string, Make[]> = {
  'GET /api/assets': [
    ({ person }) => ({
      url: '/api/assets',
      ok: 200,
      check: ({ items }: { items: { id: string }[] }) => expect(idsOf(items)).toEqual([person.things.own.assetId]),
    }),
  ],
  'GET /api/assets/counts': [() => ({ url: '/api/assets/counts', ok: 200 })],
  'GET /api/assets/:id': [
    ({ things }) => ({
      url: `/api/assets/${things.assetId}`,
      ok: 200,
      deed: 'assets.change',
      facts: { agencyId: things.agencyId },
    }),
  ],
  'DELETE /api/assets/:id': [
    ({ things }) => ({
      url: `/api/assets/${things.assetId}`,
      ok: 204,
      deed: 'assets.change',
      facts: { agencyId: things.agencyId },
    }),
  ],
}
