import { expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { addOrganisation, serviceOn, signedIn } from '../../testing/service.ts'
import type { Works } from '../works/contract.ts'
import { consulteesOf } from './consult.ts'

const db = databaseForTests()

it.each([
  ['none', []],
  ['lane', [['traffic']]],
  ['full', [['traffic']]],
] as const)('a works that closes “%s” of a road is asked about by those asked on traffic', async (closure, grounds) => {
  const app = await serviceOn(db())
  const water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  const traffic = await addOrganisation(db(), 'TRAFFIC', 'municipality')
  await db()('organisation').where({ id: traffic }).update({ asked_on_traffic: true })
  const route = { type: 'LineString', coordinates: [[46.7, 24.7], [46.701, 24.7]] } // biome-ignore format: one line
  const period = { start: '2027-01-10', end: '2027-01-29' }
  const given = { title: 'Main renewal', category: 'planned', utility: 'water', route, period, closure }
  const stored = await app.inject({ method: 'POST', url: '/api/works', headers: water.headers, payload: given })
  const asked = await consulteesOf(db(), stored.json<Works>(), pack)
  expect(asked.map((one) => one.grounds)).toEqual(grounds)
})
