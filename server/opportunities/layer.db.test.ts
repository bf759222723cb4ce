import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { now, serviceOn } from '../../testing/service.ts'
import { activities, opportunityStages } from './contract.ts'
import { type OpportunityFields, storeOpportunities } from './store.ts'

const db = databaseForTests()
/** Types of features in a vector tile. */
const [namePoint, area] = [1, 3]

it('draws sites, and a point inside for their names without harakat, cancelled ones left out', async () => {
  const ring: [number, number][] = [
    [46.7, 24.7],
    [46.71, 24.7],
    [46.71, 24.71],
    [46.7, 24.7],
  ]
  const site = (n: number, stage: OpportunityFields['stage']): OpportunityFields => ({
    id: `0192b9f0-0000-7000-8000-00000000000${n}`,
    title: { ar: 'كُشك', en: 'Kiosk' },
    activity: 'retail',
    boundary: { type: 'Polygon', coordinates: [ring] },
    termYears: 10,
    stage,
    model: 'income_share',
    minimumRiyals: null,
    landUse: null,
    questionsUntil: null,
    bidsUntil: null,
  })
  await storeOpportunities(db(), [site(1, 'open'), site(2, 'cancelled')], { pack, now })
  const app = await serviceOn(db())
  const answer = await app.inject({ method: 'GET', url: '/tiles/opportunities/12/2579/1757.mvt' })
  expect(answer.statusCode, answer.body).toBe(200)
  const layer = new VectorTile(new PbfReader(answer.rawPayload)).layers.opportunities
  expect(layer?.length).toBe(2)
  expect([0, 1].map((at) => layer?.feature(at).type).sort()).toEqual([namePoint, area])
  expect(layer?.feature(0).properties).toEqual(layer?.feature(1).properties)
  const list = (await app.inject({ method: 'GET', url: '/api/opportunities?stage=open' })).json()
  expect(layer?.feature(0).properties).toEqual({
    id: site(1, 'open').id,
    number: 'KSA-O-2026-0000001',
    stage: opportunityStages.indexOf('open'),
    activity: activities.indexOf('retail'),
    area: expect.closeTo(list.items[0].areaSquareMetres, 2),
    ar: 'كشك',
    en: 'Kiosk',
  })
})
