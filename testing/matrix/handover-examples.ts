import type { Deed } from '../../server/access/deeds.ts'
import { allows, type Facts } from '../../server/access/policy.ts'
import { formOf } from '../form.ts'
import type { Example } from './example.ts'
import { squareAt, type Things } from './things.ts'
import type { Person, Place, World } from './world.ts'

type Make = (asked: { world: World; person: Person; place: Place; things: Things }) => Example

const anId = '018f0000-0000-7000-8000-000000000004'
const record = {
  kind: 'permanent',
  closedOn: '2026-11-20',
  areas: [{ drawn: squareAt(46.51) }],
  depthMetres: 1,
  surface: 'carriageway',
  layers: [{ material: 'asphalt_wearing', thicknessMillimetres: 50 }],
}
const corrected = { ...record, version: 1, correction: 'It was deeper.' }

/** A works that is planned: nothing of it is recorded, and nobody is cleared of it. */
function planned(path: string, deed: Deed, more: Omit<Example, 'url' | 'facts'>): Make {
  return ({ world, person, things }) => {
    const facts = world.works.get(things.planned) as Facts
    const seen = allows(person.actor, 'works.see', facts)
    return { url: `/api/works/${things.planned}${path}`, facts, seen, deed, ...more }
  }
}

/** Requests to what becomes of works whose ground is closed. */
export const handoverExamples: Record<string, Make[]> = {
  'GET /api/reinstatement-choices': [() => ({ url: '/api/reinstatement-choices', ok: 200 })],
  'GET /api/works/:id/reinstatements': [planned('/reinstatements', 'works.see', { ok: 200 })],
  'GET /api/works/:id/reinstatements/:record': [planned('/reinstatements/1', 'works.see', { ok: 404 })],
  // nobody digs there yet
  'POST /api/works/:id/reinstatements': [
    planned('/reinstatements', 'reinstatements.record', { payload: record, ok: 409 }),
  ],
  'POST /api/works/:id/reinstatements/:record/versions': [
    planned('/reinstatements/1/versions', 'reinstatements.record', { payload: corrected, ok: 409 }),
  ],
  'PUT /api/works/:id/reinstatements/:record/photos/:photo': [
    planned(`/reinstatements/1/photos/${anId}`, 'reinstatements.record', {
      form: formOf({ photo: { name: 'trench.jpg', bytes: Buffer.from('no photo') } }),
      ok: 409,
    }),
  ],
  'GET /api/works/:id/reinstatements/:record/photos/:photo/:size': [
    planned(`/reinstatements/1/photos/${anId}/small`, 'works.see', { ok: 404 }),
  ],
  'GET /api/works/:id/clearance': [planned('/clearance', 'works.see', { ok: 200 })],
  'POST /api/works/:id/clearance': [planned('/clearance', 'works.decide', { payload: { version: 1 }, ok: 409 })],
  'GET /api/clearances/:number': [() => ({ url: '/api/clearances/NONE', ok: 404 })],
  'GET /api/clearances/:number.pdf': [() => ({ url: '/api/clearances/NONE.pdf', ok: 404 })],
}
