import { expect } from 'vitest'
import { allows, type Deed, type Facts } from '../../server/access/policy.ts'
import { formOf } from '../form.ts'
import { connectionExamples } from './connection-examples.ts'
import { defectExamples } from './defect-examples.ts'
import { handoverExamples } from './handover-examples.ts'
import { inspectionExamples } from './inspection-examples.ts'
import { noticeExamples } from './notice-examples.ts'
import { qualityExamples } from './quality-examples.ts'
import { lineAt, squareAt, type Things } from './things.ts'
import { violationExamples } from './violation-examples.ts'
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

export type Make = (asked: { world: World; person: Person; place: Place; things: Things }) => Example

const period = { start: '2027-03-01', end: '2027-03-31' }
const names = { ar: 'اسم', en: 'Name' }
const category = 'planned'
const worksOf = (world: World, id: string) => world.works.get(id) as Facts
const idsOf = (items: { id: string }[]) => items.map(({ id }) => id).sort()
const onGround = ({ municipality }: Things) => ({ municipalityIds: [municipality] })
const visible = (world: World, person: Person) =>
  [...world.works].filter(([, works]) => allows(person.actor, 'works.see', works)).map(([id]) => id)
const anId = '018f0000-0000-7000-8000-000000000001'
const anotherId = '018f0000-0000-7000-8000-000000000002'

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

/** A case of this organisation on this ground. */
function caseCase(path: string, more: Omit<Example, 'url' | 'facts'>): Make {
  return ({ person, things }) => {
    const facts = { agencyId: things.agencyId, ...onGround(things) }
    return { url: `/api/cases/${things.caseId}${path}`, facts, seen: allows(person.actor, 'cases.see', facts), ...more }
  }
}

const cancelling = { version: 1, event: 'cancel', reason: 'It is not needed any more.' }
const amending = { version: 1, reason: 'The pipes come late.', trafficImpact: 'major' }
const extending = { version: 1, reason: 'The pipes come late.', days: 3 }
const deciding = { version: 1, decision: 'accept' }
const traffic = { version: 1, closure: 'full', diversions: [{ line: lineAt(46.51) }] }
const waiver = {
  version: 1,
  kind: 'clash',
  ruleId: 'clash',
  other: { type: 'works', id: anId, version: 1 },
  reason: 'As agreed.',
}
const checklist = [{ code: 'signs', severity: 'high', text: names, reasons: [{ code: 'missing', text: names }] }]
const constraint = { kind: 'event', name: names, severity: 'info' }
const site = { title: names, activity: 'retail', termYears: 5, model: 'annual_rent' }
const entryOfBefore = {
  ...{ code: 'OLD-1', title: 'Old main', kind: 'cut', openedOn: '2020-01-01', closedOn: '2020-01-02' },
  ...{ fromMetres: 0, toMetres: 10, side: 'middle' },
}
const restrict = { deed: 'restrictions.change', refusal: 400 } as const

/** The fee of a works that its organisation has applied for. */
function feeCase(path: string, more: Omit<Example, 'url' | 'facts'>): Make {
  return ({ world, person, things }) => {
    const facts = worksOf(world, things.planned)
    const seen = allows(person.actor, 'works.change', facts) || allows(person.actor, 'works.decide', facts)
    return { url: `/api/fees/${things.fee}/${path}`, facts, seen, ...more }
  }
}

const feeExamples: Record<string, Make[]> = {
  // nothing is paid online here: who may pay learns that
  'POST /api/fees/:id/payments': [feeCase('payments', { payload: {}, ok: 409, deed: 'works.change' })],
  'GET /api/payments/:id': [() => ({ url: `/api/payments/${anId}`, ok: 404 })],
  'POST /api/payments/:id/outcome': [
    () => ({ url: `/api/payments/${anId}/outcome`, payload: { outcome: 'paid' }, ok: 404 }),
  ],
  'POST /api/payments/notices': [() => ({ url: '/api/payments/notices', payload: {}, ok: 403 })],
  'POST /api/fees/:id/settlement': [
    feeCase('settlement', { payload: { reference: 'BANK-1', reason: 'By bank.' }, ok: 200, deed: 'works.decide' }),
  ],
  'POST /api/fees/:id/waiver': [feeCase('waiver', { payload: { reason: 'A school.' }, ok: 200, deed: 'works.decide' })],
  'POST /api/fees/:id/refund': [feeCase('refund', { payload: { reason: 'A school.' }, ok: 409, deed: 'works.decide' })],
  'GET /api/permits/:number.pdf': [() => ({ url: '/api/permits/NONE.pdf', ok: 404 })],
  'GET /api/permits/:number/board.pdf': [() => ({ url: '/api/permits/NONE/board.pdf', ok: 404 })],
}

/** An example of every route; several where it may be asked for several kinds of object. A route without one fails the test. */
export const examples: Record<string, Make[]> = {
  ...feeExamples,
  ...noticeExamples,
  ...qualityExamples,
  ...violationExamples,
  ...defectExamples,
  ...inspectionExamples,
  ...handoverExamples,
  ...connectionExamples,
  'GET /api/checklists': [() => ({ url: '/api/checklists', ok: 200 })],
  'GET /api/checklists/:kind': [() => ({ url: '/api/checklists/final', ok: 200 })],
  'POST /api/checklists/:kind': [
    () => ({
      url: '/api/checklists/final',
      payload: { version: 1, items: checklist },
      ok: 201,
      deed: 'checklists.publish',
      facts: {},
      seen: true,
    }),
  ],
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
  'GET /api/pavement-rule': [() => ({ url: '/api/pavement-rule', ok: 200 })],
  'GET /api/streets/:id/pavement': [() => ({ url: `/api/streets/${anId}/pavement`, ok: 404 })],
  'GET /api/streets/:id/pavement/entries': [() => ({ url: `/api/streets/${anId}/pavement/entries`, ok: 200 })],
  'POST /api/streets/:id/pavement/entries': [
    () => ({ url: `/api/streets/${anId}/pavement/entries`, payload: entryOfBefore, ok: 404 }),
  ],
  'GET /api/streets/:id/pavement.csv': [() => ({ url: `/api/streets/${anId}/pavement.csv`, ok: 404 })],
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
    worksCase('/events', { payload: cancelling, ok: 200, deed: 'works.change' }, 'draft'),
    worksCase('/events', { payload: cancelling, ok: 200, deed: 'works.change' }, 'planned'),
  ],
  'GET /api/works/:id/amendments': [
    worksCase('/amendments', { ok: 200, deed: 'works.see' }, 'draft'),
    worksCase('/amendments', { ok: 200, deed: 'works.see' }, 'planned'),
  ],
  'POST /api/works/:id/amendments': [
    worksCase('/amendments', { payload: amending, ok: 201, deed: 'works.change' }, 'asked'),
  ],
  // there is no permit, and nothing was proposed
  'POST /api/works/:id/extensions': [
    worksCase('/extensions', { payload: extending, ok: 409, deed: 'works.change' }, 'asked'),
  ],
  'POST /api/works/:id/amendments/price': [
    worksCase('/amendments/price', { payload: { trafficImpact: 'major' }, ok: 409, deed: 'works.change' }, 'asked'),
  ],
  'POST /api/works/:id/amendments/:number/decision': [
    worksCase('/amendments/1/decision', { payload: deciding, ok: 404, deed: 'works.decide' }, 'asked'),
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
  'GET /api/reviews.csv': [() => ({ url: '/api/reviews.csv', ok: 200 })],
  'GET /api/consultations.csv': [() => ({ url: '/api/consultations.csv', ok: 200 })],
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
  'GET /api/dig-once': [() => ({ url: '/api/dig-once', ok: 200 })],
  'GET /api/dig-once/saved': [() => ({ url: '/api/dig-once/saved', ok: 200 })],
  'GET /api/works/:id/group': [({ things }) => ({ url: `/api/works/${things.planned}/group`, ok: 200 })],
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
  'GET /api/contractor-bans': [() => ({ url: '/api/contractor-bans', ok: 200 })],
  'POST /api/contractor-bans': [
    ({ person, things }) => ({
      url: '/api/contractor-bans',
      payload: { contractorId: things.contractorId, reason: 'site_reports', from: '2026-11-24' },
      ok: 201,
      deed: 'bans.change',
      // it is imposed in the name of whoever asks
      facts: { agencyId: person.actor?.agencyId ?? null },
      seen: true,
    }),
  ],
  'POST /api/contractor-bans/:id/lifting': [
    ({ things }) => ({
      url: `/api/contractor-bans/${things.banId}/lifting`,
      payload: { reason: 'It was mended.' },
      ok: 200,
      deed: 'bans.change',
      facts: { agencyId: things.officeId },
      seen: true,
    }),
  ],
  'GET /api/yearly-plan/streets': [() => ({ url: '/api/yearly-plan/streets?year=2027', ok: 200 })],
  'GET /api/yearly-plan/agencies': [() => ({ url: '/api/yearly-plan/agencies?year=2027', ok: 200 })],
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
