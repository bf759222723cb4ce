import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { up as measureAnew } from '../../migrations/0013_measured_anew.ts'
import { databaseForTests, engineKind, openDatabase, pack } from '../../testing/database.ts'
import { addOrganisation, now } from '../../testing/service.ts'
import { ensureRoot } from '../agencies/store.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { LineString, Polygon } from '../geo/contract.ts'
import { addDays } from '../time/rules.ts'
import type { Status } from '../works/contract.ts'
import { noteOpen } from '../works/overdue.ts'
import { insertWorks, type NewWorksFields, updateWorks } from '../works/store.ts'
import { keeper, rebuildRegister } from './register.ts'
import { verifyRegister } from './verify.ts'

const degree = 111_320 * Math.cos((24.7 * Math.PI) / 180)

/** A straight line in metres east and north of 46.7° E, 24.7° N. */
function line(east: number, north: number, metres: number, alongNorth = false): LineString {
  const at = (x: number, y: number): [number, number] => [46.7 + x / degree, 24.7 + y / 110_770]
  const end = alongNorth ? at(east, north + metres) : at(east + metres, north)
  return { type: 'LineString', coordinates: [at(east, north), end] }
}

function works(agencyId: string, more: Partial<NewWorksFields> = {}): NewWorksFields {
  return {
    id: uuidv7(),
    agencyId,
    externalReference: null,
    title: 'Works',
    description: null,
    contractorId: null,
    projectId: null,
    category: 'planned',
    utility: 'water',
    method: 'open_cut',
    trafficImpact: 'minor',
    connections: null,
    trenchWidthMetres: null,
    trenchDepthMetres: null,
    route: line(0, 0, 100),
    period: { start: '2027-01-01', end: '2027-01-31' },
    status: 'planned',
    ...more,
  }
}

const author = { userId: null, at: now }
const doing = { pack, keeper, event: 'create' }

async function kinds(db: Db): Promise<string[]> {
  const found = (await db('conflict').select('kind').orderBy('kind')) as { kind: string }[]
  return found.map(({ kind }) => kind)
}

/**
 * An area whose edge runs along the long side of a works' ground for its first half, and then turns into the ground for
 * a quarter of its length.
 */
async function alongAndInto(db: Db, worksId: string): Promise<Polygon> {
  const [found] = await rows<{ ring: [number, number][] }>(
    db,
    `select ST_AsGeoJSON(ST_ExteriorRing(footprint), 15)::jsonb -> 'coordinates' as ring from works where id = :worksId`,
    { worksId },
  )
  const ring = found?.ring ?? []
  const long = ring.findIndex(([x], at) => at > 0 && Math.abs(x - (ring[at - 1]?.[0] ?? x)) * degree > 90)
  const [a, b] = ring.slice(long - 1, long + 1)
  if (!a || !b) throw new Error('the ground has no long side')
  const inward = a[1] > 24.7 ? -1 : 1
  const at = (share: number, metres: number): [number, number] => [
    a[0] + share * (b[0] - a[0]),
    a[1] + share * (b[1] - a[1]) + (inward * metres) / 110_770,
  ]
  return { type: 'Polygon', coordinates: [[a, at(0.5, 0), at(0.5, 2.1), at(0.75, 2.1), at(0.75, -10), at(0, -10), a]] }
}

/** So many works beside each other that were to be over weeks ago, and are still open. */
function stillOpen(agencyId: string, count: number): NewWorksFields[] {
  return Array.from({ length: count }, (_none, place) =>
    works(agencyId, {
      route: line(0, place * 100, 50),
      status: 'in_progress',
      period: { start: '2026-10-01', end: '2026-10-31' },
      actualPeriod: { start: '2026-10-05', end: null },
    }),
  )
}

describe('the conflict register', () => {
  const db = databaseForTests()

  const finished = { status: 'in_guarantee' as Status, guaranteeUntil: '2028-06-30' }
  const cases: [string, Partial<NewWorksFields>, string[]][] = [
    ['same ground, same days', {}, ['clash']],
    ['same ground, one shared day', { period: { start: '2027-01-31', end: '2027-02-10' } }, ['clash']],
    [
      'same ground, the day after: the ground must rest',
      { period: { start: '2027-02-01', end: '2027-02-10' } },
      ['moratorium', 'repeat_dig'],
    ],
    [
      'same ground, 6 days after the end',
      { period: { start: '2027-02-06', end: '2027-02-10' } },
      ['moratorium', 'repeat_dig'],
    ],
    ['same ground, 7 days after the end', { period: { start: '2027-02-07', end: '2027-02-10' } }, ['repeat_dig']],
    ['same ground, 365 free days between', { period: { start: '2028-02-01', end: '2028-02-10' } }, ['repeat_dig']],
    ['same ground, 366 free days between', { period: { start: '2028-02-02', end: '2028-02-10' } }, []],
    ['reaches meet, footprints do not', { route: line(0, 8, 100) }, ['proximity']],
    ['reaches meet, another time', { route: line(0, 8, 100), period: { start: '2027-03-01', end: '2027-03-10' } }, []],
    ['reaches do not meet', { route: line(0, 15, 100) }, []],
    ['major impact reaches further', { route: line(0, 15, 100), trafficImpact: 'major' }, ['proximity']],
    ['a crossing', { route: line(50, -50, 100, true) }, ['clash']],
    ['a draft', { status: 'draft' }, []],
    ['a cancelled one', { status: 'cancelled' }, []],
    ['one returned to its applicant still means to dig', { status: 'returned' }, ['clash']],
    [
      'ground in guarantee, within a year',
      {
        ...finished,
        period: { start: '2026-01-01', end: '2026-06-30' },
        actualPeriod: { start: '2026-01-01', end: '2026-06-30' },
      },
      ['guarantee', 'repeat_dig'],
    ],
    [
      'ground in guarantee, years ago',
      {
        ...finished,
        period: { start: '2025-01-01', end: '2025-06-30' },
        actualPeriod: { start: '2025-01-01', end: '2025-06-30' },
      },
      ['guarantee'],
    ],
    [
      'guarantee over',
      {
        ...finished,
        guaranteeUntil: '2026-12-31',
        period: { start: '2025-01-01', end: '2025-06-30' },
        actualPeriod: { start: '2025-01-01', end: '2025-06-30' },
      },
      [],
    ],
    [
      'road works ended 89 days before',
      { category: 'road_works', period: { start: '2026-09-01', end: '2026-10-04' } },
      ['moratorium', 'repeat_dig'],
    ],
    [
      'road works ended 90 days before',
      { category: 'road_works', period: { start: '2026-09-01', end: '2026-10-03' } },
      ['repeat_dig'],
    ],
  ]

  it('measures an overlap that is an area here and a shared edge there', async () => {
    const agency = await addOrganisation(db(), 'A')
    const one = works(agency)
    await insertWorks(db(), [one], author, doing)
    const other = { route: await alongAndInto(db(), one.id) }
    await insertWorks(db(), [works(agency, other)], author, doing)
    const [found] = await rows<{ parts: string; overlap_metres: number }>(
      db(),
      'select ST_GeometryType(overlap) as parts, overlap_metres from conflict',
    )
    // in full precision the edge may be missed by its rounding
    if (engineKind() === 'embedded') expect(found?.parts).toBe('ST_GeometryCollection')
    expect(found?.overlap_metres).toBeCloseTo(25, 0)
    expect(await verifyRegister(db(), pack)).toMatchObject({ pairs: 1, missing: 0, extra: 0, differing: 0 })
  })

  it('is right after a migration that measures anew', async () => {
    const agency = await addOrganisation(db(), 'A')
    await insertWorks(db(), [works(agency), works(agency, { route: line(0, 8, 100) })], author, doing)
    await db()('conflict').update({ distance_metres: 0 })
    expect(await verifyRegister(db(), pack)).toMatchObject({ pairs: 1, differing: 1 })
    await measureAnew(db())
    expect(await verifyRegister(db(), pack)).toMatchObject({ pairs: 1, missing: 0, extra: 0, differing: 0 })
  })

  it.each(cases)('%s', async (_name, other, expected) => {
    const agency = await addOrganisation(db(), 'A')
    await insertWorks(db(), [works(agency)], author, doing)
    await insertWorks(db(), [works(agency, other)], author, doing)
    expect(await kinds(db())).toEqual(expected)
    expect(await verifyRegister(db(), pack)).toMatchObject({
      pairs: expected.length,
      missing: 0,
      extra: 0,
      differing: 0,
    })
  })

  it('keeps a moratorium that is longer than the dig-once window of a pack', async () => {
    const agency = await addOrganisation(db(), 'A')
    const short = { ...doing, pack: { ...pack, digOnceDays: 30 } }
    const roadWorks = { category: 'road_works' as const, period: { start: '2026-09-01', end: '2026-11-12' } }
    await insertWorks(db(), [works(agency, roadWorks), works(agency)], author, short)
    expect(await kinds(db())).toEqual(['moratorium'])
    expect(await verifyRegister(db(), short.pack)).toMatchObject({ pairs: 1, missing: 0, extra: 0, differing: 0 })
  })

  it('has a place for what works share, however thin', async () => {
    const agency = await addOrganisation(db(), 'A')
    const sliver: [number, number][] = [
      [46.7002, 24.7],
      [46.7003, 24.7],
      [46.7003, 24.70000000001],
      [46.7002, 24.7],
    ]
    await insertWorks(
      db(),
      [works(agency), works(agency, { route: { type: 'Polygon', coordinates: [sliver] } })],
      author,
      doing,
    )
    const found = await db()('conflict').select(db().raw('ST_IsEmpty(overlap) as empty'), 'kind')
    expect(found).toEqual([{ kind: 'clash', empty: false }])
  })

  it('counts ground that is still open past its planned end as occupied, day by day', async () => {
    const agency = await addOrganisation(db(), 'A')
    const open = works(agency, {
      status: 'in_progress',
      period: { start: '2026-10-01', end: '2026-10-31' },
      actualPeriod: { start: '2026-10-05', end: null },
    })
    const planned = works(agency, { period: { start: '2026-11-24', end: '2026-12-10' } })
    await insertWorks(db(), [open, planned], author, doing)
    expect(await kinds(db())).toEqual(['repeat_dig'])
    expect(await noteOpen(db(), { ...doing, today: '2026-11-24' })).toBe(1)
    expect(await noteOpen(db(), { ...doing, today: '2026-11-24' })).toBe(0)
    expect(await kinds(db())).toEqual(['clash'])
    expect(await verifyRegister(db(), pack)).toMatchObject({ pairs: 1, missing: 0, extra: 0, differing: 0 })
    expect(await noteOpen(db(), { ...doing, today: '2026-11-25' })).toBe(1)
    const [{ shared }] = await db()('conflict').select('shared')
    expect(shared).toEqual({ start: '2026-11-24', end: '2026-11-25' })
  })

  it('counts it few works at a time, under the locks of their ground alone', async () => {
    const agency = await addOrganisation(db(), 'A')
    const open = stillOpen(agency, 25)
    await insertWorks(db(), open, author, doing)
    const kept: number[] = []
    const counting = { keep: async (_db: Db, ids: readonly string[]) => void kept.push(ids.length) }
    expect(await noteOpen(db(), { pack, keeper: counting, today: '2026-11-24' })).toBe(25)
    expect(kept).toEqual([10, 10, 5])
    const ofAll = await rows(
      db(),
      `select 1 from pg_locks
       where locktype = 'advisory' and mode = 'ExclusiveLock' and classid::bigint = 4294967295 and pid = pg_backend_pid()`,
    )
    expect(ofAll).toEqual([])
  })

  it('counts all others where nothing can be done to one, which is named and tried again', async () => {
    const agency = await addOrganisation(db(), 'A')
    const open = stillOpen(agency, 13)
    await insertWorks(db(), open, author, doing)
    const poisoned = open.map(({ id }) => id).sort()[3] as string
    const failing = {
      keep: async (_db: Db, ids: readonly string[]) => {
        if (ids.includes(poisoned)) throw new Error('cannot be computed')
      },
    }
    const noting = noteOpen(db(), { pack, keeper: failing, today: '2026-11-24' })
    await expect(noting).rejects.toThrow(`Works ${poisoned} could not be noted as open`)
    expect(await db()('works').whereNot({ open_until: '2026-11-24' }).orWhereNull('open_until').pluck('id')).toEqual([
      poisoned,
    ])
    expect(await noteOpen(db(), { ...doing, today: '2026-11-24' })).toBe(1)
  })

  it('is the same whether works come one by one or all at once, in either order', async () => {
    const agency = await addOrganisation(db(), 'A')
    const all = cases.map(([, more], i) => works(agency, { ...more, route: more.route ?? line(0, i % 3, 100) }))
    await insertWorks(db(), all, author, doing)
    const atOnce = await db()('conflict').select('works_a', 'works_b', 'kind').orderBy(['works_a', 'works_b', 'kind'])
    await db()('works').update({ external_reference: null })
    await db()('conflict').delete()
    for (const one of all.toReversed()) await keeper.keep(db(), [one.id], pack)
    const oneByOne = await db()('conflict').select('works_a', 'works_b', 'kind').orderBy(['works_a', 'works_b', 'kind'])
    expect(oneByOne.length).toBeGreaterThan(20)
    expect(oneByOne).toEqual(atOnce)
    expect(await verifyRegister(db(), pack)).toMatchObject({ missing: 0, extra: 0, differing: 0 })
  })

  it('is made anew for another rule pack', async () => {
    const agency = await addOrganisation(db(), 'A')
    const later = { period: { start: '2027-03-01', end: '2027-03-10' } }
    await insertWorks(db(), [works(agency), works(agency, later)], author, doing)
    expect(await kinds(db())).toEqual(['repeat_dig'])
    expect(await rebuildRegister(db(), { ...pack, digOnceDays: 10 })).toBe(2)
    expect(await kinds(db())).toEqual([])
    expect(await rebuildRegister(db(), pack)).toBe(2)
    expect(await kinds(db())).toEqual(['repeat_dig'])
  })

  it('ignores works of one project', async () => {
    const agency = await addOrganisation(db(), 'A')
    const projectId = uuidv7()
    await insertWorks(db(), [works(agency, { projectId }), works(agency, { projectId })], author, doing)
    expect(await kinds(db())).toEqual([])
  })

  it('follows a works that moves away and back', async () => {
    const agency = await addOrganisation(db(), 'A')
    const [one, two] = [works(agency), works(agency)]
    await insertWorks(db(), [one, two], author, doing)
    const away = { ...two, route: line(0, 500, 100) }
    const change = { id: two.id, before: {}, after: {}, event: 'change', reason: null }
    await updateWorks(db(), { ...change, old: two, fields: away }, author, doing)
    expect(await kinds(db())).toEqual([])
    await updateWorks(db(), { ...change, old: away, fields: two }, author, doing)
    expect(await kinds(db())).toEqual(['clash'])
  })

  it('is found out by verify when a row is missing, one is too many, or one differs', async () => {
    const agency = await addOrganisation(db(), 'A')
    const [one, two, three] = [works(agency), works(agency), works(agency, { route: line(0, 500, 100) })]
    await insertWorks(db(), [one, two, three], author, doing)
    const right = await db()('conflict').first('*')
    for (const wrong of [
      { overlap_square_metres: 1 },
      { distance_metres: 3 },
      { severity: 'info' },
      { rule_id: 'another' },
      { shared: '[2027-01-02,2027-02-01)' },
      { shared: null, gap_days: 3 },
    ]) {
      await db()('conflict').update(wrong)
      expect(await verifyRegister(db(), pack), JSON.stringify(wrong)).toMatchObject({
        missing: 0,
        extra: 0,
        differing: 1,
      })
      const { overlap_square_metres, distance_metres, severity, rule_id, gap_days } = right
      const shared = '[2027-01-01,2027-02-01)'
      await db()('conflict').update({ overlap_square_metres, distance_metres, severity, rule_id, gap_days, shared })
      expect(await verifyRegister(db(), pack)).toMatchObject({ differing: 0 })
    }
    const [a, b] = [one.id, three.id].sort()
    await db()('conflict').update({ works_a: a, works_b: b })
    expect(await verifyRegister(db(), pack)).toMatchObject({ missing: 1, extra: 1, differing: 0 })
  })
})

describe('two overlapping works written at the same moment', () => {
  /** Of two years, so that they do not wait for each other's number already. */
  const years = ['2025-06-01T06:00:00Z', '2026-06-01T06:00:00Z'] as [string, string]
  const clients: Db[] = []
  let agency: string

  beforeAll(async () => {
    clients.push(openDatabase(), openDatabase())
    const [db] = clients as [Db]
    await ensureRoot(db, pack)
    agency = await addOrganisation(db, `CONCURRENT-${engineKind()}`)
  })
  afterAll(async () => {
    const [db] = clients as [Db]
    await db('conflict').delete()
    await db('works').delete()
    await db('organisation').where({ id: agency }).delete()
    await Promise.all(clients.map((client) => client.destroy()))
  })

  it('find each other, twenty times over', async () => {
    for (let round = 0; round < 20; round++) {
      const period = { start: addDays('2030-01-01', round * 400), end: addDays('2030-01-10', round * 400) }
      const [first, second] = years.map((createdAt) => works(agency, { period, createdAt })) as [
        NewWorksFields,
        NewWorksFields,
      ]
      await Promise.all([
        insertWorks(clients[0] as Db, [first], author, doing),
        insertWorks(clients[1] as Db, [second], author, doing),
      ])
    }
    const [db] = clients as [Db]
    expect(await kinds(db)).toEqual(Array.from({ length: 20 }, () => 'clash'))
    expect(await verifyRegister(db, pack)).toMatchObject({ works: 40, pairs: 20, missing: 0, extra: 0, differing: 0 })
  })

  it('wait for each other in one order: several at once, far apart, named in either order', async () => {
    const before = await count(clients[0] as Db)
    for (let round = 0; round < 20; round++) {
      const pair = (createdAt: string) => [
        works(agency, { createdAt }),
        works(agency, { createdAt, route: line(0, 30_000, 100) }),
      ]
      await Promise.all([
        insertWorks(clients[0] as Db, pair(years[0]), author, doing),
        insertWorks(clients[1] as Db, pair(years[1]).toReversed(), author, doing),
      ])
    }
    expect(await count(clients[0] as Db)).toBe(before + 80)
  })
})

async function count(db: Db): Promise<number> {
  const [found] = await rows<{ n: number }>(db, 'select count(*)::int as n from works')
  return found?.n ?? 0
}
