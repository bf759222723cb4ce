import { expect } from 'vitest'
import { allows, type Facts } from '../../server/access/policy.ts'
import { formOf } from '../form.ts'
import { passedAt } from '../inspections.ts'
import type { Example } from './example.ts'
import type { Things } from './things.ts'
import type { Person, Place, World } from './world.ts'

type Make = (asked: { world: World; person: Person; place: Place; things: Things }) => Example

const anId = '018f0000-0000-7000-8000-000000000003'
const onGround = ({ municipality }: Things) => ({ municipalityIds: [municipality] })

/** A visit to works on the ground of the place: told to whoever inspects there, and to nobody else. */
function visitCase(path: string, more: Omit<Example, 'url' | 'facts'>): Make {
  return ({ person, things }) => {
    const facts = onGround(things)
    return {
      url: `/api/visits/${things.visit}${path}`,
      facts,
      seen: allows(person.actor, 'inspections.make', facts),
      ...more,
    }
  }
}

const seen = { version: 1 }
const make = { ok: 200, deed: 'inspections.make' } as const
const plan = { ok: 200, deed: 'visits.plan' } as const

/** Requests to the plan of visits and to what was found. */
export const inspectionExamples: Record<string, Make[]> = {
  'GET /api/visits.csv': [() => ({ url: '/api/visits.csv', ok: 200 })],
  'GET /api/visits': [
    ({ person }) => ({
      url: '/api/visits?limit=500',
      ok: 200,
      check: ({ items }: { items: { works: { municipalityId: string } }[] }) => {
        for (const { works } of items)
          expect(allows(person.actor, 'inspections.make', { municipalityIds: [works.municipalityId] })).toBe(true)
      },
    }),
  ],
  'GET /api/visits/:id': [visitCase('', make)],
  'GET /api/visits/round': [visitRound],
  'GET /api/visits/inspectors': [
    ({ things }) => ({ url: `/api/visits/inspectors?municipality=${things.municipality}`, ok: 200 }),
  ],
  'POST /api/visits': [
    ({ world, person, things }) => ({
      url: '/api/visits',
      payload: { worksId: things.planned, kind: 'investigation', dueOn: '2026-12-01' },
      ok: 201,
      deed: 'visits.plan',
      facts: onGround(things),
      seen: allows(person.actor, 'works.see', world.works.get(things.planned) as Facts),
    }),
  ],
  'POST /api/visits/:id/assign': [visitCase('/assign', { ...plan, payload: { version: 1, userId: null } })],
  'POST /api/visits/:id/take': [visitCase('/take', { ...make, payload: seen })],
  // nobody has taken it
  'POST /api/visits/:id/release': [visitCase('/release', { ...make, ok: 409, payload: seen })],
  'POST /api/visits/:id/drop': [visitCase('/drop', { ...plan, payload: { version: 1, reason: 'It was seen.' } })],
  'GET /api/field/area': [({ things }) => ({ url: `/api/field/area?municipality=${things.municipality}`, ok: 200 })],
  'POST /api/inspections': [
    ({ world, person, things }) => ({
      url: '/api/inspections',
      payload: {
        ...passedAt(things.planned, [things.west, 24.7], { kind: 'investigation' }),
        awayReason: 'From the office.',
      },
      ok: 201,
      deed: 'inspections.make',
      facts: onGround(things),
      seen: allows(person.actor, 'works.see', world.works.get(things.planned) as Facts),
    }),
  ],
  'GET /api/inspections.csv': [() => ({ url: '/api/inspections.csv', ok: 200 })],
  'GET /api/inspections': [
    ({ person }) => ({
      url: '/api/inspections?limit=500',
      ok: 200,
      check: ({ items }: { items: { works: { agencyId: string }; municipalityId: string }[] }) => {
        for (const { works, municipalityId } of items) {
          const facts = { agencyId: works.agencyId, municipalityIds: [municipalityId] }
          expect(allows(person.actor, 'inspections.see', facts)).toBe(true)
        }
      },
    }),
  ],
  'GET /api/inspections/:id': [
    ({ things }) => ({
      url: `/api/inspections/${things.inspection}`,
      ok: 200,
      deed: 'inspections.see',
      facts: { agencyId: things.agencyId, ...onGround(things) },
    }),
  ],
  // somebody else has made it
  'PUT /api/inspections/:id/photos/:photo': [
    ({ things }) => ({
      url: `/api/inspections/${things.inspection}/photos/${anId}`,
      form: formOf({ photo: { name: 'a.jpg', bytes: Buffer.from('x') } }),
      ok: 404,
    }),
  ],
  'GET /api/inspections/:id/photos/:photo/:size': [
    ({ things }) => ({ url: `/api/inspections/${things.inspection}/photos/${anId}/small`, ok: 404 }),
  ],
}

function visitRound({ things }: { things: Things }): Example {
  return {
    url: `/api/visits/round?from=${things.west},24.7&visit=${things.visit}`,
    ok: 200,
    deed: 'inspections.make',
    facts: onGround(things),
  }
}
