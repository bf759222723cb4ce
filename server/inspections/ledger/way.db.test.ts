import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { addConnections } from '../../../testing/connections.ts'
import { databaseForTests, pack } from '../../../testing/database.ts'
import { addDefect } from '../../../testing/defects.ts'
import { addInspection, addReinstatement } from '../../../testing/handover.ts'
import { addSample } from '../../../testing/laboratory.ts'
import { asking } from '../../../testing/procedure.ts'
import { addOrganisation, now, type SignedIn, serviceOn, signedIn } from '../../../testing/service.ts'
import { keeper } from '../../cases/keeper.ts'
import { rows } from '../../database/sql.ts'
import type { Position } from '../../geo/contract.ts'
import { storeStreets } from '../../streets/store.ts'
import { addDays, addMonths } from '../../time/rules.ts'
import type { NewWorksFields } from '../../works/store.ts'
import { insertWorks } from '../../works/store.ts'
import type { PavementEntries } from './contract.ts'
import { verifyLedger } from './verify.ts'

const db = databaseForTests()
const today = '2026-11-24'
const street = uuidv7()
const degree = 111_320 * Math.cos((24.7 * Math.PI) / 180)
const at = (east: number, north = 0): Position => [46.7 + east / degree, 24.7 + north / 110_770]
let ask: ReturnType<typeof asking>
let water: SignedIn
let office: SignedIn

beforeEach(async () => {
  const app = await serviceOn(db())
  ask = asking(app)
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  office = await signedIn(app, db(), 'planner')
  const palm = { id: street, code: 'palm', name: { ar: 'النخيل', en: 'Palm' }, streetClass: 'local' } as const
  const line = { type: 'LineString', coordinates: [at(-50), at(200)] } as const
  await storeStreets(db(), [{ ...palm, widthMetres: 12, line: line as never }], pack)
})

async function addDug(more: Partial<NewWorksFields> = {}): Promise<string> {
  const id = uuidv7()
  const empty = { externalReference: null, description: null, projectId: null, connections: null, contractorId: null }
  const plan = { category: 'planned', utility: 'water', method: 'trenchless', trafficImpact: 'minor' } as const
  const dug: NewWorksFields = {
    ...{ id, ...empty, ...plan, title: 'Main renewal', agencyId: water.agencyId as string },
    trenchWidthMetres: 1,
    trenchDepthMetres: 1.2,
    route: { type: 'LineString', coordinates: [at(0, 4), at(40, 4)] },
    period: { start: '2026-11-01', end: '2026-11-30' },
    actualPeriod: { start: '2026-11-01', end: null },
    status: 'in_progress',
    ...more,
  }
  await insertWorks(db(), [dug], { userId: null, at: now }, { pack, keeper, event: 'create' })
  return id
}

/** All ground of a works, recorded as a strip of forty metres by three. */
async function recordStrip(id: string, depthMetres: number): Promise<void> {
  await addReinstatement(db(), id, { depthMetres })
  const ring = [at(0, 2.5), at(40, 2.5), at(40, 5.5), at(0, 5.5), at(0, 2.5)]
  const ground = JSON.stringify({ type: 'MultiPolygon', coordinates: [[ring]] })
  const layers = [
    { material: 'asphalt_wearing', thicknessMillimetres: 50 },
    { material: 'base_course', thicknessMillimetres: 250 },
  ]
  const told = { ground: db().raw('ST_SetSRID(ST_GeomFromGeoJSON(?), 4326)', [ground]), layers: JSON.stringify(layers) }
  await db()('reinstatement_record').where({ works_id: id }).update(told)
}

const entries = (by = office) => ask.ok<PavementEntries>(by, 'GET', `/api/streets/${street}/pavement/entries`)
const area = ({ items }: PavementEntries) =>
  Math.round((items[0]?.stretches ?? []).reduce((sum, { areaSquareMetres }) => sum + areaSquareMetres, 0))
async function happens(by: SignedIn, id: string, event: string, more: object = {}): Promise<PavementEntries> {
  const answer = await ask.event(by, id, event, more)
  expect(answer.statusCode, answer.body).toBe(200)
  await isRight()
  return entries()
}
const isRight = async () =>
  expect(await verifyLedger(db(), pack)).toMatchObject({ misentered: 0, mismeasured: 0, miscut: 0, examples: [] })

describe('the way of a works through the ledger', () => {
  it('is kept at each step, and counts what was truly closed once that is recorded', async () => {
    const id = await addDug()
    await isRight()
    expect(area(await entries())).toBe(40)
    const stopped = await happens(office, id, 'suspend', { reason: 'A burst main' })
    expect(stopped.items).toMatchObject([{ id, closedOn: null, works: { status: 'suspended' } }])
    await recordStrip(id, 1.6)
    const closed = await happens(water, id, 'reinstate')
    expect(closed.items).toMatchObject([{ closedOn: today, trenchDepthMetres: 1.6 }])
    expect(area(closed)).toBe(120)
    await addInspection(db(), id, 'final', 'passed', office)
    const guaranteed = await happens(office, id, 'accept')
    // deep ground is guaranteed for longer
    const guaranteeUntil = addDays(addMonths(today, pack.guarantee.deepMonths), -1)
    expect(guaranteed.items).toMatchObject([{ guaranteeUntil, works: { status: 'in_guarantee' } }])
    await addInspection(db(), id, 'guarantee', 'passed', office)
    const { version } = await ask.ok<{ version: number }>(office, 'GET', `/api/works/${id}`)
    const reason = 'The network was handed over.'
    await ask.ok(office, 'POST', `/api/works/${id}/clearance`, { version, reason, signedAs: 'The office' })
    await isRight()
    // the certificate ends the guarantee before its time
    expect((await entries()).items).toMatchObject([{ guaranteeUntil: today, works: { status: 'closed' } }])
    expect(area(await entries())).toBe(120)
    await db()('works')
      .where({ id })
      .update({ reinstated: db().raw('ST_Multi(footprint)') })
    expect(await verifyLedger(db(), pack)).toMatchObject({ misentered: 1, mismeasured: 1 })
  })

  it('holds the trenches of its connections, open and closed, whatever was drawn around them', async () => {
    const id = await addDug({ category: 'multi_connection' })
    // three on either side of the street, of which one was given up; each is ten metres of a trench of one
    const places = [[10, 14], [10, -6], [30, 14]] as const // biome-ignore format: a table
    const lines = places.map(([x, y]) => ({ type: 'LineString' as const, coordinates: [at(x, 4), at(x, y)] }))
    await addConnections(db(), id, lines)
    await isRight()
    // of the two to the north two metres lie within the kerbs
    expect(area(await entries())).toBe(40 + 2 + 10 + 2)
    expect((await entries()).items[0]?.stretches).toHaveLength(4)
    await rows(db(), "update works_connection set state = 'cancelled', reason = 'Not wanted' where number = 3")
    await recordStrip(id, 1.6)
    await happens(water, id, 'reinstate')
    const [ground] = await rows<{ kept: boolean; given_up: boolean; met: boolean }>(
      db(),
      `select bool_and(ST_Covers(ST_Buffer(w.reinstated, 1e-7), c.line)) filter (where c.number < 3) as kept,
              bool_or(ST_Covers(w.reinstated, c.line)) filter (where c.number = 3) as given_up,
              bool_and(ST_Intersects(closed_ground(w), ST_EndPoint(c.line))) filter (where c.number = 2) as met
       from works w join works_connection c on c.works_id = w.id where w.id = :id group by w.id`,
      { id },
    )
    expect(ground).toEqual({ kept: true, given_up: false, met: true })
    await addInspection(db(), id, 'final', 'passed', office)
    await happens(office, id, 'accept')
  })

  it('writes nothing of a works that stays as it was, of which others would hear', async () => {
    const id = await addDug()
    const row = () => db()('pavement_entry').where({ id }).first(db().raw('ctid::text as place'), 'version')
    const before = await row()
    await keeper.keep(db(), [id], pack)
    expect(await row()).toEqual(before)
    await db()('works').where({ id }).update({ guarantee_until: '2029-01-01' })
    await keeper.keep(db(), [id], pack)
    expect((await row()).place).not.toBe(before.place)
    await isRight()
  })

  it('holds whoever digs later to the surface that was truly laid', async () => {
    const id = await addDug({ category: 'road_works', utility: 'road', method: 'surface' })
    await recordStrip(id, 0.9)
    await happens(water, id, 'reinstate')
    const power = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'POWER'))
    const found = async (north: number) => {
      const route = { type: 'LineString', coordinates: [at(5, north), at(30, north)] }
      const draft = {
        category: 'planned',
        route,
        trenchWidthMetres: 0.5,
        period: { start: '2027-06-01', end: '2027-06-10' },
      }
      const { findings } = await ask.ok<{ findings: { ruleId: string; overlapSquareMetres: number }[] }>(power, 'POST', '/api/assessments', draft) // biome-ignore format: one line
      return findings.find(({ ruleId }) => ruleId === 'resurfaced-hold')
    }
    expect((await found(4))?.overlapSquareMetres).toBeLessThan(120)
    expect(await found(12)).toBeUndefined()
  })
})

describe('what the other books say of a cut', () => {
  it('is read from inspections, defects, samples and records, by whoever may read those', async () => {
    const id = await addDug()
    const laboratory = await addOrganisation(db(), 'LAB', 'consultant')
    await addInspection(db(), id, 'final', 'failed_low', office)
    await addInspection(db(), id, 'final', 'passed', office)
    await addDefect(db(), id)
    const withdrawn = await addDefect(db(), id)
    await db()('defect').where({ id: withdrawn }).update({ state: 'withdrawn', ended_at: now })
    const [failed, voided] = [await addSample(db(), id, laboratory), await addSample(db(), id, laboratory)]
    await addSample(db(), id, laboratory)
    await db()('sample').where({ id: failed }).update({ outcome: 'failed', value: 88 })
    const gone = { outcome: 'passed', value: 99, voided_at: now, void_reason: 'A wrong seal' }
    await db()('sample').where({ id: voided }).update(gone)
    await recordStrip(id, 1.4)
    const [entry] = (await entries()).items
    expect(entry?.records).toEqual({
      ...{ inspections: 2, failedInspections: 1, defects: 1, openDefects: 1, samples: 1, failedSamples: 1 },
    })
    expect(entry?.layers).toMatch(/250 mm.*50 mm/)
    expect(entry?.trenchDepthMetres).toBe(1.4)
    const power = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'POWER'))
    expect((await entries(power)).items[0]?.records).toMatchObject({ defects: 0, samples: 0 })
  })
})
