import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { formOf } from '../../testing/form.ts'
import { addOrganisation, now, refusals, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import type { AuditEntry } from '../audit/contract.ts'
import type { App } from '../http/app-types.ts'
import type { PavementEntry } from '../inspections/ledger/contract.ts'
import { verifyLedger } from '../inspections/ledger/verify.ts'
import { storeStreets } from '../streets/store.ts'
import { checkRows } from './check.ts'
import type { ImportJob, ImportKind, ImportReport, ImportRow, Mapping } from './contract.ts'

const db = databaseForTests()
let app: App
let water: SignedIn
let office: SignedIn

beforeEach(async () => {
  app = await serviceOn(db())
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  office = await signedIn(app, db(), 'planner')
})

const line = (from: number, to: number, north = 24.7) => ({
  type: 'LineString',
  coordinates: [
    [from, north],
    [to, north],
  ],
})
const square = (x: number, y: number, side = 0.01) => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ],
})

type Properties = Record<string, unknown>

function feature(geometry: unknown, properties: Properties) {
  return { type: 'Feature', geometry, properties }
}

/** A works that nothing is wrong with, but for what is said. */
function row(
  ref: string,
  properties: Properties = {},
  geometry: unknown = line(46.7, 46.701, 24.7 + Number(ref) / 1000),
) {
  return feature(geometry, { ref, name: `Main ${ref}`, from: '2027-01-10', to: '2027-01-29', ...properties })
}

const mapping: Mapping = {
  fields: { title: { from: 'name' }, start: { from: 'from' }, end: { from: 'to' }, externalReference: { from: 'ref' } },
}

interface Sent {
  kind?: ImportKind
  map?: Mapping | null
  as?: SignedIn
  extra?: Properties
  name?: string
}

async function upload(
  features: unknown[],
  { kind = 'works', map = mapping, as = water, extra = {}, name = 'works.geojson' }: Sent = {},
) {
  const bytes = Buffer.from(JSON.stringify({ type: 'FeatureCollection', ...extra, features }))
  const form = formOf({ kind, ...(map ? { mapping: JSON.stringify(map) } : {}), file: { name, bytes } })
  return app.inject({
    method: 'POST',
    url: '/api/imports?wait=true',
    headers: { ...as.headers, ...form.headers },
    payload: form.payload,
  })
}

async function checked(features: unknown[], sent: Sent = {}): Promise<ImportJob> {
  const answer = await upload(features, sent)
  expect(answer.statusCode, answer.body).toBe(202)
  return answer.json()
}

async function report(id: string, query = '', as = water): Promise<ImportReport> {
  const answer = await app.inject({ url: `/api/imports/${id}${query}`, headers: as.headers })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

/** The verdict on each row with the codes of its reasons. */
async function verdictsOn(features: unknown[], sent: Sent = {}): Promise<string[]> {
  const job = await checked(features, sent)
  expect(job.status, JSON.stringify(job.fault)).toBe('checked')
  const { rows } = await report(job.id, '', sent.as)
  return rows.items.map(({ verdict, reasons }) => [verdict, ...reasons.map(({ code }) => code)].join(' '))
}

function act(
  id: string,
  what: string,
  {
    method = 'POST' as 'POST' | 'DELETE' | 'PUT',
    as = water,
    payload,
  }: { method?: 'POST' | 'DELETE' | 'PUT'; as?: SignedIn; payload?: object } = {},
) {
  return app.inject({ method, url: `/api/imports/${id}${what}`, headers: as.headers, ...(payload ? { payload } : {}) })
}

async function count(table: string): Promise<number> {
  const [found] = (await db()(table).count({ n: '*' })) as { n: number }[]
  return found?.n ?? 0
}

const someId = uuidv7()

describe('a row of a file', () => {
  it('may hold values that cannot be text, and says so of itself alone', async () => {
    const map = { fields: { ...mapping.fields, category: { from: 'kind' }, trenchWidthMetres: { from: 'width' } } }
    const strange = { toString: 1, valueOf: null }
    expect(
      await verdictsOn(
        [
          row('1'),
          row('2', { kind: strange }),
          row('3', { from: [strange], name: strange }),
          row('4', { width: strange }),
          row('5', {}, { type: 'GeometryCollection', geometries: [{ type: strange }] }),
        ],
        { map },
      ),
    ).toEqual(['ok', 'warning default_used', 'refused not_a_day', 'refused not_a_number', 'refused collection_mixed'])
  })
})

describe('who may import', () => {
  it.each([
    ['POST', '/api/imports'],
    ['GET', '/api/imports'],
    ['GET', `/api/imports/${someId}`],
    ['PUT', `/api/imports/${someId}/mapping`],
    ['POST', `/api/imports/${someId}/commit`],
    ['DELETE', `/api/imports/${someId}`],
  ] as const)('%s %s answers 401 to visitors and 403 to other roles', async (method, url) => {
    const { visitor, others } = await refusals(app, db(), { method, url, allowed: ['planner', 'utility', 'admin'] })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })

  it('keeps streets and boundaries to the office, and a job to whoever began it', async () => {
    expect((await upload([row('1')], { kind: 'streets', map: null })).statusCode).toBe(403)
    expect((await upload([row('1')], { kind: 'boundaries', map: null })).statusCode).toBe(403)
    const job = await checked([row('1')])
    for (const [method, what] of [
      ['POST', '/commit'],
      ['DELETE', ''],
    ] as const)
      expect((await act(job.id, what, { method, as: office })).statusCode).toBe(404)
    expect((await app.inject({ url: `/api/imports/${job.id}`, headers: office.headers })).statusCode).toBe(404)
  })
})

describe('an upload', () => {
  it('is answered with what is missing or unknown', async () => {
    const send = async (fields: Parameters<typeof formOf>[0]) => {
      const form = formOf(fields)
      return app.inject({
        method: 'POST',
        url: '/api/imports',
        headers: { ...water.headers, ...form.headers },
        payload: form.payload,
      })
    }
    const file = { name: 'a.geojson', bytes: Buffer.from('{}') }
    const paths = async (fields: Parameters<typeof formOf>[0]) => {
      const answer = await send(fields)
      expect(answer.statusCode, answer.body).toBe(400)
      return answer.json<{ errors: { path: string }[] }>().errors.map(({ path }) => path)
    }
    expect(await paths({ kind: 'works' })).toEqual(['file'])
    expect(await paths({ kind: 'houses', file })).toEqual(['kind'])
    expect(await paths({ kind: 'works', file: { ...file, name: 'a.dwg' } })).toEqual(['file'])
    expect(await paths({ kind: 'works', file, surprise: 'x' })).toEqual(['surprise'])
    expect(await paths({ kind: 'works', file, mapping: '{' })).toEqual(['mapping'])
    expect(
      await paths({ kind: 'works', file, mapping: '{"fields":{"title":{"from":"a"},"colour":{"from":"b"}}}' }),
    ).toEqual(['mapping/fields/colour', 'mapping/fields/start', 'mapping/fields/end'])
    await addOrganisation(db(), 'POWER')
    const wrong = { ...mapping, defaults: { utility: 'magic', agency: 'power' }, createAgencies: true }
    expect(await paths({ kind: 'works', file, mapping: JSON.stringify(wrong) })).toEqual([
      'mapping/defaults/utility',
      'mapping/defaults/agency',
      'mapping/createAgencies',
    ])
    const unknown = { ...mapping, defaults: { agency: 'Nobody' } }
    expect(await paths({ kind: 'works', file, mapping: JSON.stringify(unknown) })).toEqual(['mapping/defaults/agency'])
    const json = await app.inject({ method: 'POST', url: '/api/imports', headers: water.headers, payload: {} })
    expect(json.statusCode).toBe(415)
    const endless = { ...water.headers, 'content-type': `multipart/form-data; boundary=${'b'.repeat(300)}` }
    const broken = await app.inject({ method: 'POST', url: '/api/imports', headers: endless, payload: 'nonsense' })
    expect(broken.statusCode).toBe(400)
    expect(await count('import_job')).toBe(0)
  })

  it('leaves no file behind where it cannot be recorded', async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.includes(`-${process.pid}-`))
    const before = left()
    await db().raw('alter table import_job add constraint never check (id is null) not valid')
    app.log.level = 'silent'
    expect((await upload([row('1')])).statusCode).toBe(500)
    expect(left()).toEqual(before)
  })

  it.each([
    [
      'another reference system',
      [row('1')],
      { crs: { type: 'name', properties: { name: 'EPSG:32118' } } },
      'crs_not_wgs84',
    ],
    ['no rows', [], {}, 'empty_file'],
  ])('of a file with %s is refused whole', async (_name, features, extra, code) => {
    const job = await checked(features, { extra })
    expect(job).toMatchObject({ status: 'refused', fault: { code } })
    expect((await act(job.id, '/commit')).statusCode).toBe(409)
  })

  it('waits for a mapping where none came along, and proposes one', async () => {
    const job = await checked([row('1'), row('2', { to: 'soon' })], { map: null })
    expect(job).toMatchObject({ status: 'needs_mapping', total: 2, mapping: null })
    expect(job.columns.map(({ name }) => name)).toEqual(['ref', 'name', 'from', 'to'])
    expect(job.proposedMapping).toEqual(mapping)
    expect((await act(job.id, '/commit')).statusCode).toBe(409)
    const mapped = await act(job.id, '/mapping?wait=true', { method: 'PUT', payload: mapping })
    expect(mapped.json()).toMatchObject({ status: 'checked', checked: 2, counts: { ok: 1, warning: 0, refused: 1 } })
    const again = { fields: { ...mapping.fields, end: { from: 'to', values: { soon: '2027-02-01' } } } }
    const remapped = await act(job.id, '/mapping?wait=true', { method: 'PUT', payload: again })
    expect(remapped.json()).toMatchObject({ status: 'checked', counts: { ok: 2, warning: 0, refused: 0 }, reasons: [] })
    expect((await act(job.id, '/mapping', { method: 'PUT', payload: { fields: {} } })).statusCode).toBe(400)
    await addOrganisation(db(), 'POWER')
    const foreign = await act(job.id, '/mapping', {
      method: 'PUT',
      payload: { ...mapping, defaults: { agency: 'POWER' } },
    })
    expect([foreign.statusCode, foreign.json().errors[0].path]).toEqual([400, 'mapping/defaults/agency'])
  })
})

describe('the verdict on a row', () => {
  it('names everything that is wrong with it, and lets the others be', async () => {
    const crossed = [
      [46.7, 24.7],
      [46.71, 24.71],
      [46.71, 24.7],
      [46.7, 24.71],
      [46.7, 24.7],
    ]
    expect(
      await verdictsOn([
        row('1'),
        null,
        row('2', { from: '1970-01-01' }),
        row('3', { to: '4000-01-01' }),
        row('4', { to: '2027-01-09' }),
        row('5', { from: 'soon', name: '' }),
        row('1'),
        row('6', {}, null),
        row('7', {}, { type: 'Polygon', coordinates: [crossed] }),
        row(
          '8',
          {},
          {
            type: 'LineString',
            coordinates: [
              [24.7, 46.7],
              [24.7, 46.8],
            ],
          },
        ),
        row(
          '9',
          {},
          {
            type: 'LineString',
            coordinates: [
              [0, 0],
              [46.7, 24.7],
            ],
          },
        ),
        row('10', { name: 'x' }),
        row('11', { name: 'a\u0000b' }),
      ]),
    ).toEqual([
      'ok',
      'refused not_a_feature',
      'refused sentinel_date',
      'refused sentinel_date',
      'refused ends_before_start',
      'refused value_missing not_a_day',
      'refused duplicate_in_file',
      'refused geometry_missing',
      'refused invalid',
      'refused axes_swapped',
      'refused null_island',
      'refused value_too_short',
      'refused bad_character',
    ])
  })

  it('warns of what it took otherwise than it stood', async () => {
    const clockwise = { type: 'Polygon', coordinates: [square(46.8, 24.8, 0.001).coordinates[0]?.toReversed()] }
    const map: Mapping = {
      fields: {
        ...mapping.fields,
        utility: { from: 'net', values: { Wasser: 'water' } },
        trafficImpact: { from: 'stop' },
        agency: { from: 'who' },
      },
      defaults: { utility: 'gas' },
    }
    expect(
      await verdictsOn(
        [
          row('1', { net: 'Wasser', stop: 'major', who: 'water' }),
          row('2', { net: 'Strom' }),
          row('3', { who: 'Somebody' }),
          row('4', { to: '2029-01-01' }),
          row('5', {}, clockwise),
          { ...row('6'), geometry: row('1').geometry },
        ],
        { map },
      ),
    ).toEqual([
      'ok',
      'warning default_used',
      'warning agency_default',
      'warning long_period',
      'warning rewound',
      'warning same_as',
    ])
  })

  it('says the place and the reason in the asked language', async () => {
    const job = await checked([
      row(
        '1',
        {},
        {
          type: 'LineString',
          coordinates: [
            [46.7, 24.7],
            [46.7, 24.7],
          ],
        },
      ),
    ])
    const { rows } = await report(job.id)
    expect(rows.items[0]?.reasons[0]).toMatchObject({
      code: 'part_too_short',
      member: 'geometry/coordinates',
      place: [46.7, 24.7],
    })
    expect(rows.items[0]?.reasons[0]?.message).toContain('(46.700000, 24.700000)')
    const arabic = { ...water, headers: { ...water.headers, 'accept-language': 'ar' } }
    expect((await report(job.id, '', arabic)).rows.items[0]?.reasons[0]?.message).toMatch(/جزء بلا طول/)
  })

  it('calls fields and values as the page does', async () => {
    const map: Mapping = { fields: { ...mapping.fields, method: { from: 'how' } } }
    const job = await checked([row('1', { name: '' }), row('2', { how: 'Bagger' })], { map })
    const messages = async (language: string) => {
      const as = { ...water, headers: { ...water.headers, 'accept-language': language } }
      const { rows } = await report(job.id, '', as)
      return rows.items.flatMap(({ reasons }) => reasons.map(({ message }) => message.replace(/[\u2068\u2069]/g, '')))
    }
    expect(await messages('ar')).toEqual([
      'القيمة مطلوبة: العنوان',
      'القيمة «Bagger» غير معروفة؛ استُخدمت القيمة الافتراضية «حفر مكشوف».',
    ])
    expect(await messages('en')).toEqual([
      'a value is required: Title',
      '“Bagger” is not known; the default “Open cut” was used.',
    ])
  })

  it('takes a whole number with its thousands parted, and digits of either kind', async () => {
    const map: Mapping = {
      fields: { ...mapping.fields, connections: { from: 'n' }, trenchWidthMetres: { from: 'width' } },
    }
    const job = await checked(
      [row('1', { n: '1,000', width: '1,5' }), row('2', { n: '٤٠', width: '١٫٥', from: '١٠/٠١/٢٠٢٧' })],
      { map },
    )
    await act(job.id, '/commit?wait=true')
    const found = await db()('works')
      .orderBy('external_reference')
      .select('connections', 'trench_width_metres as width')
    expect(found).toEqual([
      { connections: 1000, width: 1.5 },
      { connections: 40, width: 1.5 },
    ])
  })

  it('takes no date of a column of which some can only have the month first', async () => {
    const days = (from: string) => ({ from, to: '2027-12-31' })
    expect(
      await verdictsOn([row('1', days('5/6/2027')), row('2', days('12/25/2027')), row('3', days('2027-06-05'))]),
    ).toEqual(['refused month_first', 'refused month_first', 'warning long_period'])
    expect(await verdictsOn([row('1', days('5/12/2027')), row('2', days('25/12/2027'))])).toEqual(['ok', 'ok'])
  })

  it('does not let an agency record works for another', async () => {
    const power = await addOrganisation(db(), 'POWER')
    const map: Mapping = { fields: { ...mapping.fields, agency: { from: 'who' } } }
    const job = await checked([row('1')], { map: null })
    await db()('import_job')
      .where({ id: job.id })
      .update({ status: 'checking', mapping: JSON.stringify({ ...map, defaults: { agency: 'POWER' } }) })
    const importer = { userId: water.userId, agencyId: water.agencyId, isOffice: false }
    const going = { clock: () => now, going: () => true }
    await checkRows(db(), job.id, { ...going, pack, importer })
    expect((await report(job.id)).rows.items[0]?.reasons.map(({ code }) => code)).toEqual(['agency_foreign'])
    expect(power).not.toBe(water.agencyId)
    expect(await verdictsOn([row('1', { who: 'POWER' })], { map })).toEqual(['refused agency_foreign'])
    expect(await verdictsOn([row('1', { who: 'POWER' }), row('2')], { map, as: office })).toEqual(['ok', 'ok'])
    // a municipality's office has its own ground, and no file lies on that alone
    const town = await signedIn(app, db(), 'planner', await addOrganisation(db(), 'TOWN', 'municipality'))
    expect(await verdictsOn([row('1', { who: 'POWER' })], { map, as: town })).toEqual(['refused agency_foreign'])
  })

  it('is counted on the job, so that asking how far it is costs no look at the rows', async () => {
    const job = await checked([row('1'), row('2', { to: 'x' }), null])
    await db()('import_row').delete()
    const { job: known } = await report(job.id)
    expect(known.counts).toEqual({ ok: 1, warning: 0, refused: 2 })
    expect(known.reasons.map(({ code }) => code)).toEqual(['not_a_day', 'not_a_feature'])
  })

  it('is counted where no row of the file can be read, and again when it is mapped anew', async () => {
    const refused = { counts: { ok: 0, warning: 0, refused: 2 }, reasons: [{ code: 'not_a_feature', rows: 2 }] }
    const job = await checked([null, 7])
    expect(job).toMatchObject({ status: 'checked', ...refused })
    const again = await act(job.id, '/mapping?wait=true', { method: 'PUT', payload: mapping })
    expect(again.json()).toMatchObject({ status: 'checked', ...refused })
  })

  it('is given to large rows a few at a time: no statement carries much more than two MiB of them', async () => {
    let largest = 0
    db().on('query', ({ bindings }: { bindings?: unknown[] }) => {
      for (const value of bindings ?? []) if (typeof value === 'string') largest = Math.max(largest, value.length)
    })
    const note = 'x'.repeat(700_000)
    const job = await checked(['1', '2', '3', '4', '5'].map((ref) => row(ref, { note })))
    expect(job).toMatchObject({ total: 5, checked: 5, counts: { ok: 5 } })
    expect((await act(job.id, '/commit?wait=true')).json()).toMatchObject({ status: 'committed', stored: 5 })
    expect(largest).toBeGreaterThan(1_400_000)
    expect(largest).toBeLessThan(2.2 * 1024 * 1024)
  })

  it('comes in pages, and by verdict', async () => {
    const job = await checked([row('1'), row('2', { to: 'x' }), row('3'), row('4', { to: 'x' }), row('5')])
    expect(job.counts).toEqual({ ok: 3, warning: 0, refused: 2 })
    expect(job.reasons).toEqual([{ code: 'not_a_day', verdict: 'refused', rows: 2 }])
    const first = await report(job.id, '?limit=2&verdict=ok')
    const places = ({ items }: { items: ImportRow[] }) => items.map(({ place }) => place)
    expect(places(first.rows)).toEqual([1, 3])
    expect(places((await report(job.id, `?limit=2&verdict=ok&cursor=${first.rows.nextCursor}`)).rows)).toEqual([5])
    expect(places((await report(job.id, '?verdict=refused')).rows)).toEqual([2, 4])
    const listed = await app.inject({ url: '/api/imports', headers: water.headers })
    expect(listed.json<{ items: ImportJob[] }>().items.map(({ id }) => id)).toEqual([job.id])
  })
})

describe('the commit', () => {
  it('stores the good rows once, with numbers, history and conflicts; nothing before', async () => {
    const job = await checked([row('1'), row('2', { to: 'x' }), row('3', {}, row('1').geometry)])
    expect(await count('works')).toBe(0)
    const answer = await act(job.id, '/commit?wait=true')
    expect(answer.statusCode, answer.body).toBe(202)
    expect(answer.json()).toMatchObject({ status: 'committed', stored: 2 })
    expect([await count('works'), await count('conflict')]).toEqual([2, 1])
    const { rows } = await report(job.id, '?verdict=ok')
    const [stored] = rows.items
    expect(stored?.stored?.number).toMatch(/^KSA-2026-\d{7}$/)
    const history = await app.inject({ url: `/api/works/${stored?.stored?.id}/history`, headers: water.headers })
    expect(history.json().items).toMatchObject([{ event: 'import', by: { id: water.userId } }])
    expect((await act(job.id, '/commit')).statusCode).toBe(409)
    expect((await act(job.id, '/mapping', { method: 'PUT', payload: mapping })).statusCode).toBe(409)
    expect(await verdictsOn([row('1')])).toEqual(['refused already_stored'])
  })

  it('stores a file without references once, however often it is brought', async () => {
    const { externalReference: _none, ...fields } = mapping.fields
    const sent = { map: { fields } }
    const file = [row('1'), row('2'), row('3', { name: 'Another main' }, row('2').geometry)]
    await act((await checked(file, sent)).id, '/commit?wait=true')
    expect(await verdictsOn(file, sent)).toEqual([
      'refused recorded_alike',
      'refused recorded_alike',
      'refused same_as recorded_alike',
    ])
    expect(await verdictsOn([row('1', { to: '2027-01-30' }), row('4')], sent)).toEqual(['ok', 'ok'])
    await db()('works').where({ title: 'Main 1' }).update({ status: 'cancelled' })
    expect(await verdictsOn([row('1')], sent)).toEqual(['ok'])
  })

  it('refuses the row, not the commit, that somebody recorded meanwhile', async () => {
    const mine = await checked([row('1'), row('2')])
    const theirs = await checked([row('1')])
    await act(theirs.id, '/commit?wait=true')
    expect((await act(mine.id, '/commit?wait=true')).json()).toMatchObject({
      status: 'committed',
      stored: 1,
      counts: { refused: 1 },
    })
  })

  it('refuses what has no reference and was recorded meanwhile by another job with the same file', async () => {
    const { externalReference: _none, ...fields } = mapping.fields
    const sent = { map: { fields } }
    const again = row('2')
    const file = [row('1'), row('2'), again, row('3')]
    const [first, second] = [await checked(file, sent), await checked([...file, row('4')], sent)]
    // two rows of one file may be alike
    expect((await act(first.id, '/commit?wait=true')).json()).toMatchObject({ status: 'committed', stored: 4 })
    expect((await act(second.id, '/commit?wait=true')).json()).toMatchObject({
      status: 'committed',
      stored: 1,
      counts: { ok: 1, warning: 0, refused: 4 },
      reasons: [{ code: 'recorded_alike', verdict: 'refused', rows: 4 }],
    })
    expect(await count('works')).toBe(5)
  })

  it('stores many chunks in one transaction, in the order of the ground', async () => {
    const many = Array.from({ length: 450 }, (_, i) => row(String(i), {}, line(46.7 + i * 0.002, 46.7005 + i * 0.002)))
    const job = await checked(many)
    expect((await act(job.id, '/commit?wait=true')).json()).toMatchObject({ status: 'committed', stored: 450 })
    expect(await count('works')).toBe(450)
  })

  it('makes the organisations that the office lets it make', async () => {
    const map: Mapping = { fields: { ...mapping.fields, agency: { from: 'who' } }, createAgencies: true }
    const job = await checked(
      [row('1', { who: 'شركة الشعلة' }), row('2', { who: 'Blue Company' }), row('3', { who: 'Blue Company' })],
      { map, as: office },
    )
    await act(job.id, '/commit?wait=true', { as: office })
    const made = (await db()('organisation').where({ kind: 'other' }).orderBy('name_en').select('name_en', 'code')) as {
      name_en: string
      code: string
    }[]
    expect(made.map(({ name_en }) => name_en)).toEqual(['Blue Company', 'شركة الشعلة'])
    expect(made[0]?.code).toMatch(/^BLUE_COMPANY_/)
    expect(await count('works')).toBe(3)
  })

  it('finds nothing to store where no row is good', async () => {
    const job = await checked([row('1', { to: 'x' })])
    const answer = await act(job.id, '/commit')
    expect(answer.statusCode).toBe(409)
    expect(answer.json().reasons).toMatchObject([{ code: 'nothing_to_store' }])
  })

  it('is not needed to discard a job', async () => {
    const job = await checked([row('1')])
    expect((await act(job.id, '', { method: 'DELETE' })).statusCode).toBe(204)
    expect([await count('import_job'), await count('import_row'), await count('works')]).toEqual([0, 0, 0])
    expect((await act(job.id, '', { method: 'DELETE' })).statusCode).toBe(404)
  })
})

describe('what an import did', () => {
  /** The entries of the audit since the beginning of the test, the first first. */
  async function told(): Promise<AuditEntry[]> {
    const admin = await signedIn(app, db(), 'admin')
    const answer = await app.inject({ url: '/api/audit?limit=200', headers: admin.headers })
    expect(answer.statusCode, answer.body).toBe(200)
    const items: AuditEntry[] = answer.json().items
    return items.filter(({ subject }) => subject !== 'account').toReversed()
  }
  const deeds = (entries: AuditEntry[]) => entries.map(({ subject, event }) => `${subject} ${event}`)

  beforeEach(async () => {
    for (const table of ['audit', 'audit_head']) await db()(table).delete()
  })

  it('stands in the audit street by street, with what each was before', async () => {
    const fields = { nameAr: { from: 'ar' }, nameEn: { from: 'en' }, code: { from: 'id' } }
    const sent: Sent = { kind: 'streets', map: { fields }, as: office }
    const street = (id: number, ar: string) =>
      feature(line(46.7, 46.71, 24.6 + id / 100), { id, ar, en: 'Palm Street' })
    const commit = async (features: unknown[]) => {
      const { id } = await checked(features, sent)
      expect((await act(id, '/commit?wait=true', { as: office })).json()).toMatchObject({ status: 'committed' })
    }
    await commit([street(1, 'شارع النخيل'), street(2, 'شارع الغيم')])
    await commit([street(1, 'شارع النخلة'), street(2, 'شارع الغيم')])
    const entries = await told()
    expect(deeds(entries)).toEqual([
      'import create',
      'street import',
      'street import',
      'import commit',
      'import create',
      'street update',
      'import commit',
    ])
    const made = entries.find(({ event, after }) => event === 'import' && after.code === '1')
    const name = { ar: 'شارع النخيل', en: 'Palm Street' }
    expect(made).toMatchObject({
      by: { id: office.userId },
      before: {},
      after: { name, line: line(46.7, 46.71, 24.61) },
    })
    expect(entries[5]).toMatchObject({
      subjectId: made?.subjectId,
      before: { name },
      after: { name: { ...name, ar: 'شارع النخلة' } },
      about: { number: '1', name: { ...name, ar: 'شارع النخلة' } },
    })
    expect(Object.keys(entries[5]?.after ?? {})).toEqual(['name'])
  })

  it('names the boundaries that were drawn, and the organisations that came with them', async () => {
    const fields = { code: { from: 'id' }, nameAr: { from: 'ar' }, nameEn: { from: 'en' }, agency: { from: 'who' } }
    const features = [
      feature(square(46.7, 24.7), { id: 1, ar: 'الروضة', en: 'Rawdah', who: 'أمانة المدينة' }),
      feature(square(46.72, 24.7), { id: 2, ar: 'الغيم', en: 'Ghaim', who: 'أمانة المدينة' }),
    ]
    const { id } = await checked(features, { kind: 'boundaries', map: { fields, createAgencies: true }, as: office })
    await act(id, '/commit?wait=true', { as: office })
    const entries = await told()
    expect(deeds(entries).toSorted()).toEqual([
      'import commit',
      'import create',
      'municipality import',
      'municipality import',
      'organisation import',
    ])
    const drawn = entries.filter(({ subject }) => subject === 'municipality')
    expect(drawn.map(({ after }) => after.boundary)).toEqual([square(46.7, 24.7), square(46.72, 24.7)])
    expect(new Set(drawn.map(({ agencyId }) => agencyId))).toEqual(
      new Set([entries.find(({ subject }) => subject === 'organisation')?.subjectId]),
    )
  })

  it('tells of a file that was sent, given a mapping and discarded', async () => {
    const { id } = await checked([row('1')], { map: null })
    await act(id, '/mapping?wait=true', { method: 'PUT', payload: mapping })
    await act(id, '', { method: 'DELETE' })
    const entries = await told()
    expect(deeds(entries)).toEqual(['import create', 'import change', 'import remove'])
    expect(entries.map(({ by }) => by?.id)).toEqual(Array(3).fill(water.userId))
    expect(entries[1]).toMatchObject({ before: { mapping: null }, after: { mapping } })
    expect(entries[2]).toMatchObject({ before: { fileName: 'works.geojson', kind: 'works' }, after: {} })
  })
})

describe('what was dug before', () => {
  const map: Mapping = {
    fields: {
      code: { from: 'id' },
      title: { from: 'what' },
      start: { from: 'from' },
      end: { from: 'until' },
      surfaceKind: { from: 'kind' },
      agency: { from: 'owner' },
      guaranteeUntil: { from: 'guarantee' },
      guarantor: { from: 'by' },
    },
  }
  const dug = (id: string, more: Properties = {}) =>
    feature(line(46.7, 46.702), { id, what: 'Old main', from: '2021-03-01', until: '2021-03-20', ...more })

  it('becomes entries of the pavement ledger, each code once, and is recorded', async () => {
    const street = { id: uuidv7(), code: 'S', name: { ar: 'شارع', en: 'Street' }, streetClass: 'local' } as const
    await storeStreets(db(), [{ ...street, line: line(46.7, 46.71) as never }], pack)
    const sent: Sent = { kind: 'pavement', map, as: office }
    const features = [
      dug('1', { guarantee: '2023-03-19', by: 'Dunes Contracting' }),
      dug('2', { kind: 'surface', from: '2022-01-01', until: '2022-01-31' }),
      dug('3', { from: '2021-04-01', until: '2021-03-20' }),
      dug('1', { from: '2020-04-01', until: '2020-04-20' }),
      dug('4', { owner: 'Nobody', from: '2019-01-01', until: '2019-02-01' }),
      dug('5', { until: '2099-01-01' }),
      dug('6', { from: '2018-03-01', until: '2018-03-20', guarantee: '2018-03-19' }),
    ]
    expect(await verdictsOn(features, sent)).toEqual([
      'ok',
      'ok',
      'refused ends_before_start',
      'refused duplicate_in_file',
      'warning agency_unknown',
      'refused not_over',
      'refused guarantee_before_end',
    ])
    const job = await checked(features, sent)
    expect((await act(job.id, '/commit?wait=true', { as: office })).json()).toMatchObject({ stored: 3 })
    const { items } = (
      await app.inject({ url: `/api/streets/${street.id}/pavement/entries`, headers: office.headers })
    ).json()
    expect(items.map(({ code, kind, works }: PavementEntry) => [code, kind, works])).toEqual([
      ['2', 'surface', null],
      ['1', 'cut', null],
      ['4', 'cut', null],
    ])
    expect(items[1]).toMatchObject({ guaranteeUntil: '2023-03-19', guarantor: 'Dunes Contracting', records: null })
    expect(items[1].stretches[0].toMetres - items[1].stretches[0].fromMetres).toBeCloseTo(202, 0)
    expect(await verdictsOn(features.slice(0, 1), sent)).toEqual(['refused already_stored'])
    expect(await db()('audit').where({ subject: 'pavement' }).pluck('event')).toEqual(['import', 'import', 'import'])
    expect(await verifyLedger(db(), pack)).toMatchObject({ misentered: 0, mismeasured: 0, miscut: 0 })
  })

  it('takes the guarantee of rows that name none from the mapping', async () => {
    const sent: Sent = { kind: 'pavement', map: { ...map, defaults: { guaranteeUntil: '2024-03-19' } }, as: office }
    const job = await checked([dug('1'), dug('2', { guarantee: '2023-03-19' })], sent)
    await act(job.id, '/commit?wait=true', { as: office })
    const found = await db()('pavement_entry').orderBy('code').pluck('guarantee_until')
    expect(found).toEqual(['2024-03-19', '2023-03-19'])
  })

  it('is the office’s to tell', async () => {
    expect((await upload([dug('1')], { kind: 'pavement', map: null })).statusCode).toBe(403)
  })
})

describe('streets and boundaries', () => {
  it('take a street with its class and names, and bring one up to date', async () => {
    const map: Mapping = {
      fields: {
        nameAr: { from: 'ar' },
        nameEn: { from: 'en' },
        code: { from: 'id' },
        streetClass: { from: 'highway' },
      },
    }
    const street = (id: number, properties: Properties) =>
      feature(line(46.7, 46.71, 24.6 + id / 100), { id, ...properties })
    const sent: Sent = { kind: 'streets', map, as: office }
    const features = [
      street(1, { ar: 'شارع النخيل', en: 'Palm Street', highway: 'trunk_link' }),
      street(2, { en: 'Residential Road', highway: 'residential' }),
      street(3, { highway: 'primary' }),
      street(4, { ar: 'شارع الغيم', highway: 'runway' }),
      feature(square(46.7, 24.7), { id: 5, ar: 'ساحة', en: 'Square' }),
    ]
    expect(await verdictsOn(features, sent)).toEqual([
      'ok',
      'warning placeholder_name',
      'warning name_missing',
      'warning name_in_one_language default_used',
      'refused type_not_allowed',
    ])
    const job = await checked(features, sent)
    expect((await act(job.id, '/commit?wait=true', { as: office })).json()).toMatchObject({
      status: 'committed',
      stored: 4,
    })
    const stored = await db()('street').orderBy('code').select('code', 'name_ar', 'name_en', 'class')
    expect(stored).toEqual([
      { code: '1', name_ar: 'شارع النخيل', name_en: 'Palm Street', class: 'highway' },
      { code: '2', name_ar: 'Residential Road', name_en: 'Residential Road', class: 'local' },
      { code: '3', name_ar: 'شارع بلا اسم', name_en: 'Unnamed street', class: 'arterial' },
      { code: '4', name_ar: 'شارع الغيم', name_en: 'شارع الغيم', class: 'local' },
    ])
    expect(await verdictsOn(features.slice(0, 1), sent)).toEqual(['warning updates_existing'])
  })

  it('take a street without a code once, however often its file is brought', async () => {
    const sent: Sent = {
      kind: 'streets',
      map: { fields: { nameAr: { from: 'ar' }, nameEn: { from: 'en' } } },
      as: office,
    }
    const street = (north: number, ar = 'شارع النخيل') => feature(line(46.7, 46.71, north), { ar, en: 'Palm Street' })
    const file = [street(24.61), street(24.62)]
    const [first, second] = [await checked(file, sent), await checked([...file, street(24.63)], sent)]
    await act(first.id, '/commit?wait=true', { as: office })
    expect((await act(second.id, '/commit?wait=true', { as: office })).json()).toMatchObject({ stored: 1 })
    expect(await verdictsOn([street(24.61, 'شارع النخلة'), street(24.64)], sent)).toEqual([
      'refused street_recorded_alike',
      'ok',
    ])
    expect(await count('street')).toBe(3)
  })

  it('say of a street that is refused nothing of bringing it up to date', async () => {
    const map: Mapping = { fields: { nameAr: { from: 'ar' }, nameEn: { from: 'en' }, code: { from: 'id' } } }
    const sent: Sent = { kind: 'streets', map, as: office }
    const street = (geometry: unknown) => feature(geometry, { id: '7', ar: 'شارع النخيل', en: 'Palm Street' })
    const { id } = await checked([street(line(46.7, 46.71))], sent)
    await act(id, '/commit?wait=true', { as: office })
    expect(
      await verdictsOn([street(line(46.7, 46.7)), street(line(46.7, 46.71)), street(line(46.7, 46.72))], sent),
    ).toEqual(['refused part_too_short', 'warning updates_existing', 'refused duplicate_in_file'])
  })

  it('take streets of one code in two regions as two, and say of each only what will be done', async () => {
    const { organisation_id: organisation } = await db()('municipality')
      .where({ is_root: true })
      .first('organisation_id')
    for (const [region, x] of [
      ['RUH', 46.7],
      ['MED', 46.8],
    ] as const)
      await db().raw(
        `insert into municipality (id, organisation_id, region_id, code, name_ar, name_en, boundary)
         values (gen_random_uuid(), :organisation, :region, :region, :region, :region,
                 ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(:boundary), 4326)))`,
        { organisation, region, boundary: JSON.stringify(square(x, 24.7, 0.05)) },
      )
    const map: Mapping = { fields: { nameAr: { from: 'ar' }, nameEn: { from: 'en' }, code: { from: 'id' } } }
    const sent: Sent = { kind: 'streets', map, as: office }
    const street = (x: number) => feature(line(x, x + 0.01, 24.71), { id: '7', ar: 'شارع النخيل', en: 'Palm Street' })
    const [west, east, outside] = [street(46.71), street(46.81), street(46.9)]
    expect(await verdictsOn([west, east, west, outside], sent)).toEqual(['ok', 'ok', 'refused duplicate_in_file', 'ok'])
    const job = await checked([west], sent)
    await act(job.id, '/commit?wait=true', { as: office })
    expect(await verdictsOn([west, east], sent)).toEqual(['warning updates_existing', 'ok'])
    const both = await checked([west, east], sent)
    await act(both.id, '/commit?wait=true', { as: office })
    const regions = await db()('street').orderBy('region_id').select('region_id', 'code')
    expect(regions).toEqual([
      { region_id: 'MED', code: '7' },
      { region_id: 'RUH', code: '7' },
    ])
  })

  it('make the municipalities that a boundary names, where the office lets them', async () => {
    const map: Mapping = {
      fields: { code: { from: 'id' }, nameAr: { from: 'ar' }, nameEn: { from: 'en' }, agency: { from: 'who' } },
      createAgencies: true,
    }
    const names = { ar: 'الروضة', en: 'Rawdah' }
    const features = [
      feature(square(46.7, 24.7), { id: 1, ...names, who: 'أمانة المدينة' }),
      feature(square(46.72, 24.7), { id: 2, ...names, who: 'WATER' }),
      feature(square(46.74, 24.7), { id: 3, ...names }),
    ]
    const job = await checked(features, { kind: 'boundaries', map, as: office })
    await act(job.id, '/commit?wait=true', { as: office })
    const stored = await db()('municipality as m')
      .join('organisation as o', 'o.id', 'm.organisation_id')
      .where({ is_root: false })
      .orderBy('m.code')
      .select('o.name_ar', 'o.kind')
    const root = await db()('organisation').where({ code: 'KSA' }).first('name_ar', 'kind')
    expect(stored).toEqual([
      { name_ar: 'أمانة المدينة', kind: 'municipality' },
      { name_ar: 'WATER', kind: 'utility' },
      root,
    ])
  })

  it('take a boundary with its code and names', async () => {
    const map: Mapping = {
      fields: { code: { from: 'id' }, nameAr: { from: 'ar' }, nameEn: { from: 'en' } },
      defaults: { region: 'RUH' },
    }
    const sent: Sent = { kind: 'boundaries', map, as: office }
    const district = (id: number | null, x: number, names: Properties = { ar: 'الروضة', en: 'Rawdah' }) =>
      feature(square(x, 24.7), { id, ...names })
    const features = [
      district(1, 46.7),
      district(2, 46.72, { ar: 'الغيم', en: '' }),
      district(null, 46.74),
      district(3, 46.76, {}),
    ]
    expect(await verdictsOn(features, sent)).toEqual([
      'ok',
      'warning name_in_one_language',
      'refused value_missing',
      'refused value_missing',
    ])
    const job = await checked(features, sent)
    expect((await act(job.id, '/commit?wait=true', { as: office })).json()).toMatchObject({
      status: 'committed',
      stored: 2,
    })
    const stored = await db()('municipality')
      .where({ is_root: false })
      .orderBy('code')
      .select('code', 'region_id', 'name_en')
    expect(stored).toEqual([
      { code: '1', region_id: 'RUH', name_en: 'Rawdah' },
      { code: '2', region_id: 'RUH', name_en: 'الغيم' },
    ])
    expect(await verdictsOn(features.slice(0, 1), sent)).toEqual(['refused already_stored'])
  })
})
