import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { beforeEach, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { asking } from '../../testing/procedure.ts'
import { addOrganisation, rootOffice, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import { dayNumber } from '../time/rules.ts'
import type { Works } from '../works/contract.ts'
import { pairKinds } from './contract.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let water: SignedIn

beforeEach(async () => {
  const app = await serviceOn(db())
  ask = asking(app)
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
})

const record = (start: string, end: string) =>
  ask.ok<Works>(water, 'POST', '/api/works', {
    title: 'Main renewal',
    category: 'planned',
    utility: 'water',
    route: {
      type: 'LineString',
      coordinates: [
        [46.7, 24.7],
        [46.702, 24.7],
      ],
    },
    period: { start, end },
    status: 'planned',
  })

async function drawn() {
  const answer = await ask.send(water, 'GET', '/tiles/conflicts/14/10317/7031.mvt')
  expect(answer.statusCode, answer.body).toBe(200)
  const layer = new VectorTile(new PbfReader(answer.rawPayload)).layers.conflicts
  return Array.from({ length: layer?.length ?? 0 }, (_, at) => layer?.feature(at).properties)
}

it('draws pairs for agencies, with the days between those that never meet in time', async () => {
  await record('2027-01-10', '2027-01-29')
  await record('2027-01-20', '2027-02-03')
  await record('2027-04-01', '2027-04-10')
  const first = await drawn()
  const clash = first.find((one) => one?.kind === pairKinds.indexOf('clash'))
  expect(clash).toMatchObject({ from: dayNumber('2027-01-20'), to: dayNumber('2027-01-29') })
  expect(clash).not.toHaveProperty('idle_from')
  expect(clash).not.toHaveProperty('waived')
  const apart = first.filter((one) => one?.kind === pairKinds.indexOf('repeat_dig'))
  expect(apart.map((one) => [one?.from, one?.idle_from, one?.idle_to, one?.to]).sort()).toEqual([
    ['2027-01-10', '2027-01-30', '2027-03-31', '2027-04-10'].map(dayNumber),
    ['2027-01-20', '2027-02-04', '2027-03-31', '2027-04-10'].map(dayNumber),
  ])
})

it('tells apart what the office let pass', async () => {
  const office = await signedIn(ask.app, db(), 'planner', await rootOffice(db()))
  const { id } = await record('2027-01-10', '2027-01-29')
  const other = await record('2027-01-20', '2027-02-03')
  expect((await drawn()).map((one) => one?.waived)).toEqual([undefined])
  await ask.event(water, id, 'submit')
  const { version } = await ask.procedure(office, id)
  await ask.ok(office, 'POST', `/api/works/${id}/waivers`, {
    version,
    kind: 'clash',
    ruleId: 'clash',
    other: { type: 'works', id: other.id, version: other.version },
    reason: 'They share the trench on site.',
  })
  expect(await drawn()).toEqual([expect.objectContaining({ kind: pairKinds.indexOf('clash'), waived: 1 })])
})
