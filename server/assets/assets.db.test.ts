import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { formOf } from '../../testing/form.ts'
import { asking } from '../../testing/procedure.ts'
import { addOrganisation, now, refusals, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import { permissions } from '../access/permissions.ts'
import { doorsTo } from '../access/under.ts'
import { rows } from '../database/sql.ts'
import type { LineString, Position, Route } from '../geo/contract.ts'
import type { ImportJob, ImportReport, Mapping } from '../imports/contract.ts'
import { spread } from '../notifications/spread.ts'
import { consulteesAt } from '../permits/consult.ts'
import type { Works } from '../works/contract.ts'
import type { AssetCounts, AssetList } from './contract.ts'
import { storeAssets } from './store.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, power, office] = [] as unknown as [SignedIn, SignedIn, SignedIn]

beforeEach(async () => {
  const app = await serviceOn(db())
  ask = asking(app)
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  office = await signedIn(app, db(), 'planner')
})

const degree = 111_320 * Math.cos((24.7 * Math.PI) / 180)
const at = (east: number, north: number): Position => [46.7 + east / degree, 24.7 + north / 110_770]
/** A line of 100 m, so many metres north of where works are dug. */
const line = (north: number): LineString => ({ type: 'LineString', coordinates: [at(0, north), at(100, north)] })
const square = (north: number): Route => ({
  type: 'Polygon',
  coordinates: [[at(-50, north), at(200, north), at(200, north + 100), at(-50, north + 100), at(-50, north)]],
})

const mapping: Mapping = {
  fields: {
    externalReference: { from: 'ref' },
    assetKind: { from: 'net', values: { MV: 'electricity' } },
    assetState: { from: 'lives', values: { gone: 'removed', dead: 'out_of_use' } },
    depthMetres: { from: 'cover' },
    agency: { from: 'who' },
  },
}

interface Row {
  ref?: string
  net?: string
  lives?: string
  cover?: number
  who?: string
  drawn?: object
}

/** A file of networks: checked, and stored where any row may be. */
async function bring(by: SignedIn, given: readonly Row[], map: Mapping = mapping) {
  const features = given.map(({ drawn = line(0), ...properties }) => ({ type: 'Feature', geometry: drawn, properties }))
  const bytes = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }))
  const form = formOf({ kind: 'assets', mapping: JSON.stringify(map), file: { name: 'net.geojson', bytes } })
  const headers = { ...by.headers, ...form.headers }
  const answer = await ask.app.inject({ method: 'POST', url: '/api/imports?wait=true', headers, payload: form.payload })
  expect(answer.statusCode, answer.body).toBe(202)
  const { id, counts } = answer.json<ImportJob>()
  const { rows: judged } = await ask.ok<ImportReport>(by, 'GET', `/api/imports/${id}`)
  const verdicts = judged.items.map(({ verdict, reasons }) => [verdict, ...reasons.map(({ code }) => code)].join(' '))
  const stored =
    counts.ok + counts.warning > 0
      ? (await ask.ok<ImportJob>(by, 'POST', `/api/imports/${id}/commit?wait=true`, {})).stored
      : 0
  return { verdicts, stored }
}

const listed = (by: SignedIn, query = '') =>
  ask.ok<AssetList>(by, 'GET', `/api/assets${query}`).then(({ items }) => items)
const references = async (by: SignedIn, query = '') => (await listed(by, query)).map(({ reference }) => reference)

/** Puts an asset into the ground without a file. */
const lay = (by: SignedIn, route: Route, reference = 'A-1') =>
  storeAssets(
    db(),
    [
      {
        ...{ id: uuidv7(), agencyId: by.agencyId as string, reference, kind: 'electricity', state: 'in_use' },
        ...{ description: null, depthMetres: 0.9, route },
      },
    ],
    { pack, now },
  )

const plan = (by: SignedIn, more: object = {}) =>
  ask.ok<Works>(by, 'POST', '/api/works', {
    ...{ title: 'Main renewal', category: 'planned', utility: 'water', status: 'planned', trenchWidthMetres: 1 },
    ...{ route: line(0), period: { start: '2027-01-10', end: '2027-01-29' }, ...more },
  })

describe('the routes', () => {
  const id = '018f0000-0000-7000-8000-000000000001'
  it.each([
    ['GET', '/api/assets', 'assets.read'],
    ['GET', '/api/asset-counts', 'assets.read'],
    ['GET', `/api/assets/${id}`, 'assets.read'],
    ['DELETE', `/api/assets/${id}`, 'assets.write'],
  ] as const)('%s %s answers 401 and 403', async (method, url, permission) => {
    const answered = await refusals(ask.app, db(), { method, url, allowed: permissions[permission] })
    expect(answered.visitor).toBe(401)
    expect(answered.others.length).toBeGreaterThan(0)
    expect(new Set(answered.others)).toEqual(new Set([403]))
  })
})

describe('a file of networks', () => {
  it('is judged row by row, stored, brought up to date by reference, and takes away what was removed', async () => {
    const first = await bring(power, [
      { ref: 'P-1', net: 'MV', cover: 0.9 },
      { ref: 'P-2', net: 'gas', lives: 'dead', drawn: square(10) },
      { ref: 'P-1', net: 'MV' },
      { net: 'MV' },
      { ref: 'P-3', net: 'tubes', cover: -1 },
      { ref: 'P-4', net: 'MV', drawn: { type: 'Point', coordinates: at(0, 0) } },
      { ref: 'P-5', net: 'steam' },
    ])
    expect(first.verdicts).toEqual([
      'ok',
      'ok',
      'refused duplicate_in_file',
      'refused value_missing',
      expect.stringMatching(/^refused /),
      'refused type_not_allowed',
      'warning default_used',
    ])
    expect(first.stored).toBe(3)
    const before = await listed(power)
    expect(before).toMatchObject([
      { reference: 'P-1', kind: 'electricity', state: 'in_use', depthMetres: 0.9, areaSquareMetres: null },
      { reference: 'P-2', kind: 'gas', state: 'out_of_use', depthMetres: null, lengthMetres: null },
      { reference: 'P-5', kind: 'other' },
    ])
    expect(before[0]?.lengthMetres).toBeGreaterThan(99)
    expect(before[0]?.lengthMetres).toBeLessThan(101)

    const second = await bring(power, [
      { ref: 'P-1', net: 'MV', cover: 1.2, drawn: line(3) },
      { ref: 'P-2', net: 'gas', lives: 'gone', drawn: square(10) },
      { ref: 'P-9', net: 'gas', lives: 'gone' },
      { ref: 'P-5', net: 'other' },
    ])
    expect(second.verdicts).toEqual([
      'warning updates_existing',
      'warning takes_away',
      'ok',
      'warning updates_existing',
    ])
    const after = await listed(power)
    expect(after).toMatchObject([{ id: before[0]?.id, reference: 'P-1', depthMetres: 1.2 }, { reference: 'P-5' }])
    const told = (await db()('audit').where({ subject: 'asset' }).orderBy('sequence').select('event', 'before', 'after')) as { event: string }[] // biome-ignore format: one line
    expect(told.map(({ event }) => event).sort()).toEqual(['import', 'import', 'import', 'move', 'remove'])
    // what anybody reads of it says nowhere where it lies
    expect(JSON.stringify(told)).not.toMatch(/coordinates|46\.7/)
  })

  it('is its owner’s own: nobody else brings, reads or takes away, the root authority neither', async () => {
    expect((await bring(power, [{ ref: 'P-1', net: 'MV', who: 'WATER' }])).verdicts).toEqual(['refused agency_foreign'])
    expect((await bring(office, [{ ref: 'P-1', net: 'MV', who: 'POWER' }])).verdicts).toEqual([
      'refused agency_foreign',
    ])
    // nor does it make an agency for a name that is not known
    const making = await bring(office, [{ ref: 'L-1', net: 'lighting', who: 'NOBODY' }], { ...mapping, createAgencies: true }) // biome-ignore format: one line
    expect(making.verdicts).toEqual(['warning agency_default'])
    await lay(power, line(0))
    const [asset] = await listed(power)
    expect(await references(office)).toEqual(['L-1'])
    expect(await references(water)).toEqual([])
    for (const other of [water, office])
      for (const method of ['GET', 'DELETE'] as const) {
        const { headers } = other
        const answer = await ask.app.inject({ method, url: `/api/assets/${asset?.id}`, headers })
        expect(answer.statusCode).toBe(404)
      }
    const tile = (by: SignedIn | null) =>
      ask.app.inject({ url: '/tiles/assets/14/10317/7031.mvt', headers: by?.headers ?? {} })
    const tiles = await Promise.all([power, water, office, null].map(tile))
    expect(tiles.map(({ statusCode }) => statusCode)).toEqual([200, 204, expect.any(Number), 204])
    expect(tiles[2]?.body).not.toContain('A-1')
    const gone = await ask.app.inject({ method: 'DELETE', url: `/api/assets/${asset?.id}`, headers: power.headers })
    expect(gone.statusCode).toBe(204)
    expect(await references(power)).toEqual([])
  })

  it('is found by kind and by words, page by page, and counted', async () => {
    await bring(
      power,
      ['P-3', 'P-1', 'P-2'].map((ref) => ({ ref, net: ref === 'P-2' ? 'gas' : 'MV' })),
    )
    expect(await references(power, '?kind=gas,water')).toEqual(['P-2'])
    expect(await references(power, '?q=p-3')).toEqual(['P-3'])
    const page = await ask.ok<AssetList>(power, 'GET', '/api/assets?limit=2')
    expect(page.items.map(({ reference }) => reference)).toEqual(['P-1', 'P-2'])
    expect(await references(power, `?limit=2&cursor=${page.nextCursor}`)).toEqual(['P-3'])
    const { items } = await ask.ok<AssetCounts>(power, 'GET', '/api/asset-counts')
    expect(items.map(({ kind, assets }) => [kind, assets])).toEqual([['electricity', 2], ['gas', 1]]) // biome-ignore format: one line
  })
})

describe('an application', () => {
  const consulted = async (id: string) =>
    (await ask.procedure(water, id)).consultations.map(({ agencyId, grounds }) => [agencyId, grounds])

  it('asks whoever has something in the ground on or near what is dug, and tells the applicant no more', async () => {
    await lay(power, line(5))
    await lay(water, line(1))
    const { id } = await plan(water)
    expect((await ask.event(water, id, 'submit')).statusCode).toBe(200)
    expect(await consulted(id)).toEqual([[power.agencyId, ['assets_nearby']]])
    expect(await references(water)).toEqual(['A-1'])
    const file = await ask.send(power, 'GET', '/api/consultations.csv')
    expect(file.body).toContain('networks nearby')
  })

  it('names both grounds where it has works there too, and none where all lies farther than the rule pack says', async () => {
    await lay(power, square(-50))
    const both = await plan(water)
    await plan(power, { title: 'Cable', period: { start: '2027-06-01', end: '2027-06-20' } })
    await ask.event(water, both.id, 'submit')
    expect(await consulted(both.id)).toEqual([[power.agencyId, ['assets_nearby', 'works_nearby']]])
    const far = await plan(water, { route: line(400) })
    // a metre beyond the working space of a trench a metre wide, and what the pack calls near
    const { assetMetres } = pack.consultation
    const edge = 400 + 0.5 + pack.footprint.workingSpaceMetres + assetMetres
    await lay(power, line(edge + 1), 'A-2')
    expect(await consulteesAt(db(), [far.id], pack)).toEqual([])
    await lay(power, line(edge - 1), 'A-3')
    expect(await consulteesAt(db(), [far.id, both.id], pack)).toMatchObject(
      [far, both]
        .map(({ id }) => ({ works_id: id, id: power.agencyId }))
        .sort((a, b) => (a.works_id < b.works_id ? -1 : 1)),
    )
    const wide = { ...pack, consultation: { ...pack.consultation, assetMetres: 0 } }
    expect(await consulteesAt(db(), [far.id], wide)).toEqual([])
  })

  it('asks under row security too, where no asset is seen; the public is told of nobody', async () => {
    await lay(power, line(2))
    const { id } = await plan(water)
    const { under } = doorsTo({ db: db(), tiles: null })
    const actor = { userId: water.userId, keyId: null, role: 'utility', isAdmin: false, agencyId: water.agencyId, ground: [], scopes: null } as const // biome-ignore format: one line
    const [seen, asked] = await under(actor, async (trx) => [
      await rows(trx, 'select id from asset'),
      await consulteesAt(trx, [id], pack),
    ])
    expect(seen).toEqual([])
    expect(asked).toMatchObject([{ id: power.agencyId, grounds: ['assets_nearby'] }])
    const open = await under(null, (trx) =>
      rows(
        trx,
        `select * from owners_near(array[cast(:id as uuid)], array[ST_SetSRID(ST_GeomFromGeoJSON(:route), 4326)], 50)`,
        { id, route: JSON.stringify(line(0)) },
      ),
    )
    expect(open).toEqual([])
  })

  it('tells of an emergency whoever has something in the ground there', async () => {
    await lay(power, line(1))
    const { id } = await plan(water, { category: 'emergency', title: 'Burst main', status: 'draft', route: { type: 'LineString', coordinates: [at(0, 0), at(8, 0)] }, period: { start: '2026-11-24', end: '2026-11-26' } }) // biome-ignore format: one line
    expect((await ask.event(water, id, 'notify', { ground: 'burst_main' })).statusCode).toBe(200)
    await spread(db(), { pack, now, mails: false })
    const { items } = await ask.ok<{ items: { kind: string }[] }>(power, 'GET', '/api/notices')
    expect(items.map(({ kind }) => kind)).toEqual(['emergency_nearby'])
  })
})
