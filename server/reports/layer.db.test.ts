import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { serviceOn } from '../../testing/service.ts'
import { reportCategories, reportStatuses } from './contract.ts'
import { storeReports } from './store.ts'

const db = databaseForTests()

it('draws reports for everybody by the places of their words in the lists, without what was turned down', async () => {
  const report = (n: number) => ({
    id: `0192b9f0-0000-7000-8000-00000000000${n}`,
    category: 'graffiti' as const,
    point: { type: 'Point' as const, coordinates: [46.7, 24.7] as [number, number] },
    note: null,
    createdAt: '2026-11-01T08:00:00Z',
  })
  await storeReports(
    db(),
    [
      { ...report(1), status: 'disputed' },
      { ...report(2), status: 'rejected' },
    ],
    pack,
  )
  const app = await serviceOn(db())
  const answer = await app.inject({ method: 'GET', url: '/tiles/reports/12/2579/1757.mvt' })
  expect(answer.statusCode, answer.body).toBe(200)
  const layer = new VectorTile(new PbfReader(answer.rawPayload)).layers.reports
  expect(layer?.length).toBe(1)
  expect(layer?.feature(0).properties).toEqual({
    id: report(1).id,
    number: 'KSA-R-2026-0000001',
    category: reportCategories.indexOf('graffiti'),
    status: reportStatuses.indexOf('disputed'),
  })
  expect((await app.inject({ method: 'GET', url: '/tiles/reports/11/1289/878.mvt' })).statusCode).toBe(204)
})
