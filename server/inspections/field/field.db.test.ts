import { beforeEach, describe, expect, it } from 'vitest'
import { addWorks } from '../../../testing/applications.ts'
import { databaseForTests } from '../../../testing/database.ts'
import { addVisit } from '../../../testing/inspections.ts'
import { addOrganisation, refusals, type SignedIn, serviceOn, signedIn } from '../../../testing/service.ts'
import type { App } from '../../http/app-types.ts'
import type { FieldArea } from './contract.ts'

const db = databaseForTests()
const staff = ['planner', 'inspector', 'admin'] as const
const route = { type: 'LineString' as const, coordinates: [[46.7, 24.7], [46.701, 24.7]] as [number, number][] } // biome-ignore format: one line
const around = '46.69,24.69,46.71,24.71'

let app: App
let inspector: SignedIn

beforeEach(async () => {
  app = await serviceOn(db())
  inspector = await signedIn(app, db(), 'inspector')
})

describe('GET /api/field/area', () => {
  it('is for whoever visits works (401, 403)', async () => {
    const asked = { method: 'GET' as const, url: `/api/field/area?bbox=${around}`, allowed: staff }
    const { visitor, others } = await refusals(app, db(), asked)
    expect([visitor, ...others]).toEqual([401, 403, 403, 403, 403, 403, 403])
  })

  it('is all that a telephone needs of the ground: visits, works as long as they are, checklists, how near is near', async () => {
    const worksId = await addWorks(db(), await addOrganisation(db(), 'WATER'), route, 'planned')
    await addVisit(db(), worksId)
    const answer = await app.inject({ url: `/api/field/area?bbox=${around}`, headers: inspector.headers })
    expect(answer.statusCode, answer.body).toBe(200)
    const { visits, works, checklists, nearMetres } = answer.json<FieldArea>()
    expect(visits.map((visit) => visit.works.id)).toEqual([worksId])
    expect(works).toMatchObject([{ id: worksId, route }])
    expect(works[0]?.lengthMetres).toBeCloseTo(101.2, 0)
    expect(checklists).toHaveLength(5)
    expect(nearMetres).toBe(50)
    const elsewhere = await app.inject({ url: '/api/field/area?bbox=47,25,47.1,25.1', headers: inspector.headers })
    expect(elsewhere.json<FieldArea>()).toMatchObject({ visits: [], works: [] })
  })

  it('asks for a box or a municipality, and not for both', async () => {
    for (const query of ['', `?bbox=${around}&municipality=018f0000-0000-7000-8000-000000000001`])
      expect((await app.inject({ url: `/api/field/area${query}`, headers: inspector.headers })).statusCode).toBe(400)
  })
})
