import { uuidv7 } from 'uuidv7'
import type { Db } from '../server/database/connect.ts'
import type { Polygon } from '../server/geo/contract.ts'
import { now } from './service.ts'

/** A meeting that an office has called, with one item on its agenda, of which everybody is told. */
export async function addMeeting(
  db: Db,
  {
    agencyId,
    officeId,
    municipality,
    area,
  }: { agencyId: string; officeId: string; municipality: string; area: Polygon },
): Promise<string> {
  const id = uuidv7()
  const frozen = { ...emptyPack, area: { name: null, ground: area } }
  await db('meeting').insert({
    id,
    ...{ agency_id: officeId, agency_ids: [agencyId], municipality_ids: [municipality], quarter: '2027-Q1' },
    ...{ held_on: '2026-11-24', items: 1, called_at: now, state: 'called' },
    frozen: JSON.stringify({ ar: frozen, en: frozen }),
  })
  const content = JSON.stringify({ ar: anItem, en: anItem })
  const shared = { is_between: false, party_ids: [], named_ids: [], municipality_ids: [municipality] }
  await db('meeting_item').insert({ meeting_id: id, number: 1, point: 'restrictions', ...shared, content })
  return id
}

const anItem = {
  ...{ number: 1, about: { type: 'place', id: null }, reference: null, title: 'Race', agency: null, street: null },
  ...{ period: null, standing: null, weight: null, due: null, daysLeft: null, metres: null, streetDays: null },
  ...{ money: null, works: [], facts: [], see: [], at: null },
}

/** A frozen agenda with one item. */
const emptyPack = {
  ...{ quarter: '2027-Q1', period: { start: '2027-01-01', end: '2027-03-31' }, today: '2026-11-24' },
  ...{ before: { start: '2026-10-01', end: '2026-12-31' }, preparedFor: null, currency: 'SAR' },
  points: [
    {
      ...{ point: 'restrictions', title: 'Restrictions', total: 1, note: null },
      groups: [{ name: null, total: 1, note: null, numbers: [1] }],
    },
  ],
}
