import { expect } from 'vitest'
import { allows } from '../../server/access/policy.ts'
import { formOf } from '../form.ts'
import { anId, anotherId, type Example, type Make, names, onGround, period, worksOf } from './example.ts'
import { lineAt, squareAt, type Things } from './things.ts'
import type { Person } from './world.ts'

/** A case of this organisation on this ground. */
function caseCase(path: string, more: Omit<Example, 'url' | 'facts'>): Make {
  return ({ person, things }) => {
    const facts = { agencyId: things.agencyId, ...onGround(things) }
    return { url: `/api/cases/${things.caseId}${path}`, facts, seen: allows(person.actor, 'cases.see', facts), ...more }
  }
}

/** It is of the office that called it and of the one organisation on its agenda; of these whoever asks for the first. */
const meetingFacts = ({ actor }: Person, things: Things) => {
  const isCaller = actor?.agencyId === things.officeId
  return { agencyId: isCaller ? things.officeId : things.agencyId, ...onGround(things) }
}

/** A meeting of this office with this organisation on its agenda. */
function meetingCase(path: string, more: Omit<Example, 'url' | 'facts'>): Make {
  return ({ person, things }) => {
    const facts = meetingFacts(person, things)
    return { url: `/api/meetings/${things.meetingId}${path}`, facts, seen: allows(person.actor, 'meetings.see', facts), ...more } // biome-ignore format: one line
  }
}

const constraint = { kind: 'event', name: names, severity: 'info' }

const restrict = { deed: 'restrictions.change', refusal: 400 } as const

/** What agencies settle with each other, and what an office decides for all. */
export const coordinationExamples: Record<string, Make[]> = {
  'GET /api/pavement-rule': [() => ({ url: '/api/pavement-rule', ok: 200 })],
  'GET /api/cases.csv': [() => ({ url: '/api/cases.csv', ok: 200 })],
  'GET /api/cases': [
    ({ person }) => ({
      url: '/api/cases?limit=500',
      ok: 200,
      check: ({ items }: { items: { parties: string[]; municipalityIds: string[] }[] }) => {
        const hidden = items.filter(
          ({ parties, municipalityIds }) =>
            !allows(person.actor, 'cases.see', { agencyId: parties[0] as string, municipalityIds }),
        )
        expect(hidden).toEqual([])
      },
    }),
  ],
  // nobody sees these works
  'POST /api/cases': [() => ({ url: '/api/cases', payload: { works: [anId, anotherId] }, ok: 404 })],
  'GET /api/cases/:id': [caseCase('', { ok: 200, deed: 'cases.see' })],
  // of a case that somebody does not see it is told no meeting
  'GET /api/cases/:id/meetings': [({ things }) => ({ url: `/api/cases/${things.caseId}/meetings`, ok: 200 })],
  'POST /api/cases/:id/messages': [
    caseCase('/messages', { form: formOf({ text: 'Who digs first?' }), ok: 201, deed: 'cases.see' }),
  ],
  'GET /api/cases/:id/photos/:photo/:size': [caseCase(`/photos/${anId}/small`, { ok: 404 })],
  'POST /api/cases/:id/proposals': [
    ({ person, things, world, place }) => {
      const changes = [{ worksId: things.planned, period }]
      const payload = { measure: { kind: 'dates', changes } }
      return caseCase('/proposals', { payload, ok: 201, deed: 'cases.see' })({ person, things, world, place })
    },
  ],
  'POST /api/cases/:id/proposals/:proposal/answers': [
    caseCase(`/proposals/${anId}/answers`, {
      payload: { answer: 'reject', reason: 'Not so.' },
      ok: 409,
      deed: 'cases.take_part',
    }),
  ],
  // on works that it has not seen
  'POST /api/cases/:id/decision': [
    caseCase('/decision', {
      payload: {
        works: [
          { id: anId, version: 1 },
          { id: anotherId, version: 1 },
        ],
        reason: 'As it must be.',
      },
      ok: 400,
      deed: 'works.decide',
    }),
  ],
  'GET /api/dig-once': [() => ({ url: '/api/dig-once', ok: 200 })],
  'GET /api/dig-once/saved': [() => ({ url: '/api/dig-once/saved', ok: 200 })],
  'GET /api/works-groups/:id': [({ things }) => ({ url: `/api/works-groups/${things.group}`, ok: 200 })],
  'POST /api/works-groups/:id/dissolving': [
    ({ world, things }) => ({
      url: `/api/works-groups/${things.group}/dissolving`,
      payload: { version: 1, reason: 'Other dates' },
      ok: 200,
      deed: 'works.decide',
      facts: worksOf(world, things.planned),
      seen: true,
    }),
  ],
  'GET /api/interest-calls': [() => ({ url: '/api/interest-calls', ok: 200 })],
  'GET /api/interest-calls/:id': [({ things }) => ({ url: `/api/interest-calls/${things.call}`, ok: 200 })],
  'POST /api/interest-calls': [
    ({ things }) => ({
      url: '/api/interest-calls',
      payload: { title: 'Call', route: lineAt(things.west), period },
      ok: 201,
    }),
  ],
  // nobody answers a call of their own
  'POST /api/interest-calls/:id/answer': [
    ({ person, things }) => ({
      url: `/api/interest-calls/${things.call}/answer`,
      payload: { isInterested: false },
      ok: things.agencyId === person.actor?.agencyId ? 409 : 200,
    }),
  ],
  'POST /api/interest-calls/:id/closing': [
    ({ things }) => ({
      url: `/api/interest-calls/${things.call}/closing`,
      payload: { version: 1, reason: 'Nobody came.' },
      ok: 200,
      deed: 'works.change',
      facts: { agencyId: things.agencyId, ...onGround(things) },
      seen: true,
    }),
  ],
  'GET /api/yearly-plan/streets': [() => ({ url: '/api/yearly-plan/streets?year=2027', ok: 200 })],
  'GET /api/yearly-plan/agencies': [() => ({ url: '/api/yearly-plan/agencies?year=2027', ok: 200 })],
  // only those of this place: of others, and of what is between them, nothing is listed
  'GET /api/meetings': [
    ({ person }) => ({
      url: '/api/meetings?limit=500',
      ok: 200,
      check: ({ items }: { items: { id: string }[] }) => {
        const listed = new Set(items.map(({ id }) => id))
        for (const things of Object.values(person.things))
          expect(listed.has(things.meetingId)).toBe(allows(person.actor, 'meetings.see', meetingFacts(person, things)))
      },
    }),
  ],
  'GET /api/meetings/:id': [meetingCase('', { ok: 200, deed: 'meetings.see' })],
  'GET /api/meetings/:id/pack.pdf': [meetingCase('/pack.pdf', { ok: 200, deed: 'meetings.see' })],
  'GET /api/meetings/:id/minutes.pdf': [meetingCase('/minutes.pdf', { ok: 200, deed: 'meetings.see' })],
  'GET /api/meetings/:id/minutes.csv': [meetingCase('/minutes.csv', { ok: 200, deed: 'meetings.see' })],
  'POST /api/meetings': [
    ({ things }) => ({
      url: '/api/meetings',
      payload: { quarter: '2027-Q1', municipality: things.municipality, heldOn: '2026-11-24' },
      ok: 201,
      deed: 'meetings.hold',
      facts: onGround(things),
      refusal: 403,
    }),
  ],
  'PATCH /api/meetings/:id': [
    meetingCase('', { payload: { version: 1, note: 'As was said.' }, ok: 200, deed: 'meetings.hold' }),
  ],
  'PATCH /api/meetings/:id/items/:item': [
    meetingCase('/items/1', { payload: { revision: 0, outcome: 'no_action' }, ok: 200, deed: 'meetings.hold' }),
  ],
  // nothing was left to anybody there
  'POST /api/meetings/:id/items/:item/settling': [
    meetingCase('/items/1/settling', {
      payload: { revision: 0, turn: 0, words: 'It was done.' },
      ok: 409,
      deed: 'meetings.hold',
    }),
  ],
  'POST /api/meetings/:id/ending': [
    meetingCase('/ending', { payload: { version: 1, revisions: 0, how: 'close' }, ok: 200, deed: 'meetings.hold' }),
  ],
  'GET /api/meeting-pack': [
    ({ things }) => ({ url: `/api/meeting-pack?quarter=2027-Q1&municipality=${things.municipality}`, ok: 200 }),
  ],
  'GET /api/meeting-pack.pdf': [() => ({ url: `/api/meeting-pack.pdf?quarter=2027-Q1&municipality=${anId}`, ok: 404 })],
  'GET /api/meeting-pack.csv': [
    ({ things }) => ({ url: `/api/meeting-pack.csv?quarter=2027-Q1&municipality=${things.municipality}`, ok: 200 }),
  ],
  'GET /api/meeting-pack.geojson': [
    ({ things }) => ({ url: `/api/meeting-pack.geojson?quarter=2027-Q1&municipality=${things.municipality}`, ok: 200 }),
  ],
  'GET /api/figures': [() => ({ url: '/api/figures?year=2026&by=agency', ok: 200 })],
  'GET /api/yearly-plan.csv': [() => ({ url: '/api/yearly-plan.csv?year=2027', ok: 200 })],
  'GET /api/constraint-areas': [() => ({ url: '/api/constraint-areas', ok: 200 })],
  'POST /api/constraint-areas': [
    ({ things }) => ({
      url: '/api/constraint-areas',
      payload: { ...constraint, area: squareAt(things.west) },
      ok: 201,
      ...restrict,
      facts: onGround(things),
    }),
  ],
  'PUT /api/constraint-areas/:id': [
    ({ things }) => ({
      url: `/api/constraint-areas/${things.constraintId}`,
      payload: { ...constraint, area: squareAt(things.west), version: 1 },
      ok: 200,
      deed: 'restrictions.change',
      facts: onGround(things),
      seen: true,
    }),
  ],
  'DELETE /api/constraint-areas/:id': [
    ({ things }) => ({
      url: `/api/constraint-areas/${things.constraintId}`,
      ok: 204,
      deed: 'restrictions.change',
      facts: onGround(things),
      seen: true,
    }),
  ],
  'GET /api/protected-surfaces': [() => ({ url: '/api/protected-surfaces', ok: 200 })],
  'POST /api/protected-surfaces': [
    ({ things }) => ({
      url: '/api/protected-surfaces',
      payload: { name: names, area: squareAt(things.west), resurfacedOn: '2026-01-01' },
      ok: 201,
      ...restrict,
      facts: onGround(things),
    }),
  ],
  'PUT /api/protected-surfaces/:id': [
    ({ things }) => ({
      url: `/api/protected-surfaces/${things.surfaceId}`,
      payload: { name: names, area: squareAt(things.west), resurfacedOn: '2026-01-01', version: 1 },
      ok: 200,
      deed: 'restrictions.change',
      facts: onGround(things),
      seen: true,
    }),
  ],
  'DELETE /api/protected-surfaces/:id': [
    ({ things }) => ({
      url: `/api/protected-surfaces/${things.surfaceId}`,
      ok: 204,
      deed: 'restrictions.change',
      facts: onGround(things),
      seen: true,
    }),
  ],
}
