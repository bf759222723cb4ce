import { text } from 'node:stream/consumers'
import { beforeEach, describe, expect, it } from 'vitest'
import { addWorks } from '../../testing/applications.ts'
import { databaseForTests, pack } from '../../testing/database.ts'
import { asking } from '../../testing/procedure.ts'
import { addOrganisation, refusals, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import type { Actor } from '../access/actor.ts'
import { permissions } from '../access/permissions.ts'
import type { Db } from '../database/connect.ts'
import { storeStreets } from '../streets/store.ts'
import type { Works } from '../works/contract.ts'
import type { AgenciesPlan, PlannedStreet } from './contract.ts'
import { planFile } from './plan-file.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, power] = [] as unknown as [SignedIn, SignedIn]

const [first, second] = ['018f0000-0000-7000-8000-00000000000a', '018f0000-0000-7000-8000-00000000000b']
const lineAt = (lat: number) => ({ type: 'LineString' as const, coordinates: [[46.7, lat], [46.71, lat]] as [number, number][] }) // biome-ignore format: one line

beforeEach(async () => {
  const app = await serviceOn(db())
  ask = asking(app)
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  const street = (id: string, lat: number, name: string) => ({
    id,
    code: null,
    name: { ar: name, en: name },
    streetClass: 'local' as const,
    widthMetres: 12,
    line: lineAt(lat),
  })
  await storeStreets(db(), [street(first, 24.7, 'A street'), street(second, 24.72, '=B street')], pack)
})

const plan = (by: SignedIn, lat: number, start: string, end: string, more: object = {}) =>
  ask.ok<Works>(by, 'POST', '/api/works', {
    title: 'Renewal',
    category: 'planned',
    utility: 'water',
    status: 'planned',
    route: { type: 'LineString', coordinates: [[46.702, lat], [46.704, lat]] }, // biome-ignore format: one line
    period: { start, end },
    ...more,
  })
const streets = async (by: SignedIn, query = '') =>
  ask.ok<{ items: PlannedStreet[]; nextCursor: string | null }>(by, 'GET', `/api/yearly-plan/streets?year=2027${query}`)
const agencies = async (by: SignedIn, query = '') =>
  (await ask.ok<AgenciesPlan>(by, 'GET', `/api/yearly-plan/agencies?year=2027${query}`)).items

describe('the routes', () => {
  it.each([
    '/api/yearly-plan/streets?year=2027',
    '/api/yearly-plan/agencies?year=2027',
    '/api/yearly-plan.csv?year=2027',
  ])('GET %s answers 401 and 403', async (url) => {
    const answered = await refusals(ask.app, db(), { method: 'GET', url, allowed: permissions['works.read'] })
    expect(answered.visitor).toBe(401)
    expect(new Set(answered.others)).toEqual(new Set([403]))
  })
})

describe('the plan of a year', () => {
  it('has each works on its street, also where only a day of it lies in the year, and marks whom it meets', async () => {
    const clash = await plan(water, 24.7, '2027-03-01', '2027-03-20')
    const cable = await plan(power, 24.7, '2027-03-10', '2027-03-30')
    const before = await plan(water, 24.72, '2026-12-10', '2027-01-01')
    await plan(water, 24.72, '2026-12-01', '2026-12-31', { title: 'Of the year before' })
    await plan(water, 24.72, '2027-05-01', '2027-05-05', { status: 'draft' })
    const { items } = await streets(power)
    expect(items.map(({ name, works }) => [name.en, works.map(({ id }) => id)])).toEqual([
      ['=B street', [before.id]],
      ['A street', [clash.id, cable.id]],
    ])
    expect(items[1]?.works[0]).toMatchObject({ blocking: 1, agencyId: water.agencyId, occupies: { start: '2027-03-01', end: '2027-03-20' } }) // biome-ignore format: one line
    expect(items[1]?.works[0]?.metres).toBeGreaterThan(190)
  })

  it('is paged by street, and narrowed by agency and category', async () => {
    await plan(water, 24.7, '2027-03-01', '2027-03-20')
    await plan(power, 24.72, '2027-03-01', '2027-03-20', { category: 'connection', connections: 1 })
    const page = await streets(water, '&limit=1')
    expect(page.items.map(({ id }) => id)).toEqual([second])
    const next = await streets(water, `&limit=1&cursor=${page.nextCursor}`)
    expect([next.items.map(({ id }) => id), next.nextCursor]).toEqual([[first], null])
    expect((await streets(water, `&agency=${water.agencyId}`)).items.map(({ id }) => id)).toEqual([first])
    expect((await streets(water, '&category=connection')).items.map(({ id }) => id)).toEqual([second])
    expect((await streets(water, '&municipality=018f0000-0000-7000-8000-000000000001')).items).toEqual([])
  })

  it('counts for each agency works, metres, days within the year, and works in each month', async () => {
    await plan(water, 24.7, '2026-12-20', '2027-02-01')
    await plan(water, 24.72, '2027-12-31', '2028-01-15')
    await plan(power, 24.72, '2027-06-01', '2027-06-30')
    const [first, second] = await agencies(water)
    expect(first).toMatchObject({ agencyId: water.agencyId, works: 2, worksDays: 33, months: [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] }) // biome-ignore format: one line
    expect(second).toMatchObject({ agencyId: power.agencyId, works: 1, worksDays: 30 })
    expect(first?.metres).toBeGreaterThan(400)
    await plan(power, 24.7, '2027-01-10', '2027-01-20')
    await plan(power, 24.7, '2027-01-12', '2027-01-30')
    expect((await agencies(water)).find(({ agencyId }) => agencyId === water.agencyId)).toMatchObject({ blocking: 1 })
    expect((await agencies(water, `&agency=${power.agencyId}`)).map(({ works }) => works)).toEqual([3])
  })

  it('counts the ground of a future project once, also where it has become works', async () => {
    const project = await plan(water, 24.7, '2027-03-01', '2027-03-20', { category: 'future_project' })
    const become = async (parts: object[]) => {
      const { version } = await ask.ok<Works>(water, 'GET', `/api/works/${project.id}`)
      await ask.ok(water, 'POST', `/api/works/${project.id}/progress`, { version, parts })
    }
    const [before] = await agencies(power)
    await become([{ category: 'planned', toMetres: 80 }])
    const [parted] = await agencies(power)
    expect(parted).toMatchObject({ works: 2 })
    await become([{ category: 'planned' }])
    const [whole] = await agencies(power)
    expect(whole).toMatchObject({ works: 2 })
    for (const each of [parted, whole]) expect(Math.abs((each?.metres ?? 0) - (before?.metres ?? 0))).toBeLessThan(2)
    const [street] = (await streets(power)).items
    expect(street?.works.map(({ category, status }) => [category, status])).toEqual(Array(2).fill(['planned', 'planned'])) // biome-ignore format: one line
    const { weeks } = await ask.ok<{ weeks: { works: number }[] }>(power, 'GET', '/api/works/histogram?from=2027-03-01&to=2027-03-14') // biome-ignore format: one line
    expect(weeks.map(({ works }) => works)).toEqual([2, 2])
  })

  it('counts as a chance what dig once offers: two agencies’ works that are still to be dug, also on the same days', async () => {
    const counted = async () => {
      const { items } = await streets(water)
      const works = items.flatMap((street) => street.works)
      const told = (id: string) => works.find((one) => one.id === id)
      return { told, of: new Map((await agencies(water)).map((one) => [one.agencyId, one.chances])) }
    }
    const [ours, theirs] = [
      await plan(water, 24.7, '2027-03-01', '2027-03-20'),
      await plan(power, 24.7, '2027-03-10', '2027-03-30'),
    ]
    const clash = await counted()
    expect(clash.told(ours.id)).toMatchObject({ blocking: 1, chances: 1 })
    expect(clash.told(theirs.id)).toMatchObject({ blocking: 1, chances: 1 })
    expect([...clash.of.values()]).toEqual([1, 1])
    // a trench that is closed is shared with nobody: opening that ground again is what is warned of
    await db()('works').where({ id: theirs.id }).update({ status: 'in_guarantee' })
    await db()('conflict').update({ kind: 'repeat_dig', severity: 'warning' })
    const closed = await counted()
    expect(closed.told(ours.id)).toMatchObject({ warning: 1, chances: 0 })
    expect([...closed.of.values()]).toEqual([0, 0])
    await db()('works').where({ id: theirs.id }).update({ status: 'planned' })
    expect((await counted()).told(ours.id)).toMatchObject({ warning: 0, chances: 1 })
    // one agency’s works alone are linked by nobody
    await db()('works').where({ id: theirs.id }).update({ agency_id: water.agencyId })
    expect((await counted()).told(ours.id)).toMatchObject({ warning: 1, chances: 0 })
  })

  it('ends with what lies on no known street, which is in its file too', async () => {
    await plan(water, 24.7, '2027-03-01', '2027-03-20')
    const far = await plan(power, 24.75, '2027-04-01', '2027-04-20', { title: 'Off the streets' })
    const { items, nextCursor } = await streets(water)
    expect(items.map(({ id, total }) => [id, total])).toEqual([[first, 1], [null, 1]]) // biome-ignore format: one line
    expect(items[1]).toMatchObject({ name: { en: 'On no known street' }, works: [{ id: far.id }] })
    expect(items[1]?.works[0]?.metres).toBeGreaterThan(190)
    expect(nextCursor).toBeNull()
    const page = await streets(water, '&limit=1')
    expect(page.items.map(({ id }) => id)).toEqual([first])
    const last = await streets(water, `&limit=1&cursor=${page.nextCursor}`)
    expect([last.items.map(({ id }) => id), last.nextCursor]).toEqual([[null], null])
    expect((await streets(water, `&agency=${water.agencyId}`)).items.map(({ id }) => id)).toEqual([first])
    const file = await ask.send(water, 'GET', '/api/yearly-plan.csv?year=2027')
    expect(file.body.trim().split('\r\n').at(-1)).toMatch(/^On no known street,KSA-[^,]+,Off the streets,POWER,/)
  })

  it('reads what lies on no known street part by part for its file', async () => {
    await plan(water, 24.7, '2027-03-01', '2027-03-20', { title: 'On a street' })
    for (const [at, start] of ['2027-05-01', '2027-04-01', '2027-04-01', '2027-06-01', '2027-07-01'].entries())
      await plan(water, 24.75 + at / 100, start, '2027-08-01', { title: `Off ${at}` })
    const read: number[] = []
    const under = async <T>(_actor: unknown, work: (asked: Db) => Promise<T>) => {
      const found = await work(db())
      const { items } = found as { items?: { works: unknown[] }[] }
      read.push(items?.reduce((sum, { works }) => sum + works.length, 0) ?? 0)
      return found
    }
    const viewer: Actor = { userId: null, keyId: null, role: 'utility', isAdmin: false, agencyId: water.agencyId, ground: [], scopes: null } // biome-ignore format: one line
    const file = await planFile(under, { year: 2027 }, { viewer, pack, today: '2026-11-24' }, 'en', 2)
    const [, ...lines] = (await text(file)).trim().split('\r\n')
    expect(lines.map((line) => line.split(',')[2]).sort()).toEqual(['Off 0', 'Off 1', 'Off 2', 'Off 3', 'Off 4', 'On a street']) // biome-ignore format: one line
    expect(lines.slice(1).map((line) => line.split(',')[6])).toEqual(['2027-04-01', '2027-04-01', '2027-05-01', '2027-06-01', '2027-07-01']) // biome-ignore format: one line
    expect(Math.max(...read)).toBe(2)
  })

  it('shows so many works of a street on its page, and all of them in its file', async () => {
    for (let n = 0; n < 61; n += 1) {
      const [west, east] = [46.7 + n * 0.00016, 46.70005 + n * 0.00016]
      const route = { type: 'LineString' as const, coordinates: [[west, 24.7], [east, 24.7]] as [number, number][] } // biome-ignore format: one line
      await addWorks(db(), water.agencyId as string, route, 'planned')
    }
    const [street] = (await streets(water)).items
    expect([street?.total, street?.works.length]).toEqual([61, 60])
    const file = await ask.send(water, 'GET', '/api/yearly-plan.csv?year=2027')
    expect(file.body.trim().split('\r\n')).toHaveLength(62)
  })

  it('is a file in the reader’s language that runs nothing', async () => {
    await plan(water, 24.72, '2027-03-01', '2027-03-20', { title: '@SUM(A1), "quoted"' })
    const file = await ask.send(water, 'GET', '/api/yearly-plan.csv?year=2027')
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
    const [head, line, ...rest] = file.body.split('\r\n')
    expect(head).toBe('\uFEFFStreet,Works,Title,Agency,Category,Status,From,To,Metres on the street,Blocking conflicts,Warnings,Chances to share a trench') // biome-ignore format: one line
    expect(line).toMatch(
      /^'=B street,KSA-[^,]+,"'@SUM\(A1\), ""quoted""",WATER,Ordinary excavation,Planned,2027-03-01,2027-03-20,[\d.]+,0,0,0$/,
    )
    expect(rest).toEqual([''])
  })
})
