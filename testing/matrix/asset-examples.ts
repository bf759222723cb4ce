import { expect } from 'vitest'
import { idsOf, type Make } from './example.ts'

/** Requests to networks in the ground: an organisation meets its own, and no other's anywhere. */
export const assetExamples: Record<string, Make[]> = {
  'GET /api/assets': [
    ({ world, person }) => ({
      url: '/api/assets',
      ok: 200,
      check: ({ items }: { items: { id: string }[] }) => {
        const colleagues = world.people.filter(({ actor }) => actor?.agencyId === person.actor?.agencyId)
        expect(idsOf(items)).toEqual(colleagues.map(({ things }) => things.own.assetId).sort())
      },
    }),
  ],
  'GET /api/asset-counts': [() => ({ url: '/api/asset-counts', ok: 200 })],
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
