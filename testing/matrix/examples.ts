import { expect } from 'vitest'
import { allows, type Deed, type Facts } from '../../server/access/policy.ts'
import { formOf } from '../form.ts'
import { lineAt, squareAt, type Things } from './things.ts'
import type { Person, Place, World } from './world.ts'

/** One request to a route, and what the policy says of it. */
export interface Example {
  url: string
  payload?: object
  form?: ReturnType<typeof formOf>
  ok: number
  /** May they do it to this object? Without it, the role alone decides. */
  deed?: Deed
  facts?: Facts
  /** Who sees an object that they may not touch is told 403, everybody else 404; without it: what a refusal answers. */
  seen?: boolean
  refusal?: number
  /** Looks at what was answered. */
  check?: (body: never) => void
}

type Make = (asked: { world: World; person: Person; place: Place; things: Things }) => Example

const period = { start: '2027-03-01', end: '2027-03-31' }
const names = { ar: 'اسم', en: 'Name' }
const category = 'planned'
const worksOf = (world: World, id: string) => world.works.get(id) as Facts
const idsOf = (items: { id: string }[]) => items.map(({ id }) => id).sort()
const onGround = ({ municipality }: Things) => ({ municipalityIds: [municipality] })
const visible = (world: World, person: Person) =>
  [...world.works].filter(([, works]) => allows(person.actor, 'works.see', works)).map(([id]) => id)
const anId = '018f0000-0000-7000-8000-000000000001'

/** A draft, and a works that was published: seen by others or not, changed by nobody but their own. */
function worksCase(path: string, more: Omit<Example, 'url' | 'facts'>, which: 'draft' | 'planned' | 'asked'): Make {
  return ({ world, person, things }) => {
    const facts = worksOf(world, things[which])
    return { url: `/api/works/${things[which]}${path}`, facts, seen: allows(person.actor, 'works.see', facts), ...more }
  }
}

/** An answer of the organisation that is asked about a works which every agency sees. */
function consultationCase(what: string, payload: object): Make {
  return ({ person, things }) => ({
    url: `/api/works/${things.asked}/consultations/${things.agencyId}/${what}`,
    payload,
    ok: 200,
    deed: 'consultations.answer',
    facts: { agencyId: things.agencyId },
    seen: person.actor !== null,
  })
}

const waiver = {
  version: 1,
  kind: 'clash',
  ruleId: 'clash',
  other: { type: 'works', id: anId, version: 1 },
  reason: 'As agreed.',
}
const constraint = { kind: 'event', name: names, severity: 'info' }
const site = { title: names, activity: 'retail', termYears: 5, model: 'annual_rent' }
const restrict = { deed: 'restrictions.change', refusal: 400 } as const

/** An example of every route; several where it may be asked for several kinds of object. A route without one fails the test. */
export const examples: Record<string, Make[]> = {
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
  'GET /api/trench-widths': [() => ({ url: '/api/trench-widths', ok: 200 })],
  'GET /api/places': [() => ({ url: '/api/places?q=x', ok: 200 })],
  'GET /api/streets': [() => ({ url: '/api/streets', ok: 200 })],
  'GET /api/streets/:id/crossings': [() => ({ url: `/api/streets/${anId}/crossings`, ok: 404 })],
  // there is no street in this world
  'GET /api/street-path': [() => ({ url: '/api/street-path?from=46.51,24.7&to=46.52,24.7', ok: 409 })],
  'POST /api/street-snaps': [() => ({ url: '/api/street-snaps', payload: { points: [[46.51, 24.7]] }, ok: 200 })],
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
  'POST /api/works/:id/events': [
    worksCase('/events', { payload: { version: 1, event: 'cancel' }, ok: 200, deed: 'works.change' }, 'draft'),
    worksCase('/events', { payload: { version: 1, event: 'cancel' }, ok: 200, deed: 'works.change' }, 'planned'),
  ],
  'GET /api/works/:id/procedure': [
    worksCase('/procedure', { ok: 200, deed: 'works.see' }, 'draft'),
    worksCase('/procedure', { ok: 200, deed: 'works.see' }, 'asked'),
  ],
  // there is nothing to waive
  'POST /api/works/:id/waivers': [worksCase('/waivers', { payload: waiver, ok: 409, deed: 'works.decide' }, 'asked')],
  'POST /api/works/:id/consultations/:agency/answer': [consultationCase('answer', { answer: 'approve', round: 1 })],
  'POST /api/works/:id/consultations/:agency/extension': [
    consultationCase('extension', { round: 1, reason: 'Our engineer is away.' }),
  ],
  // nobody has objected
  'POST /api/works/:id/consultations/:agency/overruling': [
    (made) =>
      worksCase(
        `/consultations/${made.things.agencyId}/overruling`,
        { payload: { reason: 'It lies deeper.', version: 1 }, ok: 409, deed: 'works.decide' },
        'asked',
      )(made),
  ],
  'GET /api/consultations': [
    ({ person }) => ({
      url: '/api/consultations',
      ok: 200,
      check: ({ items }: { items: { consultation: { agencyId: string } }[] }) => {
        expect(items.length).toBeGreaterThan(0)
        for (const { consultation } of items) expect(consultation.agencyId).toBe(person.actor?.agencyId)
      },
    }),
  ],
  'POST /api/consultations/answers': [
    ({ person, things }) => ({
      url: '/api/consultations/answers',
      payload: { ids: [things.consultation], answer: 'approve' },
      ok: 200,
      check: ({ taken }: { taken: string[] }) =>
        expect(taken).toEqual(things.agencyId === person.actor?.agencyId ? [things.consultation] : []),
    }),
  ],
  'GET /api/reviews': [
    ({ world, person }) => ({
      url: '/api/reviews?limit=500',
      ok: 200,
      check: ({ items, total }: { items: { works: { id: string } }[]; total: number }) => {
        const decided = [...world.works].filter(
          ([, works]) => works.status === 'in_coordination' && allows(person.actor, 'works.decide', works),
        )
        expect(items.map(({ works }) => works.id).sort()).toEqual(decided.map(([id]) => id).sort())
        expect(total).toBe(items.length)
      },
    }),
  ],
  'GET /api/permits/:number': [() => ({ url: '/api/permits/NONE', ok: 404 })],
  'GET /api/works/:id/history': [
    worksCase('/history', { ok: 200, deed: 'works.see' }, 'draft'),
    worksCase('/history', { ok: 200, deed: 'works.see' }, 'planned'),
  ],
  'POST /api/assessments': [
    ({ things }) => ({ url: '/api/assessments', payload: { category, route: lineAt(things.west), period }, ok: 200 }),
  ],
  'GET /api/conflicts': [() => ({ url: '/api/conflicts', ok: 200 })],
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
  'POST /api/reports': [
    ({ things }) => ({
      url: '/api/reports',
      form: formOf({ lng: String(things.west), lat: '24.7', category: 'potholes' }),
      ok: 201,
    }),
  ],
  'GET /api/reports': [
    () => ({
      url: '/api/reports',
      ok: 200,
      check: (body: object) => expect(JSON.stringify(body)).not.toContain('secret words'),
    }),
  ],
  'GET /api/reports/nearby': [
    ({ things }) => ({ url: `/api/reports/nearby?lng=${things.west}&lat=24.65&category=potholes`, ok: 200 }),
  ],
  'GET /api/reports/follow/:token': [() => ({ url: `/api/reports/follow/${'x'.repeat(43)}`, ok: 404 })],
  'GET /api/reports/:number': [
    ({ person, things, place }) => ({
      url: `/api/reports/${things.report}`,
      ok: 200,
      check: ({ note }: { note: string | null }) => {
        const mayRead = allows(person.actor, 'reports.details', { agencyId: things.officeId, ...onGround(things) })
        expect(note, `${person.called} ${place}`).toBe(mayRead ? 'secret words' : null)
      },
    }),
  ],
  'GET /api/opportunities': [() => ({ url: '/api/opportunities', ok: 200 })],
  'POST /api/opportunities': [
    ({ things }) => ({
      url: '/api/opportunities',
      payload: { ...site, boundary: squareAt(things.west) },
      ok: 201,
      deed: 'opportunities.change',
      facts: onGround(things),
      refusal: 400,
    }),
  ],
  'GET /api/opportunities/:number': [({ things }) => ({ url: `/api/opportunities/${things.opportunity}`, ok: 200 })],
  'PATCH /api/opportunities/:number': [
    ({ things }) => ({
      url: `/api/opportunities/${things.opportunity}`,
      payload: { version: 1, termYears: 6 },
      ok: 200,
      deed: 'opportunities.change',
      facts: onGround(things),
      seen: true,
    }),
  ],
  'GET /api/media/:id/:size': [() => ({ url: `/api/media/${anId}/small`, ok: 404 })],
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
  'POST /api/imports': [
    () => ({
      url: '/api/imports?wait=true',
      form: formOf({
        kind: 'works',
        file: { name: 'a.geojson', bytes: Buffer.from('{"type":"FeatureCollection","features":[]}') },
      }),
      ok: 202,
    }),
  ],
  'GET /api/imports': [
    ({ person }) => ({
      url: '/api/imports',
      ok: 200,
      check: ({ items }: { items: { id: string }[] }) => expect(idsOf(items)).toEqual([person.things.own.jobId]),
    }),
  ],
  'GET /api/imports/:id': [
    ({ things, place }) => ({ url: `/api/imports/${things.jobId}`, ok: place === 'own' ? 200 : 404 }),
  ],
  'PUT /api/imports/:id/mapping': [
    ({ things, place }) => ({
      url: `/api/imports/${things.jobId}/mapping?wait=true`,
      payload: { fields: { title: { from: 'x' }, start: { from: 'x' }, end: { from: 'x' } } },
      ok: place === 'own' ? 202 : 404,
    }),
  ],
  'POST /api/imports/:id/commit': [
    ({ things, place }) => ({
      url: `/api/imports/${things.jobId}/commit?wait=true`,
      payload: {},
      ok: place === 'own' ? 409 : 404,
    }),
  ],
  'DELETE /api/imports/:id': [
    ({ things, place }) => ({ url: `/api/imports/${things.jobId}`, ok: place === 'own' ? 204 : 404 }),
  ],
  'GET /tiles/:layers/:z/:x/:y.mvt': [() => ({ url: '/tiles/works,conflicts/14/10310/7005.mvt', ok: 204 })],
  // a stream without an end, for whoever asks for one
  'GET /api/live': [() => ({ url: '/api/live', ok: 406 })],
  'GET /tiles/:layers.json': [() => ({ url: '/tiles/works.json', ok: 200 })],
}
