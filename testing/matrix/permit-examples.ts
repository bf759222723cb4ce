import { expect } from 'vitest'
import { allows } from '../../server/access/policy.ts'
import { anId, type Example, type Make, worksCase, worksOf } from './example.ts'

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

const cancelling = { version: 1, event: 'cancel', reason: 'It is not needed any more.' }

const amending = { version: 1, reason: 'The pipes come late.', trafficImpact: 'major' }

const extending = { version: 1, reason: 'The pipes come late.', days: 3 }

const deciding = { version: 1, decision: 'accept' }

const waiver = {
  version: 1,
  kind: 'clash',
  ruleId: 'clash',
  other: { type: 'works', id: anId, version: 1 },
  reason: 'As agreed.',
}

/** The fee of a works that its organisation has applied for. */
function feeCase(path: string, more: Omit<Example, 'url' | 'facts'>): Make {
  return ({ world, person, things }) => {
    const facts = worksOf(world, things.planned)
    const seen = allows(person.actor, 'works.procedure', facts) || allows(person.actor, 'works.decide', facts)
    return { url: `/api/fees/${things.fee}/${path}`, facts, seen, ...more }
  }
}

/** From an application to a permit: who is asked, what it costs, what is decided. */
export const permitExamples: Record<string, Make[]> = {
  // nothing is paid online here: who may pay learns that
  'POST /api/fees/:id/payments': [feeCase('payments', { payload: {}, ok: 409, deed: 'fees.pay' })],
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
  'GET /api/delegations': [
    ({ person }) => ({
      url: '/api/delegations?limit=500',
      ok: 200,
      check: ({ items }: { items: { principalId: string; delegateId: string }[] }) => {
        expect(items.length).toBeGreaterThan(0)
        for (const one of items) expect([one.principalId, one.delegateId]).toContain(person.actor?.agencyId)
      },
    }),
  ],
  'POST /api/delegations': [
    ({ person }) => ({
      url: '/api/delegations',
      payload: { delegateId: person.things.other_agency.agencyId, from: '2026-11-24' },
      ok: 201,
      deed: 'consultations.entrust',
      // it is given in the name of whoever asks
      facts: { agencyId: person.actor?.agencyId ?? null },
      seen: true,
    }),
  ],
  'POST /api/delegations/:id/revocation': [
    ({ things }) => ({
      url: `/api/delegations/${things.delegationId}/revocation`,
      ok: 200,
      deed: 'consultations.entrust',
      facts: { agencyId: things.agencyId },
    }),
  ],
  'GET /api/permits/:number': [() => ({ url: '/api/permits/NONE', ok: 404 })],
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
}
