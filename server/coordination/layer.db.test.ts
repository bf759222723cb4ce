import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { addOrganisation, serviceOn, signedIn } from '../../testing/service.ts'
import { dayNumber } from '../time/rules.ts'
import { pairKinds } from './contract.ts'

const db = databaseForTests()

it('draws pairs for agencies, with the days between those that never meet in time', async () => {
  const app = await serviceOn(db())
  const { headers } = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  const record = (start: string, end: string) =>
    app.inject({
      method: 'POST',
      url: '/api/works',
      headers,
      payload: {
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
      },
    })
  await record('2027-01-10', '2027-01-29')
  await record('2027-01-20', '2027-02-03')
  await record('2027-04-01', '2027-04-10')
  const answer = await app.inject({ method: 'GET', url: '/tiles/conflicts/14/10317/7031.mvt', headers })
  expect(answer.statusCode, answer.body).toBe(200)
  const layer = new VectorTile(new PbfReader(answer.rawPayload)).layers.conflicts
  const drawn = Array.from({ length: layer?.length ?? 0 }, (_, at) => layer?.feature(at).properties)
  const clash = drawn.find((one) => one?.kind === pairKinds.indexOf('clash'))
  expect(clash).toMatchObject({ from: dayNumber('2027-01-20'), to: dayNumber('2027-01-29') })
  expect(clash).not.toHaveProperty('idle_from')
  const apart = drawn.filter((one) => one?.kind === pairKinds.indexOf('repeat_dig'))
  expect(apart.map((one) => [one?.from, one?.idle_from, one?.idle_to, one?.to]).sort()).toEqual([
    ['2027-01-10', '2027-01-30', '2027-03-31', '2027-04-10'].map(dayNumber),
    ['2027-01-20', '2027-02-04', '2027-03-31', '2027-04-10'].map(dayNumber),
  ])
})
