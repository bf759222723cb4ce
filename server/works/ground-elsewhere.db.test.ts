import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { asking } from '../../testing/procedure.ts'
import { addMunicipality, addOrganisation, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import type { Polygon, Position } from '../geo/contract.ts'
import type { Works } from './contract.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let water: SignedIn
let office: SignedIn

const degree = 111_195
const east = degree * Math.cos((24.7 * Math.PI) / 180)
/** Metres east of the border of two municipalities. */
const at = (x: number, y = 0): Position => [46.7 + x / east, 24.7 + y / degree]
const town = (from: number, to: number): Polygon => {
  return { type: 'Polygon', coordinates: [[at(from, -5000), at(to, -5000), at(to, 5000), at(from, 5000), at(from, -5000)]] } // biome-ignore format: one line
}
const plan = {
  title: 'Main renewal',
  category: 'planned',
  utility: 'water',
  route: { type: 'LineString', coordinates: [at(-300), at(200)] },
  period: { start: '2027-03-01', end: '2027-03-10' },
  trenchWidthMetres: 1,
  status: 'planned',
}

beforeEach(async () => {
  ask = asking(await serviceOn(db()))
  water = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  const [west, other] = [
    await addOrganisation(db(), 'OFFICE-W', 'municipality'),
    await addOrganisation(db(), 'OFFICE-E', 'municipality'),
  ]
  await addMunicipality(db(), 'W', west, town(-5000, 0))
  await addMunicipality(db(), 'E', other, town(0, 5000))
  office = await signedIn(ask.app, db(), 'planner', west)
})

const record = (more: object = {}) => ask.ok<Works>(water, 'POST', '/api/works', { ...plan, ...more })
const refused = (answer: { statusCode: number; json: () => { reasons?: { code: string }[] } }) =>
  [answer.statusCode, ...(answer.json().reasons ?? []).map(({ code }) => code)] // biome-ignore format: one line

describe('an office in the place of an owner', () => {
  it.each([
    ['of a stretch', { fromMetres: 350, toMetres: 500 }],
    ['of what is left', { fromMetres: 0, toMetres: 250 }],
  ])('lets nothing %s of a project become another municipality’s to decide on', async (_what, stretch) => {
    const { id, version } = await record({ category: 'future_project' })
    const asked = { version, parts: [{ category: 'planned', ...stretch }] }
    expect(refused(await ask.send(office, 'POST', `/api/works/${id}/progress`, asked))).toEqual([409, 'ground_foreign'])
    expect(await ask.ok<Works>(office, 'GET', `/api/works/${id}`)).toMatchObject({ version, status: 'planned' })
    await ask.ok(water, 'POST', `/api/works/${id}/progress`, asked)
  })

  it('makes works of a stretch, and leaves a rest, that it decides on itself', async () => {
    const { id, version } = await record({ category: 'future_project' })
    const asked = { version, parts: [{ category: 'planned', fromMetres: 0, toMetres: 50 }] }
    await ask.ok(office, 'POST', `/api/works/${id}/progress`, asked)
  })

  it('gives works no connection by which most of it lies elsewhere', async () => {
    const route = { type: 'LineString', coordinates: [at(-101), at(99)] }
    const { id, version } = await record({ category: 'multi_connection', route })
    const villa = (x: number) => {
      return { version, items: [{ label: 'Villa', drawn: { type: 'Point', coordinates: at(x, 12) } }] }
    }
    const path = `/api/works/${id}/connections`
    expect(refused(await ask.send(office, 'POST', path, villa(50)))).toEqual([409, 'ground_foreign'])
    expect(await db()('works_connection').where({ works_id: id })).toEqual([])
    await ask.ok(office, 'POST', path, villa(-50))
  })

  it('widens no trench by which most of it lies elsewhere, planned or applied for', async () => {
    // in the west two lines whose ground becomes one where they are wide
    const lines = [[at(-60), at(0)], [at(-60, 5), at(0, 5)], [at(0, 20), at(100, 20)]] // biome-ignore format: one line
    const { id, version, municipalityIds } = await record({ route: { type: 'MultiLineString', coordinates: lines } })
    const wide = { version, trenchWidthMetres: 9 }
    expect(refused(await ask.send(office, 'PATCH', `/api/works/${id}`, wide))).toEqual([409, 'ground_foreign'])
    const changed = await ask.ok<Works>(office, 'PATCH', `/api/works/${id}`, { version, trenchWidthMetres: 2 })
    expect(changed.municipalityIds).toEqual(municipalityIds)
    await db()('works').where({ id }).update({ status: 'submitted' })
    const amended = { ...wide, version: changed.version, reason: 'A wider pipe.' }
    expect(refused(await ask.send(office, 'POST', `/api/works/${id}/amendments`, amended))).toEqual([
      409,
      'ground_foreign',
    ])
    await ask.ok(water, 'PATCH', `/api/works/${(await record()).id}`, { version: 1, trenchWidthMetres: 9 })
  })
})
