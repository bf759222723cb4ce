import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { refusals, serviceOn, signedIn } from '../../testing/service.ts'
import type { App } from '../http/app-types.ts'
import type { TrenchWidths } from './contract.ts'

const db = databaseForTests()
let app: App

beforeEach(async () => {
  app = await serviceOn(db())
})

describe('GET /api/trench-widths', () => {
  it('is for those who write works', async () => {
    const asked = { method: 'GET', url: '/api/trench-widths', allowed: ['planner', 'utility', 'admin'] } as const
    const { visitor, others } = await refusals(app, db(), asked)
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })

  it('tells what the pack says, and which pack that is', async () => {
    const { headers } = await signedIn(app, db(), 'planner')
    const answer = await app.inject({ url: '/api/trench-widths', headers })
    expect(answer.statusCode).toBe(200)
    const told = answer.json<TrenchWidths>()
    expect(told.pack).toEqual(pack.name)
    expect(told.metres).toEqual(pack.trenchWidthMetres)
    expect(told.metres.open_cut.sewer).toBeGreaterThan(told.metres.open_cut.telecom)
  })
})
