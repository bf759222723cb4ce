import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../../testing/database.ts'
import {
  addMunicipality,
  addOrganisation,
  now,
  refusals,
  rootOffice,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../../testing/service.ts'
import { agencies } from '../../access/permissions.ts'
import { keeper } from '../../cases/keeper.ts'
import { rows } from '../../database/sql.ts'
import type { LineString, Position } from '../../geo/contract.ts'
import type { App } from '../../http/app-types.ts'
import { storeStreets } from '../../streets/store.ts'
import { dayAt } from '../../time/rules.ts'
import { insertWorks, moveWorks, type NewWorksFields } from '../../works/store.ts'
import type { PavementEntries, StreetPavement } from './contract.ts'
import { ensureLedger, rebuildLedger } from './keep.ts'
import { verifyLedger } from './verify.ts'

const db = databaseForTests()
const today = dayAt(now, pack.zone)
const author = { userId: null, at: now }
const degree = 111_320 * Math.cos((24.7 * Math.PI) / 180)
const ids = { palm: uuidv7(), cloud: uuidv7() }
let app: App
let water: SignedIn
let agencyId: string

/** Metres to the east of the beginning of Palm Street, and to the north of its middle. */
const at = (east: number, north = 0): Position => [46.7 + east / degree, 24.7 + north / 110_770]
const line = (...coordinates: Position[]): LineString => ({ type: 'LineString', coordinates })

function works(more: Partial<NewWorksFields> = {}): NewWorksFields {
  return {
    id: uuidv7(),
    agencyId,
    externalReference: null,
    title: 'Main renewal',
    description: null,
    contractorId: null,
    projectId: null,
    category: 'planned',
    utility: 'water',
    method: 'open_cut',
    trafficImpact: 'minor',
    connections: null,
    trenchWidthMetres: 1,
    trenchDepthMetres: 1.2,
    route: line(at(50, 4), at(150, 4)),
    period: { start: '2026-03-01', end: '2026-03-20' },
    actualPeriod: { start: '2026-03-02', end: '2026-03-18' },
    guaranteeUntil: '2028-03-17',
    status: 'in_guarantee',
    ...more,
  }
}

async function store(...all: NewWorksFields[]): Promise<string[]> {
  return (await insertWorks(db(), all, author, { pack, keeper, event: 'create' })).map(({ id }) => id)
}

async function read<T>(url: string): Promise<T> {
  const answer = await app.inject({ url, headers: water.headers })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const pavement = (id = ids.palm) => read<StreetPavement>(`/api/streets/${id}/pavement`)
const entries = (more = '', id = ids.palm) => read<PavementEntries>(`/api/streets/${id}/pavement/entries${more}`)
const isRight = async () =>
  expect(await verifyLedger(db(), pack)).toMatchObject({ misentered: 0, mismeasured: 0, miscut: 0, examples: [] })

beforeEach(async () => {
  app = await serviceOn(db())
  agencyId = await addOrganisation(db(), 'WATER')
  water = await signedIn(app, db(), 'utility', agencyId)
  const street = (name: keyof typeof ids, given: LineString) => ({
    id: ids[name],
    code: name,
    name: { ar: name, en: name },
    streetClass: 'local' as const,
    widthMetres: 12,
    line: given,
  })
  await storeStreets(
    db(),
    [street('palm', line(at(0), at(400))), street('cloud', line(at(200, -100), at(200, 100)))],
    pack,
  )
})

describe('POST /api/streets/:id/pavement/entries', () => {
  const old = { code: 'OLD-1', title: 'Old main', kind: 'cut', openedOn: '2020-03-01', closedOn: '2020-03-09', fromMetres: 50, toMetres: 90, side: 'north', offsetMetres: 4, trenchWidthMetres: 0.8 } // biome-ignore format: one line
  const url = `/api/streets/${ids.palm}/pavement/entries`
  const enter = (more: object, { headers }: SignedIn) =>
    app.inject({ method: 'POST', url, payload: { ...old, ...more }, headers })

  it('is for the office (401, 403), on its own ground', async () => {
    const asked = { method: 'POST' as const, url, payload: old, allowed: ['planner', 'admin'] as const }
    const { visitor, others } = await refusals(app, db(), asked)
    expect([visitor, ...new Set(others)]).toEqual([401, 403])
    const square = [[46.8, 24.6], [46.9, 24.6], [46.9, 24.7], [46.8, 24.7], [46.8, 24.6]] as Position[] // biome-ignore format: one line
    const east = await addOrganisation(db(), 'EAST', 'municipality')
    await addMunicipality(db(), 'EAST', east, { type: 'Polygon', coordinates: [square] })
    expect((await enter({}, await signedIn(app, db(), 'planner', east))).statusCode).toBe(403)
  })

  it('enters one cut where it lies along the street, under the locks that a grant takes', async () => {
    const office = await signedIn(app, db(), 'planner', await rootOffice(db()))
    const answer = await enter({}, office)
    expect(answer.statusCode, answer.body).toBe(201)
    const [entry] = (await entries()).items
    expect(entry).toMatchObject({
      id: answer.json().id,
      code: 'OLD-1',
      works: null,
      kind: 'cut',
      closedOn: '2020-03-09',
    })
    expect(entry?.stretches).toHaveLength(1)
    expect(entry?.stretches[0]).toMatchObject({ side: 'north' })
    expect(entry?.stretches[0]?.fromMetres).toBeCloseTo(50, 0)
    expect(entry?.stretches[0]?.toMetres).toBeCloseTo(90, 0)
    expect(entry?.stretches[0]?.offsetMetres).toBeCloseTo(4, 1)
    expect(entry?.stretches[0]?.areaSquareMetres).toBeCloseTo(32, 0)
    expect(await db()('audit').where({ subject: 'pavement', subject_id: entry?.id }).first('event')).toEqual({ event: 'import' }) // biome-ignore format: one line
    const [locks] = await rows<{ held: number }>(db(), "select count(*)::int as held from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()") // biome-ignore format: one line
    expect(locks?.held).toBeGreaterThan(1)
    await isRight()
    // its surface is put back from kerb to kerb
    expect((await enter({ code: 'OLD-2', kind: 'surface', side: 'middle', offsetMetres: undefined, trenchWidthMetres: undefined }, office)).statusCode).toBe(201) // biome-ignore format: one line
    expect((await entries('?kind=surface')).items[0]?.stretches[0]?.areaSquareMetres).toBeCloseTo(480, -1)
  })

  it('refuses what it cannot be, at the member', async () => {
    const office = await signedIn(app, db(), 'planner', await rootOffice(db()))
    await enter({}, office)
    const refused: [object, string][] = [
      [{}, 'code'],
      [{ side: 'east' }, 'side'],
      [{ toMetres: 500 }, 'toMetres'],
      [{ closedOn: '2027-01-01' }, 'closedOn'],
      [{ agencyId: uuidv7() }, 'agencyId'],
      [{ code: 'OLD-3', kind: 'surface', trenchWidthMetres: undefined }, 'trenchWidthMetres'],
    ]
    for (const [more, path] of refused) {
      const answer = await enter(more, office)
      expect([answer.statusCode, answer.json().errors[0].path], answer.body).toEqual([400, path])
    }
    const elsewhere = await app.inject({ method: 'POST', url: url.replace(ids.palm, uuidv7()), payload: old, headers: office.headers }) // biome-ignore format: one line
    expect(elsewhere.statusCode).toBe(404)
    expect((await entries()).items).toHaveLength(1)
  })
})

describe('GET /api/streets/:id/pavement', () => {
  it('answers 401 to visitors and 403 to those who read no works', async () => {
    for (const url of ['', '/entries', '.csv'].map((part) => `/api/streets/${ids.palm}/pavement${part}`)) {
      const { visitor, others } = await refusals(app, db(), { method: 'GET', url, allowed: agencies })
      expect(visitor).toBe(401)
      expect(new Set(others)).toEqual(new Set([403]))
    }
    const rule = await refusals(app, db(), { method: 'GET', url: '/api/pavement-rule', allowed: agencies })
    expect(rule).toMatchObject({ visitor: 401 })
    expect(await read('/api/pavement-rule')).toEqual(pack.inspections.ledger)
  })

  it('knows no street that is not there', async () => {
    const answer = await app.inject({ url: `/api/streets/${uuidv7()}/pavement`, headers: water.headers })
    expect(answer.statusCode).toBe(404)
  })

  it('says who enters what was before: the office of its ground, and no other', async () => {
    const mayEnter = async (by: SignedIn) =>
      (await app.inject({ url: `/api/streets/${ids.palm}/pavement`, headers: by.headers })).json<StreetPavement>().may
    const far = await addOrganisation(db(), 'FAR', 'municipality')
    await addMunicipality(db(), 'FAR', far, {
      type: 'Polygon',
      coordinates: [
        [
          [40, 20],
          [41, 20],
          [41, 21],
          [40, 20],
        ],
      ],
    })
    expect(await mayEnter(await signedIn(app, db(), 'planner', await rootOffice(db())))).toEqual({ enter: true })
    for (const by of [water, await signedIn(app, db(), 'planner', far)])
      expect(await mayEnter(by)).toEqual({ enter: false })
  })

  it('cuts a street where others meet it, and tells the condition of each segment by its parts', async () => {
    await store(works())
    const { segments, street, firstYear, entries: total } = await pavement()
    expect(street).toMatchObject({ name: { ar: 'palm', en: 'palm' }, widthMetres: 12 })
    expect([firstYear, total]).toEqual([2026, 1])
    expect(segments.map(({ fromMetres, toMetres, from, to }) => [fromMetres, toMetres, from, to?.en ?? null])).toEqual([
      [0, expect.closeTo(200, 0), null, 'cloud'],
      [expect.closeTo(200, 0), expect.closeTo(400, 0), { ar: 'cloud', en: 'cloud' }, null],
    ])
    const [cut, whole] = segments
    // a hundred metres of trench a metre wide, of two hundred by twelve
    expect(cut).toMatchObject({ cuts: 1, lastCutOn: '2026-03-02', guaranteeUntil: '2028-03-17', open: 0 })
    expect(cut?.shareCut).toBeCloseTo(100 / 2400, 2)
    expect(cut?.condition.parts).toEqual([
      { part: 'share', value: 4.2, minus: 4.2 },
      { part: 'cuts', value: 1, minus: 3 },
      { part: 'age', value: null, minus: 0 },
    ])
    expect(cut?.condition).toMatchObject({ points: 93, grade: 'a' })
    expect(whole).toMatchObject({ cuts: 0, shareCut: 0, condition: { points: 100, grade: 'a' } })
    await isRight()
  })

  it('counts only what was cut within the window and since the surface was renewed', async () => {
    const dug = (start: string, end: string, more: Partial<NewWorksFields> = {}) =>
      works({ period: { start, end }, actualPeriod: { start, end }, status: 'closed', guaranteeUntil: null, ...more })
    await store(dug('2020-01-05', '2020-01-20'), dug('2022-01-05', '2022-01-20'))
    expect((await pavement()).segments[0]).toMatchObject({ cuts: 1, lastCutOn: '2022-01-05', surfacedOn: null })
    const road = { category: 'road_works', method: 'surface', utility: 'road', route: line(at(20), at(190)) } as const
    await store(dug('2023-05-01', '2023-05-30', road))
    expect((await pavement()).segments[0]).toMatchObject({ cuts: 0, shareCut: 0, surfacedOn: '2023-05-30' })
    await store(dug('2024-02-01', '2024-02-09'), dug('2024-03-01', '2024-03-09', { method: 'trenchless' }))
    const [segment] = (await pavement()).segments
    expect(segment).toMatchObject({ cuts: 1, lastCutOn: '2024-02-01' })
    expect(segment?.condition.parts[2]).toEqual({ part: 'age', value: 3.5, minus: 7 })
    await isRight()
  })
})

describe('GET /api/streets/:id/pavement/entries', () => {
  it('knows the metres, the side and the area of a cut, and the street that a cut crosses', async () => {
    const [id] = await store(works({ route: line(at(150, 4), at(250, 4)) }))
    const { items } = await entries()
    expect(items).toEqual([
      expect.objectContaining({
        id,
        kind: 'cut',
        code: null,
        title: 'Main renewal',
        openedOn: '2026-03-02',
        closedOn: '2026-03-18',
        trenchDepthMetres: 1.2,
        guaranteeUntil: '2028-03-17',
        works: { id, number: expect.stringMatching(/^KSA-2026-/), status: 'in_guarantee' },
      }),
    ])
    expect(items[0]?.stretches).toHaveLength(1)
    const [stretch] = items[0]?.stretches ?? []
    expect(stretch?.side).toBe('north')
    expect(stretch?.fromMetres).toBeCloseTo(150, 0)
    expect(stretch?.toMetres).toBeCloseTo(250, 0)
    expect(stretch?.offsetMetres).toBeCloseTo(4, 0)
    expect(stretch?.areaSquareMetres).toBeCloseTo(100, 0)
    // across Cloud Street it is as long as the trench is wide, and as large as the street is wide
    const [across] = (await entries('', ids.cloud)).items[0]?.stretches ?? []
    expect((across?.toMetres ?? 0) - (across?.fromMetres ?? 0)).toBeCloseTo(1, 1)
    expect(across?.areaSquareMetres).toBeCloseTo(12, 0)
    await isRight()
  })

  it('is narrowed by kind and by days, and read page by page', async () => {
    const year = (start: string, end: string, more: Partial<NewWorksFields> = {}) =>
      works({ period: { start, end }, actualPeriod: { start, end }, status: 'closed', guaranteeUntil: null, ...more })
    const all = await store(
      year('2023-04-01', '2023-04-09'),
      year('2024-04-01', '2024-04-09', { method: 'trenchless' }),
      year('2024-12-20', '2025-01-10'),
    )
    const idsOf = ({ items }: PavementEntries) => items.map(({ id }) => id)
    expect(idsOf(await entries())).toEqual([all[2], all[1], all[0]])
    expect(idsOf(await entries('?kind=cut'))).toEqual([all[2], all[0]])
    expect(idsOf(await entries('?from=2025-01-01&to=2025-12-31'))).toEqual([all[2]])
    expect(idsOf(await entries('?from=2024-01-01&to=2024-12-31'))).toEqual([all[2], all[1]])
    const first = await entries('?limit=2')
    expect(idsOf(first)).toEqual([all[2], all[1]])
    expect(idsOf(await entries(`?limit=2&cursor=${first.nextCursor}`))).toEqual([all[0]])
    const turned = await app.inject({
      url: `/api/streets/${ids.palm}/pavement/entries?from=2025-01-02&to=2025-01-01`,
      headers: water.headers,
    })
    expect(turned.statusCode).toBe(400)
  })

  it('is written as CSV, in which nothing is a formula', async () => {
    const [id] = await store(works({ title: '=HYPERLINK("x")' }))
    const number = (await entries()).items.find((one) => one.id === id)?.works?.number
    const { body, headers } = await app.inject({
      url: `/api/streets/${ids.palm}/pavement.csv?lang=en`,
      headers: water.headers,
    })
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    const [head, first] = body.split('\r\n')
    expect(head).toContain('Street,Kind,Number,Title')
    expect(first).toContain(`palm,Cut into the surface,${number},"'=HYPERLINK(""x"")",WATER,2026-03-02,2026-03-18,`)
    expect(body.split('\r\n')).toHaveLength(3)
  })
})

describe('the ledger', () => {
  it('has nothing of works whose ground was never opened, and follows those that begin and end', async () => {
    const plan = works({ status: 'permitted', actualPeriod: null, guaranteeUntil: null })
    const [id] = await store(plan)
    expect((await entries()).items).toEqual([])
    const drawn = { ...plan, id: id as string }
    await moveWorks(db(), [drawn], { status: 'in_progress', event: 'start', reason: null, startedOn: today }, author, {
      pack,
      keeper,
    })
    expect((await entries()).items).toMatchObject([{ id, openedOn: today, closedOn: null }])
    expect(await pavement()).toMatchObject({ open: 1, segments: [{ open: 1 }, {}] })
    await moveWorks(
      db(),
      [{ ...drawn, status: 'in_progress' }],
      { status: 'reinstated', event: 'reinstate', reason: null, endedOn: today, guaranteeUntil: '2029-11-23' },
      author,
      { pack, keeper },
    )
    expect((await entries()).items).toMatchObject([{ closedOn: today, guaranteeUntil: '2029-11-23' }])
    await isRight()
  })

  it('enters works of a database that had no ledger, once', async () => {
    const [id] = await store(works())
    await db()('pavement_entry').where({ id }).delete()
    expect((await verifyLedger(db(), pack)).misentered).toBe(1)
    expect(await ensureLedger(db(), pack)).toBe(1)
    expect(await ensureLedger(db(), pack)).toBe(0)
    await isRight()
  })

  it('cuts segments anew where a street is laid across, moved or met at its end', async () => {
    await store(works())
    const lay = (given: LineString) =>
      storeStreets(
        db(),
        [{ id: uuidv7(), code: 'new', name: { ar: 'new', en: 'new' }, streetClass: 'local', line: given }],
        pack,
      )
    const ends = async () => (await pavement()).segments.map(({ toMetres }) => Math.round(toMetres))
    await lay(line(at(100, 0), at(100, 80)))
    expect(await ends()).toEqual([100, 200, 400])
    expect((await pavement()).segments.map(({ cuts }) => cuts)).toEqual([1, 1, 0])
    await lay(line(at(300, -50), at(300, 80)))
    expect(await ends()).toEqual([200, 300, 400])
    await lay(line(at(300, 500), at(300, 580)))
    expect(await ends()).toEqual([200, 400])
    await isRight()
  })

  it('is found out where it is another than it should be, and made anew', async () => {
    await store(works(), works({ category: 'road_works', route: line(at(210), at(390)) }))
    await rows(db(), 'update pavement_stretch set to_metres = to_metres + 1')
    await rows(db(), "update pavement_entry set closed_on = closed_on + 1 where kind = 'cut'")
    await rows(db(), 'update street_segment set from_metres = from_metres + 1')
    const found = await verifyLedger(db(), pack)
    expect(found).toMatchObject({ entries: 2, misentered: 1 })
    expect(found.mismeasured).toBeGreaterThan(1)
    expect(found.miscut).toBeGreaterThan(1)
    expect(await rebuildLedger(db(), pack)).toBe(2)
    await isRight()
  })
})
