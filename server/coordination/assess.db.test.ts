import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { addOrganisation, refusals, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import type { LineString } from '../geo/contract.ts'
import type { App } from '../http/app-types.ts'
import type { StreetClass } from '../streets/contract.ts'
import { storeStreets } from '../streets/store.ts'
import { shift } from '../time/rules.ts'
import type { Assessment } from './contract.ts'

const db = databaseForTests()
let app: App
let water: SignedIn
let power: SignedIn

/** A straight west–east line of so many metres at 24.7° N, starting so many metres east of 46.7° E. */
function line(metres: number, from = 0, north = 0) {
  const degree = 111_320 * Math.cos((24.7 * Math.PI) / 180)
  const y = 24.7 + north / 110_770
  return {
    type: 'LineString',
    coordinates: [
      [46.7 + from / degree, y],
      [46.7 + (from + metres) / degree, y],
    ],
  }
}

const works = {
  title: 'Main renewal',
  category: 'planned',
  utility: 'water',
  route: line(200),
  period: { start: '2027-01-10', end: '2027-01-29' },
  status: 'planned',
}

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
    const found = await assess({
      category: 'planned',
      route: line(200, 50),
      period: { start: '2027-01-20', end: '2027-02-03' },
    })
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
    expect(clash?.overlap).toMatchObject({
      type: 'Polygon',
      coordinates: [expect.arrayContaining([expect.any(Array)])],
    })
    expect(clash?.overlapMetres).toBeGreaterThan(149)
    expect(clash?.overlapMetres).toBeLessThan(153)
    expect(clash?.explanation).toContain('10 days')
  })

  it('speaks Arabic with its plurals where Arabic is asked for', async () => {
    await app.inject({ method: 'POST', url: '/api/works', headers: water.headers, payload: works })
    const answer = await app.inject({
      method: 'POST',
      url: '/api/assessments',
      headers: { ...power.headers, 'accept-language': 'ar' },
      payload: { category: 'planned', route: line(200), period: { start: '2027-01-27', end: '2027-01-29' } },
    })
    expect(answer.json().findings[0].explanation).toContain('خلال 3 أيام')
  })

  it('never offers a shift onto works that are now only near in time', async () => {
    const later = { ...works, period: { start: '2027-02-10', end: '2027-02-20' } }
    for (const payload of [works, later])
      await app.inject({ method: 'POST', url: '/api/works', headers: water.headers, payload })
    const found = await assess({
      category: 'planned',
      route: works.route,
      period: { start: '2027-01-20', end: '2027-02-03' },
    })
    expect(found.findings.find(({ kind }) => kind === 'clash')?.clears).toEqual({ earlierDays: 25, laterDays: 10 })
    // the ground rests seven days before and after
    expect(found.clears.blocking).toEqual({ earlierDays: 31, laterDays: 38 })
  })

  it('offers only shifts that keep their promise, and no smaller one would', { timeout: 60_000 }, async () => {
    const office = await signedIn(app, db(), 'planner')
    const post = async (url: string, payload: object, by = office) =>
      expect((await app.inject({ method: 'POST', url, headers: by.headers, payload })).statusCode).toBe(201)
    await post('/api/works', works, water)
    await post(
      '/api/works',
      { ...works, category: 'road_works', period: { start: '2027-03-15', end: '2027-03-24' } },
      water,
    )
    const [[west, south], [east]] = line(100, 50).coordinates as [[number, number], [number, number]]
    const ring = [
      [west, south - 0.0002],
      [east, south - 0.0002],
      [east, south + 0.0002],
      [west, south + 0.0002],
      [west, south - 0.0002],
    ]
    const area = { type: 'Polygon', coordinates: [ring] }
    const name = { ar: 'المهرجان', en: 'The festival' }
    const event = { kind: 'event', name, severity: 'blocking', area }
    await post('/api/constraint-areas', { ...event, period: { start: '2027-02-07', end: '2027-02-20' } })
    for (const category of ['planned', 'road_works']) {
      const draft = { category, route: works.route, period: { start: '2027-01-20', end: '2027-01-27' } }
      const { clears } = await assess(draft)
      const at = async (days: number) => (await assess({ ...draft, period: shift(draft.period, days) })).findings
      const blocking = async (days: number) => (await at(days)).some(({ severity }) => severity === 'blocking')
      const timed = async (days: number) => (await at(days)).some((finding) => finding.clears !== null)
      const { earlierDays, laterDays } = clears.blocking
      expect([category, earlierDays, laterDays]).toEqual([
        category,
        category === 'planned' ? 24 : null,
        category === 'planned' ? 32 : 153,
      ])
      expect(await blocking(laterDays as number)).toBe(false)
      expect(await blocking((laterDays as number) - 1)).toBe(true)
      if (earlierDays !== null) {
        expect(await blocking(-earlierDays)).toBe(false)
        expect(await blocking(1 - earlierDays)).toBe(true)
      }
      expect(clears.earlierDays).toBeNull()
      expect(await timed(clears.laterDays as number)).toBe(false)
      expect(await timed((clears.laterDays as number) - 1)).toBe(true)
    }
  })

  it('offers nothing where something cannot be looked up, and never a day that is past', async () => {
    const past = { category: 'emergency', route: line(200), period: { start: '2026-01-10', end: '2026-01-20' } }
    const old = { ...works, period: { start: '2026-01-15', end: '2026-01-20' } }
    await app.inject({ method: 'POST', url: '/api/works', headers: water.headers, payload: old })
    const [clash] = (await assess(past)).findings
    expect(clash?.clears).toEqual({ earlierDays: null, laterDays: 318 })
    await db().raw('drop table constraint_area')
    const { complete, clears } = await assess(past)
    expect(complete).toBe(false)
    expect(clears).toEqual({
      earlierDays: null,
      laterDays: null,
      blocking: { earlierDays: null, laterDays: null },
    })
  })

  it('leaves out the works itself and its project, but nobody else’s', async () => {
    const projectId = uuidv7()
    const send = (by: SignedIn, url: string, payload: object) =>
      app.inject({ method: 'POST', url, headers: by.headers, payload })
    const one = (await send(power, '/api/works', { ...works, projectId })).json()
    const draft = { category: 'planned', route: works.route, period: works.period }
    expect((await assess(draft)).findings).toHaveLength(1)
    expect((await assess({ ...draft, worksId: one.id })).findings).toEqual([])
    expect((await assess({ ...draft, projectId })).findings).toEqual([])
    expect((await assess({ ...draft, worksId: uuidv7(), projectId: uuidv7() })).findings).toHaveLength(1)
    for (const [member, claim] of [
      ['worksId', { worksId: one.id }],
      ['projectId', { projectId }],
    ] as const) {
      const refused = await send(water, '/api/assessments', { ...draft, ...claim })
      expect([refused.statusCode, refused.json().errors[0].path]).toEqual([400, member])
    }
  })

  it('tries somebody else’s works on other days as it is drawn, and in no other way', async () => {
    const send = (by: SignedIn, url: string, payload: object) =>
      app.inject({ method: 'POST', url, headers: by.headers, payload })
    const one = (await send(power, '/api/works', works)).json()
    const tried = { worksId: one.id, category: 'planned', route: one.route, period: shift(works.period, 40) }
    const answer = await send(water, '/api/assessments', tried)
    expect([answer.statusCode, answer.json().findings]).toEqual([200, []])
    for (const other of [{ route: line(150) }, { category: 'road_works' }, { projectId: uuidv7() }]) {
      const refused = await send(water, '/api/assessments', { ...tried, ...other })
      expect([refused.statusCode, refused.json().errors[0].path]).toEqual([400, 'worksId'])
    }
  })

  it('is incomplete, and never clear, when something cannot be looked up', async () => {
    await app.inject({ method: 'POST', url: '/api/works', headers: water.headers, payload: works })
    await db().raw('drop table constraint_area')
    const found = await assess({ category: 'planned', route: line(200), period: works.period })
    expect(found.complete).toBe(false)
    expect(found.findings.map(({ kind }) => kind)).toEqual(['clash'])
  })

  it('measures an area by the rectangle of its perimeter and area', async () => {
    const [[west, south], [east]] = line(200).coordinates as [[number, number], [number, number]]
    const north = south + 10 / 110_770
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ]
    const found = await assess({
      category: 'planned',
      route: { type: 'Polygon', coordinates: [ring] },
      period: works.period,
    })
    expect(found.lengthMetres).toBeCloseTo(200, -1)
    expect(found.areaSquareMetres).toBeGreaterThan(1980)
    expect(found.areaSquareMetres).toBeLessThan(2020)
  })
})

describe('limits by the rule pack', () => {
  const draft = { category: 'planned', route: line(200), period: { start: '2027-01-10', end: '2027-01-29' } }
  const ruleIds = async (more: object) => (await assess({ ...draft, ...more })).findings.map(({ ruleId }) => ruleId)

  async function onStreet(streetClass: StreetClass) {
    const street = {
      id: uuidv7(),
      code: 'S1',
      name: { ar: 'شارع', en: 'Street' },
      streetClass,
      line: line(300, -50) as LineString,
    }
    await storeStreets(db(), [street], pack)
  }

  it.each([
    ['60 days where no street is known', null, { period: { start: '2027-01-01', end: '2027-03-01' } }, []],
    [
      '61 days where no street is known',
      null,
      { period: { start: '2027-01-01', end: '2027-03-02' } },
      ['limit-duration'],
    ],
    ['30 days on a highway', 'highway', { period: { start: '2027-01-01', end: '2027-01-30' } }, []],
    ['31 days on a highway', 'highway', { period: { start: '2027-01-01', end: '2027-01-31' } }, ['limit-duration']],
    ['60 days on a local street', 'local', { period: { start: '2027-01-01', end: '2027-03-01' } }, []],
    [
      '150 days of road works on a highway',
      'highway',
      { category: 'road_works', period: { start: '2027-01-01', end: '2027-05-30' } },
      [],
    ],
    [
      '151 days of road works on a highway',
      'highway',
      { category: 'road_works', period: { start: '2027-01-01', end: '2027-05-31' } },
      ['limit-duration'],
    ],
    [
      '300 days of road works elsewhere',
      'local',
      { category: 'road_works', period: { start: '2027-01-01', end: '2027-10-27' } },
      [],
    ],
    [
      'a start tomorrow, 15 hours from now',
      null,
      { period: { start: '2026-11-25', end: '2026-11-27' } },
      ['limit-lead-time'],
    ],
    ['a start in two days', null, { period: { start: '2026-11-26', end: '2026-11-27' } }, []],
    ['an emergency today', null, { category: 'emergency', period: { start: '2026-11-24', end: '2026-11-25' } }, []],
    ['80 connections', null, { category: 'multi_connection', connections: 80 }, []],
    ['81 connections', null, { category: 'multi_connection', connections: 81 }, ['limit-connections']],
    ['a main route of 1,010 m', null, { category: 'multi_connection', route: line(1010) }, ['limit-main-route']],
  ] as const)('%s', async (_name, streetClass, more, expected) => {
    if (streetClass) await onStreet(streetClass)
    expect(await ruleIds(more)).toEqual(expected)
  })
})

describe('works in pieces', () => {
  it('are told to the office alone: of one agency, on one street, soon after each other', async () => {
    const agencyId = await addOrganisation(db(), 'PIECES')
    const street = { id: uuidv7(), code: 'S1', name: { ar: 'شارع', en: 'Street' }, streetClass: 'local' as const }
    await storeStreets(db(), [{ ...street, line: line(600, -50) as LineString }], pack)
    const owner = await signedIn(app, db(), 'utility', agencyId)
    const office = await signedIn(app, db(), 'planner')
    const told = async (by: SignedIn, more: object = {}) => {
      const period = { start: '2027-03-03', end: '2027-04-11' }
      const payload = { category: 'planned', route: line(100, 300), period, agencyId, ...more }
      const answer = await app.inject({ method: 'POST', url: '/api/assessments', headers: by.headers, payload })
      expect(answer.statusCode, answer.body).toBe(200)
      const { findings } = answer.json<Assessment>()
      return findings.filter(({ kind }) => kind === 'split_works')
    }
    // forty days, of which the last is 30 January
    const piece = { title: 'Piece', category: 'planned', utility: 'water', status: 'planned', route: line(100) }
    const period = { start: '2026-12-22', end: '2027-01-30' }
    const payload = { ...piece, period }
    const made = await app.inject({ method: 'POST', url: '/api/works', headers: owner.headers, payload })
    expect(made.statusCode, made.body).toBe(201)
    expect(await told(office)).toEqual([])
    const near = { period: { start: '2027-03-02', end: '2027-04-10' } }
    const [found] = await told(office, near)
    expect(found).toMatchObject({ ruleId: 'split-works', severity: 'warning', clears: null })
    expect(found?.explanation).toContain(
      `(${made.json().number}). Together they take 80 days; the limit for one works is 60 days.`,
    )
    expect(await told(owner, near)).toEqual([])
    expect(await told(office, { ...near, agencyId: await addOrganisation(db(), 'OTHER-ONE') })).toEqual([])
    expect(await told(office, { ...near, category: 'road_works' })).toEqual([])
    expect(await told(office, { period: { start: '2027-03-02', end: '2027-03-20' } })).toEqual([])
  })
})

describe('a central zone', () => {
  const drawn = (from: number) => {
    const [[west, south], [east]] = line(40, from).coordinates as [[number, number], [number, number]]
    const [low, high] = [south - 0.0002, south + 0.0002]
    return { type: 'Polygon', coordinates: [[[west, low], [east, low], [east, high], [west, high], [west, low]]] } // biome-ignore format: one line
  }
  const named = { name: { ar: 'وسط المدينة', en: 'City centre' }, kind: 'central_zone', severity: 'info' }
  const sixtyDays = { start: '2027-01-01', end: '2027-03-01' }
  async function zone(more: object = {}) {
    const office = await signedIn(app, db(), 'planner')
    const payload = { ...named, area: drawn(50), ...more }
    const answer = await app.inject({ method: 'POST', url: '/api/constraint-areas', headers: office.headers, payload })
    expect(answer.statusCode, answer.body).toBe(201)
  }
  const lengthOf = async (more: object = {}) => {
    const found = await assess({ category: 'planned', route: line(100), period: sixtyDays, ...more })
    return found.findings.map(({ ruleId, severity, explanation }) => [ruleId, severity, explanation])
  }

  it('makes every street a highway, and says so', async () => {
    expect(await lengthOf()).toEqual([])
    await zone()
    const said = expect.stringContaining(
      'central zone “City centre”, where every street counts as a highway: at most 30 days',
    )
    expect(await lengthOf()).toEqual([['limit-duration', 'blocking', said]])
    expect(await lengthOf({ period: { start: '2027-01-01', end: '2027-01-30' } })).toEqual([])
    expect(await lengthOf({ route: line(30) })).toEqual([])
    expect(await lengthOf({ category: 'road_works', period: { start: '2027-01-01', end: '2027-05-30' } })).toEqual([])
    const [[ruleId] = []] = await lengthOf({
      category: 'road_works',
      period: { start: '2027-01-01', end: '2027-05-31' },
    })
    expect(ruleId).toBe('limit-duration')
  })

  it('does so while it is in force, and forbids no days', async () => {
    await zone({ period: { start: '2026-11-01', end: '2026-12-31' } })
    expect(await lengthOf()).toEqual([])
    await zone({ period: { start: '2027-02-01', end: '2027-12-31' } })
    const found = await assess({ category: 'planned', route: line(100), period: sixtyDays })
    expect(found.findings.map(({ ruleId, clears }) => [ruleId, clears])).toEqual([['limit-duration', null]])
  })
})

describe('an area drawn on one lane', () => {
  it('lies on the street whose surface it opens, though not on its centreline', async () => {
    const street = { id: uuidv7(), code: 'S1', name: { ar: 'شارع', en: 'Street' }, streetClass: 'highway' as const }
    await storeStreets(db(), [{ ...street, line: line(300, -50) as LineString }], pack)
    const [[west, south], [east]] = line(100, 0, 6).coordinates as [[number, number], [number, number]]
    const north = south + 4 / 110_770
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ]
    const route = { type: 'Polygon', coordinates: [ring] }
    const found = await assess({ category: 'planned', route, period: { start: '2027-01-01', end: '2027-01-31' } })
    expect(found.streets).toMatchObject([{ id: street.id }])
    expect(found.streets[0]?.metres).toBeCloseTo(100, -1)
    expect(found.findings.map(({ ruleId }) => ruleId)).toEqual(['limit-duration'])
  })
})

describe('restricted ground', () => {
  const draft = { category: 'planned', route: line(200), period: { start: '2027-01-10', end: '2027-01-29' } }
  const post = async (url: string, payload: object) => {
    const office = await signedIn(app, db(), 'planner')
    const answer = await app.inject({ method: 'POST', url, headers: office.headers, payload })
    expect(answer.statusCode, answer.body).toBe(201)
    return answer.json()
  }
  const area = () => {
    const [[west, south], [east]] = line(100, 50).coordinates as [[number, number], [number, number]]
    const ring = [
      [west, south - 0.0002],
      [east, south - 0.0002],
      [east, south + 0.0002],
      [west, south + 0.0002],
      [west, south - 0.0002],
    ]
    return { type: 'Polygon', coordinates: [ring] }
  }
  const name = { ar: 'المهرجان', en: 'The festival' }

  it.each([
    ['2026-01-01', 'blocking', 'protected-surface-hold', { earlierDays: null, laterDays: 172 }],
    ['2025-06-01', 'warning', 'protected-surface', { earlierDays: null, laterDays: 1239 }],
  ] as const)('resurfaced on %s: %s', async (resurfacedOn, severity, ruleId, clears) => {
    await post('/api/protected-surfaces', { area: area(), name, resurfacedOn })
    const [found] = (await assess(draft)).findings
    expect(found).toMatchObject({
      kind: 'protected_surface',
      severity,
      ruleId,
      clears,
      other: { title: 'The festival' },
    })
    expect(found?.overlapMetres).toBeCloseTo(100, 0)
  })

  it('is free again when the protection is over', async () => {
    await post('/api/protected-surfaces', { area: area(), name, resurfacedOn: '2020-01-01' })
    expect((await assess(draft)).findings).toEqual([])
  })

  it.each([
    ['event', { start: '2027-01-20', end: '2027-02-05' }, 'event', { earlierDays: 10, laterDays: 27 }],
    ['school', { start: '2027-01-29', end: '2027-02-05' }, 'blackout', { earlierDays: 1, laterDays: 27 }],
    ['hospital', null, 'blackout', null],
  ] as const)('a constraint area (%s)', async (kind, period, expected, clears) => {
    await post('/api/constraint-areas', { kind, name, period, severity: 'warning', area: area() })
    expect((await assess(draft)).findings).toMatchObject([{ kind: expected, severity: 'warning', clears }])
  })

  it('a constraint area out of its period is no finding', async () => {
    await post('/api/constraint-areas', {
      kind: 'event',
      name,
      period: { start: '2027-01-30', end: '2027-02-05' },
      severity: 'warning',
      area: area(),
    })
    expect((await assess(draft)).findings).toEqual([])
  })
})
