import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../../testing/database.ts'
import { addOrganisation, now, refusals, type SignedIn, serviceOn, signedIn } from '../../../testing/service.ts'
import { permissions } from '../../access/permissions.ts'
import type { App } from '../../http/app-types.ts'
import { type Checklist, inspectionKinds } from './contract.ts'
import { ensureChecklists, seededItems } from './store.ts'

const db = databaseForTests()
let app: App
let office: SignedIn

beforeEach(async () => {
  app = await serviceOn(db())
  office = await signedIn(app, db(), 'planner')
})

const current = async (kind: string) => {
  const answer = await app.inject({ url: '/api/checklists', headers: office.headers })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<{ items: Checklist[] }>().items.find((one) => one.kind === kind) as Checklist
}
const publish = (kind: string, payload: object, headers = office.headers) =>
  app.inject({ method: 'POST', url: `/api/checklists/${kind}`, headers, payload })

describe('the checklists that come with the service', () => {
  it.each(inspectionKinds)('%s is complete in both languages', (kind) => {
    const items = seededItems(kind)
    expect(items.length).toBeGreaterThan(4)
    for (const { text, reasons } of items)
      for (const words of [text, ...reasons.map((reason) => reason.text)]) {
        expect(words.ar).toMatch(/\p{Script=Arabic}/u)
        expect(words.en).not.toMatch(/\p{Script=Arabic}/u)
      }
  })

  it('are there once, and stay as the office has made them', async () => {
    const before = await current('final')
    const fewer = before.items.filter(({ code }) => code !== 'texture')
    await publish('final', { version: 1, items: fewer })
    await ensureChecklists(db(), now)
    expect(await db()('checklist').where({ kind: 'final' }).orderBy('version').pluck('version')).toEqual([1, 2])
    expect((await current('final')).items).toEqual(fewer)
  })
})

describe('the routes of checklists', () => {
  it.each([
    ['GET', '/api/checklists', permissions['works.read']],
    ['GET', '/api/checklists/final', permissions['works.read']],
    ['POST', '/api/checklists/final', permissions['checklists.publish']],
  ] as const)('%s %s is for those who may', async (method, url, allowed) => {
    const { visitor, others } = await refusals(app, db(), { method, url, allowed })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })
})

describe('a new version', () => {
  it('takes the place of the one that was seen, which stays', async () => {
    const before = await current('backfill')
    const items = before.items.map((item) => (item.code === 'layers' ? { ...item, severity: 'low' as const } : item))
    const answer = await publish('backfill', {
      version: before.version,
      items,
      note: 'As the specification of this year says.',
    })
    expect(answer.statusCode, answer.body).toBe(201)
    expect(answer.json()).toMatchObject({ kind: 'backfill', version: 2, items, publishedBy: { en: 'planner' } })
    const all = await app.inject({ url: '/api/checklists/backfill', headers: office.headers })
    expect(all.json<{ items: Checklist[] }>().items.map(({ version, items: each }) => [version, each])).toEqual([
      [2, items],
      [1, before.items],
    ])
    expect(await db()('audit').where({ subject: 'checklist' }).pluck('event')).toEqual(['publish'])
  })

  it('is refused where another one came first', async () => {
    const { items } = await current('final')
    expect((await publish('final', { version: 1, items })).statusCode).toBe(201)
    const late = await publish('final', { version: 1, items })
    expect(late.statusCode).toBe(409)
    expect(late.json()).toMatchObject({ type: '/problems/version', currentVersion: 2 })
  })

  it.each([
    ['an item twice', (items: Checklist['items']) => [...items, items[0]], 'code'],
    ['no item', () => [], 'items'],
  ])('is refused with %s, at its member', async (_what, change, member) => {
    const { version, items } = await current('final')
    const answer = await publish('final', { version, items: change(items) })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors[0].path).toContain(member)
  })

  it('is refused without an item that a fine is proposed by, which says which', async () => {
    const { version, items } = await current('final')
    const answer = await publish('final', { version, items: items.filter(({ code }) => code !== 'depression') })
    expect([answer.statusCode, answer.json().errors[0].path]).toEqual([400, 'items'])
    const { text } = items.find(({ code }) => code === 'depression') as Checklist['items'][number]
    expect(answer.json().errors[0].message).toContain(text.en)
    const renamed = items.map((item) => (item.code === 'removal' ? { ...item, code: 'waste' } : item))
    expect((await publish('final', { version, items: renamed })).statusCode).toBe(400)
  })

  it('is for the office of all ground alone', async () => {
    const { version, items } = await current('final')
    const planner = await signedIn(app, db(), 'planner', await addOrganisation(db(), 'TOWN', 'municipality'))
    expect((await publish('final', { version, items }, planner.headers)).statusCode).toBe(403)
  })
})
