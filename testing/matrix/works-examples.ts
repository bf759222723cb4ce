import { expect } from 'vitest'
import { allows } from '../../server/access/policy.ts'
import { category, idsOf, type Make, onGround, period, worksCase } from './example.ts'
import { lineAt } from './things.ts'
import type { Person, World } from './world.ts'

const visible = (world: World, person: Person) =>
  [...world.works].filter(([, works]) => allows(person.actor, 'works.see', works)).map(([id]) => id)

const traffic = { version: 1, closure: 'full', diversions: [{ line: lineAt(46.51) }] }

/** Works, and what is found of them. */
export const worksExamples: Record<string, Make[]> = {
  'GET /api/trench-widths': [() => ({ url: '/api/trench-widths', ok: 200 })],
  'GET /api/works': [
    ({ world, person }) => ({
      url: '/api/works?limit=500',
      ok: 200,
      check: ({ items, total }: { items: { id: string }[]; total: number }) => {
        expect(idsOf(items)).toEqual(visible(world, person).sort())
        expect(total).toBe(items.length)
      },
    }),
  ],
  'GET /api/works/counts': [
    ({ world, person }) => ({
      url: '/api/works/counts',
      ok: 200,
      check: ({ items }: { items: { works: number }[] }) =>
        expect(items.reduce((sum, { works }) => sum + works, 0)).toBe(visible(world, person).length),
    }),
  ],
  'GET /api/works.geojson': [
    ({ world, person }) => ({
      url: '/api/works.geojson',
      ok: 200,
      check: ({ features }: { features: { id: string }[] }) =>
        expect(idsOf(features)).toEqual(visible(world, person).sort()),
    }),
  ],
  'GET /api/works.csv': [() => ({ url: '/api/works.csv', ok: 200 })],
  'GET /api/works/histogram': [() => ({ url: '/api/works/histogram?from=2027-01-01&to=2027-02-01', ok: 200 })],
  'POST /api/works': [
    ({ things }) => ({
      url: '/api/works',
      payload: {
        title: 'Works',
        category,
        utility: 'water',
        route: lineAt(things.west),
        period,
        agencyId: things.agencyId,
      },
      ok: 201,
      deed: 'works.change',
      facts: { agencyId: things.agencyId, ...onGround(things) },
      refusal: 400,
    }),
  ],
  'GET /api/works/:id': [
    worksCase('', { ok: 200, deed: 'works.see' }, 'draft'),
    worksCase('', { ok: 200, deed: 'works.see' }, 'planned'),
  ],
  'PATCH /api/works/:id': [
    worksCase('', { payload: { version: 1, title: 'Changed' }, ok: 200, deed: 'works.change' }, 'draft'),
    worksCase('', { payload: { version: 1, title: 'Changed' }, ok: 200, deed: 'works.change' }, 'planned'),
  ],
  'PUT /api/works/:id/diversions': [
    worksCase('/diversions', { payload: traffic, ok: 200, deed: 'works.change' }, 'draft'),
    worksCase('/diversions', { payload: traffic, ok: 200, deed: 'works.change' }, 'planned'),
  ],
  'GET /api/works/:id/detour': [
    worksCase('/detour', { ok: 200, deed: 'works.see' }, 'draft'),
    worksCase('/detour', { ok: 200, deed: 'works.see' }, 'planned'),
  ],
  'POST /api/detours': [({ things }) => ({ url: '/api/detours', payload: { route: lineAt(things.west) }, ok: 200 })],
  // none of these is a future project
  'POST /api/works/:id/progress': [
    worksCase('/progress', { payload: { version: 1, parts: [{ category }] }, ok: 409, deed: 'works.change' }, 'draft'),
    worksCase(
      '/progress',
      { payload: { version: 1, parts: [{ category }] }, ok: 409, deed: 'works.change' },
      'planned',
    ),
  ],
  'GET /api/works/:id/history': [
    worksCase('/history', { ok: 200, deed: 'works.see' }, 'draft'),
    worksCase('/history', { ok: 200, deed: 'works.see' }, 'planned'),
  ],
  'POST /api/assessments': [
    ({ things }) => ({ url: '/api/assessments', payload: { category, route: lineAt(things.west), period }, ok: 200 }),
  ],
  'GET /api/conflicts': [() => ({ url: '/api/conflicts', ok: 200 })],
  'GET /api/conflicts.csv': [() => ({ url: '/api/conflicts.csv', ok: 200 })],
  'GET /api/works/:id/group': [({ things }) => ({ url: `/api/works/${things.planned}/group`, ok: 200 })],
}
