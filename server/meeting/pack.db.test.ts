import { spawnSync } from 'node:child_process'
import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { addConsultation, addPermit, addWorks } from '../../testing/applications.ts'
import { databaseForTests, pack } from '../../testing/database.ts'
import { asking } from '../../testing/procedure.ts'
import {
  addMunicipality,
  addOrganisation,
  now,
  refusals,
  rootOffice,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../testing/service.ts'
import { permissions } from '../access/permissions.ts'
import { keepCases } from '../cases/file.ts'
import { insertConstraint } from '../coordination/restrictions.ts'
import type { Polygon } from '../geo/contract.ts'
import type { AgendaPoint, MeetingItem, MeetingPack } from './contract.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, power, telecom, office] = [] as unknown as [SignedIn, SignedIn, SignedIn, SignedIn]
let municipality: string

const line = (lat: number, lng = 46.7) => ({ type: 'LineString' as const, coordinates: [[lng, lat], [lng + 0.002, lat]] as [number, number][] }) // biome-ignore format: one line
const square = (west: number, south: number, size: number): Polygon => ({
  type: 'Polygon',
  coordinates: [[[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]],
}) // biome-ignore format: one line

beforeEach(async () => {
  const app = await serviceOn(db())
  ask = asking(app)
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  telecom = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'TELECOM'))
  office = await signedIn(app, db(), 'planner', await rootOffice(db()))
  municipality = await addMunicipality(db(), 'NORTH', await rootOffice(db()), square(46.69, 24.69, 0.05))
})

const url = (more: string, ending = '') => `/api/meeting-pack${ending}?quarter=2027-Q1&${more}`
const packFor = (by: SignedIn, more = `municipality=${municipality}`) => ask.ok<MeetingPack>(by, 'GET', url(more))
const itemsOf = ({ points }: MeetingPack, wanted?: AgendaPoint): MeetingItem[] =>
  points
    .filter(({ point }) => wanted === undefined || point === wanted)
    .flatMap(({ groups }) => groups.flatMap(({ items }) => items))
const totals = ({ points }: MeetingPack) => Object.fromEntries(points.map(({ point, total }) => [point, total]))

/** Water and power meet in January and are in a case; water's permit elsewhere has run out; something was waived in November. */
async function city() {
  const [one, two] = [await addWorks(db(), water.agencyId as string, line(24.7), 'submitted'), await addWorks(db(), power.agencyId as string, line(24.7), 'submitted')] // biome-ignore format: one line
  await keepCases(db(), [one, two], pack, now)
  const open = await addWorks(db(), water.agencyId as string, line(24.72), 'in_progress')
  await addPermit(db(), open)
  await db()('permit').where({ works_id: open }).update({ valid: '[2026-11-01,2026-11-11)' })
  await insertConstraint(
    db(),
    {
      kind: 'event',
      name: { ar: 'سباق', en: 'Race' },
      severity: 'blocking',
      area: null,
      period: { start: '2027-02-01', end: '2027-02-03' },
    },
    square(46.71, 24.71, 0.002),
    pack,
  )
  const rule = { kind: 'event', rule_id: 'constraint', other_type: 'constraint_area', other_id: 'x' }
  await db()('waiver').insert({
    id: uuidv7(),
    works_id: open,
    ...rule,
    application: 'x',
    reason: 'As was agreed.',
    at: now,
  })
  return { one, two, open }
}

it.each(['', '.pdf', '.csv', '.geojson'])('GET /api/meeting-pack%s answers 401 and 403', async (ending) => {
  const asked = {
    method: 'GET',
    url: url(`municipality=${municipality}`, ending),
    allowed: permissions['conflicts.read'],
  } as const
  const found = await refusals(ask.app, db(), asked)
  expect(found.visitor).toBe(401)
  expect(new Set(found.others)).toEqual(new Set([403]))
})

describe('the pack of a meeting', () => {
  it.each(['in_guarantee', 'closed'] as const)(
    'tells until when ground rests after works that are %s',
    async (status) => {
      const id = await addWorks(db(), water.agencyId as string, line(24.7), status)
      await db()('works').where({ id }).update({ actual_period: '[2026-12-01,2026-12-29)', guarantee_until: null })
      const [rest] = itemsOf(await packFor(office), 'restrictions') as [MeetingItem]
      expect(rest).toMatchObject({ about: { type: 'works', id }, period: { start: '2026-12-29', end: '2027-01-03' } })
    },
  )

  it('gathers what the office has to speak about, numbered through, with what belongs together', async () => {
    const { one, two, open } = await city()
    const found = await packFor(office)
    expect(totals(found)).toEqual({
      decisions: 1,
      overdue: 1,
      cases: 1,
      conflicts: 1,
      chances: 1,
      restrictions: 1,
      works: 3,
    })
    expect(found).toMatchObject({ today: '2026-11-24', period: { start: '2027-01-01', end: '2027-03-31' }, before: { start: '2026-10-01' } }) // biome-ignore format: one line
    const all = itemsOf(found)
    expect(all.map(({ number }) => number)).toEqual(all.map((_, at) => at + 1))
    const own = new Map(itemsOf(found, 'works').map(({ about, number }) => [about.id, number]))
    expect([...own.keys()].sort()).toEqual([one, two, open].sort())
    const [conflict] = itemsOf(found, 'conflicts') as [MeetingItem]
    expect(conflict).toMatchObject({ weight: 'blocking', standing: 'Blocking · Open', due: '2027-01-01', daysLeft: 38 })
    expect(conflict.works.map(({ item }) => item).sort()).toEqual([own.get(one), own.get(two)].sort())
    const [coordinated] = itemsOf(found, 'cases') as [MeetingItem]
    expect(conflict.see).toContain(coordinated.number)
    expect(coordinated.facts).toContain('Nothing has been proposed yet')
    expect(coordinated.due).not.toBeNull()
    expect(itemsOf(found, 'overdue')).toMatchObject([{ due: '2026-11-10', daysLeft: -14 }])
    expect(itemsOf(found, 'restrictions')).toMatchObject([{ title: 'Race', standing: 'Event · Blocking' }])
    expect(itemsOf(found, 'decisions')).toMatchObject([{ title: 'Waived: Event', facts: ['«As was agreed.»'] }])
    expect(itemsOf(found, 'chances')[0]?.money).toBeGreaterThan(0)
    expect(await packFor(office)).toEqual(found)
    const first = `/api/meeting-pack?quarter=2000-Q1&municipality=${municipality}`
    expect((await ask.ok<MeetingPack>(office, 'GET', first)).before).toEqual({ start: '1999-10-01', end: '1999-12-31' })
  })

  it('shows an agency the cases that are its own, and no draft of another', async () => {
    await city()
    const mine = await addWorks(db(), power.agencyId as string, line(24.705), 'draft')
    await db()('works').where({ id: mine }).update({ published_version: null })
    expect(totals(await packFor(water))).toMatchObject({ cases: 1, conflicts: 1, works: 3 })
    expect(totals(await packFor(telecom))).toMatchObject({ cases: 0, conflicts: 1, works: 3 })
  })

  it('tells why something was let pass, and what days past a permit cost, to those whom it concerns', async () => {
    const { open } = await city()
    await db()('overrun').insert({ works_id: open, first_day: '2026-11-11', counted_to: '2026-11-24', days: 13, charge: 900, currency: 'SAR' }) // biome-ignore format: one line
    const asked = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'ASKED'))
    await addConsultation(db(), open, asked.agencyId as string)
    for (const by of [water, office, asked]) {
      const found = await packFor(by)
      expect(itemsOf(found, 'decisions')).toMatchObject([{ facts: ['«As was agreed.»'] }])
      expect(itemsOf(found, 'overdue')).toMatchObject([{ money: 900 }])
    }
    const others = await packFor(telecom)
    expect(itemsOf(others, 'decisions')).toMatchObject([{ title: 'Waived: Event', facts: [] }])
    expect(itemsOf(others, 'overdue')).toMatchObject([{ money: null, daysLeft: -14 }])
  })

  it('keeps to what was drawn, to a district, and to the root’s own ground', async () => {
    await city()
    const drawn = await packFor(office, 'area=46.699,24.699;46.71,24.699;46.71,24.701;46.699,24.701')
    expect(totals(drawn)).toMatchObject({ overdue: 0, conflicts: 1, works: 2 })
    expect(drawn.area.name).toBeNull()
    const district = uuidv7()
    const geometry = db().raw('ST_SetSRID(ST_GeomFromGeoJSON(?), 4326)', [JSON.stringify(square(46.69, 24.715, 0.02))])
    await db()('place').insert({ id: district, kind: 'district', name_ar: 'الربوة', name_en: 'Rabwa', geometry })
    const there = await packFor(office, `district=${district}`)
    expect(totals(there)).toMatchObject({ overdue: 1, conflicts: 0, works: 1 })
    expect(there.area.name).toEqual({ ar: 'الربوة', en: 'Rabwa' })
    const { id: root } = (await db()('municipality').where({ is_root: true }).first('id')) as { id: string }
    expect(totals(await packFor(office, `municipality=${root}`))).toMatchObject({
      works: 0,
      conflicts: 0,
      restrictions: 0,
    })
  })

  it('lists so many works of an agency and says how many there are', async () => {
    for (let n = 0; n < 31; n++) await addWorks(db(), water.agencyId as string, line(24.695 + n * 0.001), 'planned')
    const { points } = await packFor(office)
    expect(points.find(({ point }) => point === 'works')?.groups).toMatchObject([{ total: 31, items: { length: 30 } }])
    const csv = await ask.send(office, 'GET', url(`municipality=${municipality}`, '.csv'))
    expect(csv.body).toContain('30 of 31 are listed here')
  })

  it.each([
    ['', 400],
    [`municipality=${uuidv7()}&area=46.7,24.7;46.71,24.7;46.71,24.71`, 400],
    [`municipality=${uuidv7()}`, 404],
    [`district=${uuidv7()}`, 404],
    ['area=46.7,24.7;46.71,24.7', 400],
    ['area=46.7,24.7;46.71,24.71;46.71,24.7;46.7,24.71', 422],
    ['area=0.1,0.1;0.2,0.1;0.2,0.2', 422],
  ])('refuses %s with %d', async (more, status) => {
    expect((await ask.send(office, 'GET', url(more))).statusCode).toBe(status)
  })
})

describe('the pack on paper and in files', () => {
  it.each(['ar', 'en'] as const)('has the same numbers everywhere, in %s', async (lang) => {
    await city()
    const asked = `municipality=${municipality}&lang=${lang}`
    const all = itemsOf(await packFor(office, asked))
    const csv = await ask.send(office, 'GET', url(asked, '.csv'))
    expect(csv.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="meeting-2027-Q1.csv"' }) // biome-ignore format: one line
    const numbers = csv.body.split('\r\n').flatMap((row) => /^(\d+),/.exec(row)?.[1] ?? [])
    expect(numbers.map(Number)).toEqual(all.map(({ number }) => number))
    const { features } = (await ask.send(office, 'GET', url(asked, '.geojson'))).json<{ features: { id: number; properties: { title: string } }[] }>() // biome-ignore format: one line
    expect(features.map(({ id, properties }) => [id, properties.title])).toEqual(
      all.map(({ number, title }) => [number, title]),
    )
    const pdf = await ask.send(office, 'GET', url(asked, '.pdf'))
    expect(pdf.statusCode, pdf.body.slice(0, 300)).toBe(200)
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    const read = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf.rawPayload })
    if (read.error) return
    const text = read.stdout.toString()
    for (const { reference } of all) if (reference) expect(text).toContain(reference)
    expect(text).toContain('2027-01-01 – 2027-03-31')
    if (lang === 'en') expect(text).toContain('2026-11-24 09:00')
  })
})
