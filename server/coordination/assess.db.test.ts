import { beforeEach, describe, expect, it } from 'vitest'
import { useDatabase } from '../../testing/database.ts'
import { addOrganisation, refusals, serviceOn, signedIn, type SignedIn } from '../../testing/service.ts'
import type { App } from '../http/app-types.ts'
import type { Assessment } from './contract.ts'

const db = useDatabase()
let app: App
let water: SignedIn
let power: SignedIn

/** A straight west–east line of so many metres at 24.7° N, starting so many metres east of 46.7° E. */
function line(metres: number, from = 0, north = 0) {
  const degree = 111_320 * Math.cos((24.7 * Math.PI) / 180)
  const y = 24.7 + north / 110_770
  return { type: 'LineString', coordinates: [[46.7 + from / degree, y], [46.7 + (from + metres) / degree, y]] }
}

const works = { title: 'Main renewal', category: 'planned', utility: 'water', route: line(200), period: { start: '2027-01-10', end: '2027-01-29' }, status: 'planned' }

beforeEach(async () => {
  app = await serviceOn(db())
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
})

async function assess(payload: object): Promise<Assessment> {
  const answer = await app.inject({ method: 'POST', url: '/api/assessments', headers: power.headers, payload })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

describe('POST /api/assessments', () => {
  it('answers 401 to visitors and 403 to those who may not assess', async () => {
    const allowed = ['planner', 'utility', 'contractor', 'consultant', 'admin'] as const
    const { visitor, others } = await refusals(app, db(), { method: 'POST', url: '/api/assessments', allowed })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })

  it('finds a clash with its metres, days and clearing shifts', async () => {
    const stored = await app.inject({ method: 'POST', url: '/api/works', headers: water.headers, payload: works })
    expect(stored.statusCode, stored.body).toBe(201)
    const found = await assess({ category: 'planned', route: line(200, 50), period: { start: '2027-01-20', end: '2027-02-03' } })
    expect(found.complete).toBe(true)
    expect(found.lengthMetres).toBeCloseTo(200, 0)
    const clash = found.findings.find(({ kind }) => kind === 'clash')
    expect(clash).toMatchObject({
      severity: 'blocking',
      sharedDays: 10,
      sharedPeriod: { start: '2027-01-20', end: '2027-01-29' },
      clears: { earlierDays: 25, laterDays: 10 },
      other: { type: 'works', id: stored.json().id, title: 'Main renewal' },
    })
    expect(clash?.overlapMetres).toBeGreaterThan(149)
    expect(clash?.overlapMetres).toBeLessThan(153)
    expect(clash?.explanation).toContain('10 days')
  })
})
