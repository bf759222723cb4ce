import type { Deed } from '../../server/access/deeds.ts'
import { allows, type Facts } from '../../server/access/policy.ts'
import { formOf } from '../form.ts'
import type { Example } from './example.ts'
import type { Things } from './things.ts'
import type { Person, Place, World } from './world.ts'

type Make = (asked: { world: World; person: Person; place: Place; things: Things }) => Example

const anId = '018f0000-0000-7000-8000-000000000048'
const label = 'Villa 12'
const added = { version: 1, items: [{ label, drawn: { type: 'Point', coordinates: [46.7, 24.7] } }] }
const csv = { format: 'csv', text: 'label,longitude,latitude\nVilla 12,46.7,24.7\n' }

/** A works that is planned and of another category: it has no connections, and takes none. */
function planned(path: string, deed: Deed, more: Omit<Example, 'url' | 'facts'>): Make {
  return ({ world, person, things }) => {
    const facts = world.works.get(things.planned) as Facts
    const seen = allows(person.actor, 'works.see', facts)
    return { url: `/api/works/${things.planned}/connections${path}`, facts, seen, deed, ...more }
  }
}

/** Requests to the connections of works. */
export const connectionExamples: Record<string, Make[]> = {
  'GET /api/works/:id/connections': [planned('', 'works.see', { ok: 200 })],
  'POST /api/works/:id/connections': [planned('', 'works.change', { payload: added, ok: 409 })],
  'PATCH /api/works/:id/connections/:connection': [
    planned(`/${anId}`, 'works.change', { payload: { version: 1, label }, ok: 409 }),
  ],
  'POST /api/works/:id/connections/removal': [
    planned('/removal', 'works.change', { payload: { version: 1, ids: [anId] }, ok: 409 }),
  ],
  // none of that id is there
  'POST /api/works/:id/connections/states': [
    planned('/states', 'connections.mark', { payload: { items: [{ id: anId, version: 1 }], state: 'done' }, ok: 400 }),
  ],
  // neither a connection nor a photo of that id is there
  'POST /api/works/:id/connections/:connection/photos': [
    planned(`/${anId}/photos`, 'connections.mark', {
      form: formOf({ version: '1', photo: { name: 'pipe.jpg', bytes: Buffer.from('no photo') } }),
      ok: 404,
    }),
  ],
  'GET /api/works/:id/connections/:connection/photos/:photo/:size': [
    planned(`/${anId}/photos/${anId}/small`, 'works.see', { ok: 404 }),
  ],
  'POST /api/works/:id/connections/reading': [planned('/reading', 'works.change', { payload: csv, ok: 200 })],
}
