import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { addOrganisation, rootOffice, serviceOn, signedIn } from '../../testing/service.ts'
import { reportCategories, reportStatuses } from './contract.ts'
import { type NewReport, storeReports } from './store.ts'

const db = databaseForTests()

const report = (n: number) => ({
  id: `0192b9f0-0000-7000-8000-00000000000${n}`,
  category: 'graffiti' as const,
  point: { type: 'Point' as const, coordinates: [46.7, 24.7] as [number, number] },
  note: null,
  createdAt: '2026-11-01T08:00:00Z',
})

async function drawn(reports: NewReport[]) {
  await storeReports(db(), reports, pack)
  const app = await serviceOn(db())
  const tile = async (headers: Record<string, string> = {}) => {
    const answer = await app.inject({ url: '/tiles/reports/12/2579/1757.mvt', headers })
    expect(answer.statusCode, answer.body).toBe(200)
    return new VectorTile(new PbfReader(answer.rawPayload)).layers.reports
  }
  return { app, tile }
}

it('tells each viewer of their own what is with their organisation, and what waits for them', async () => {
  const { app, tile } = await drawn([
    { ...report(1), status: 'routed' },
    { ...report(2), status: 'solved' },
    { ...report(3), status: 'routed' },
  ])
  const water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  const office = await signedIn(app, db(), 'planner', await rootOffice(db()))
  const stranger = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  await db()('report')
    .whereNot({ id: report(3).id })
    .update({ agency_id: water.agencyId })
  const seen = async (headers?: Record<string, string>) => {
    const layer = await tile(headers)
    const features = Array.from({ length: layer?.length ?? 0 }, (_, at) => layer?.feature(at).properties)
    return features
      .sort((one, other) => String(one?.id).localeCompare(String(other?.id)))
      .map((one) => [one?.mine, one?.waits])
  }
  expect(await seen(water.headers)).toEqual([[1, 1], [1, 0], [0, 0]]) // biome-ignore format: one line
  expect(await seen(office.headers)).toEqual([[0, 1], [0, 0], [1, 1]]) // biome-ignore format: one line
  for (const headers of [{}, stranger.headers]) expect(await seen(headers)).toEqual([[0, 0], [0, 0], [0, 0]]) // biome-ignore format: one line
})

it('draws reports for everybody by the places of their words in the lists, without what was turned down', async () => {
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
    mine: 0,
    waits: 0,
  })
  expect((await app.inject({ method: 'GET', url: '/tiles/reports/11/1289/878.mvt' })).statusCode).toBe(204)
})
