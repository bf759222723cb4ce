import { expect } from 'vitest'
import type { Actor } from '../../server/access/actor.ts'
import type { Deed } from '../../server/access/deeds.ts'
import { allows } from '../../server/access/policy.ts'
import type { DefectSummary } from '../../server/inspections/defects/contract.ts'
import { formOf } from '../form.ts'
import type { Example } from './example.ts'
import type { Things } from './things.ts'
import type { Person } from './world.ts'

type Make = (asked: { person: Person; things: Things }) => Example

const anId = '018f0000-0000-7000-8000-000000000001'

/** A defect of this organisation's works, which nobody in this world digs. */
function defectCase(path: string, more: Pick<Example, 'ok' | 'payload' | 'form'> & { deed: Deed }): Make {
  return ({ person, things }) => {
    const facts = { agencyId: things.agencyId, municipalityIds: [things.municipality] }
    return {
      url: `/api/defects/${things.defect}${path}`,
      facts,
      seen: allows(person.actor, 'defects.see', facts),
      ...more,
    }
  }
}

const sees = (actor: Actor | null, { agencyId, municipalityIds }: DefectSummary) =>
  allows(actor, 'defects.see', { agencyId, municipalityIds })

/** Requests to defects. */
export const defectExamples: Record<string, Make[]> = {
  'GET /api/defects.csv': [() => ({ url: '/api/defects.csv', ok: 200 })],
  'GET /api/defects': [
    ({ person, things }) => ({
      url: '/api/defects?limit=500',
      ok: 200,
      check: ({ items }: { items: DefectSummary[] }) => {
        expect(items.filter((one) => !sees(person.actor, one))).toEqual([])
        const facts = { agencyId: things.agencyId, municipalityIds: [things.municipality] }
        const isThere = items.some(({ id }) => id === things.defect)
        expect(isThere).toBe(allows(person.actor, 'defects.see', facts))
      },
    }),
  ],
  'POST /api/defects': [
    ({ things }) => ({
      url: '/api/defects',
      form: formOf({ worksId: things.dug, kind: 'final', severity: 'low', text: 'Broken kerb' }),
      ok: 201,
      deed: 'defects.decide',
      facts: { agencyId: things.agencyId, municipalityIds: [things.municipality] },
      seen: true,
    }),
  ],
  'GET /api/defects/:id': [defectCase('', { ok: 200, deed: 'defects.see' })],
  'GET /api/defects/:id/photos/:photo/:size': [
    ({ things }) => ({ url: `/api/defects/${things.defect}/photos/${anId}/small`, ok: 404 }),
  ],
  'POST /api/defects/:id/answer': [
    defectCase('/answer', { payload: { version: 1, answer: 'accepted' }, ok: 200, deed: 'defects.answer' }),
  ],
  // without its photo
  'POST /api/defects/:id/mending': [
    defectCase('/mending', { form: formOf({ version: '1', note: 'Filled.' }), ok: 409, deed: 'defects.answer' }),
  ],
  'POST /api/defects/:id/verdict': [
    defectCase('/verdict', { payload: { version: 1, verdict: 'verify' }, ok: 200, deed: 'defects.judge' }),
  ],
  // nobody asked for one
  'POST /api/defects/:id/visit': [
    defectCase('/visit', { payload: { version: 1, day: '2026-12-01' }, ok: 409, deed: 'defects.decide' }),
  ],
  'POST /api/defects/:id/decision': [
    defectCase('/decision', {
      payload: { version: 1, decision: 'withdraw', reason: 'As it was.' },
      ok: 200,
      deed: 'defects.decide',
    }),
  ],
}
