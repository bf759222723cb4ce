import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { uuidv7 } from 'uuidv7'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addConnections } from '../../../testing/connections.ts'
import { databaseForTests, pack } from '../../../testing/database.ts'
import { formOf } from '../../../testing/form.ts'
import { asking } from '../../../testing/procedure.ts'
import {
  addOrganisation,
  now,
  refusals,
  rootOffice,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../../testing/service.ts'
import { permissions } from '../../access/permissions.ts'
import type { AuditEntry } from '../../audit/contract.ts'
import { verifyAudit } from '../../audit/verify.ts'
import { keeper } from '../../coordination/register.ts'
import type { Position } from '../../geo/contract.ts'
import type { Works } from '../contract.ts'
import { moveWorks } from '../store.ts'
import type { Connection, Connections } from './contract.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let mediaDir: string
let [water, digger] = [] as unknown as [SignedIn, SignedIn]
let works: Works

const line = (...coordinates: Position[]) => ({ type: 'LineString' as const, coordinates })
const plan = {
  title: 'Connections of a quarter',
  category: 'multi_connection',
  utility: 'water',
  route: line([46.7, 24.7], [46.702, 24.7]),
  period: { start: '2027-01-10', end: '2027-01-29' },
  status: 'planned',
}

beforeEach(async () => {
  mediaDir = mkdtempSync(join(tmpdir(), 'nasaq-connections-'))
  ask = asking(await serviceOn(db(), { mediaDir }))
  water = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  digger = await signedIn(ask.app, db(), 'contractor', await addOrganisation(db(), 'DIGGER', 'contractor'))
  works = await ask.ok<Works>(water, 'POST', '/api/works', { ...plan, contractorId: digger.agencyId })
  const branch = (east: number) => line([east, 24.7], [east, 24.7001])
  await addConnections(db(), works.id, [branch(46.7005), branch(46.701)])
  const move = { status: 'in_progress', event: 'start', reason: null, startedOn: '2026-11-20' } as const
  await moveWorks(db(), [works], move, { userId: null, at: now }, { pack, keeper })
})
afterEach(() => rmSync(mediaDir, { recursive: true, force: true }))

const url = () => `/api/works/${works.id}/connections`
const list = (by = water) => ask.ok<Connections>(by, 'GET', url())
const first = async () => (await list()).items[0] as Connection
const mark = async (state: string) => {
  const { id, version } = await first()
  expect((await ask.send(water, 'POST', `${url()}/states`, { items: [{ id, version }], state })).statusCode).toBe(200)
}
const picture = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#886' } })
    .jpeg()
    .toBuffer()
async function show(
  by: SignedIn,
  { id, version }: Pick<Connection, 'id' | 'version'>,
  more: Record<string, string> = {},
) {
  const form = formOf({ version: String(version), photo: { name: 'pipe.jpg', bytes: await picture() } })
  const headers = { ...by.headers, ...form.headers, ...more }
  return ask.app.inject({ method: 'POST', url: `${url()}/${id}/photos`, headers, payload: form.payload })
}
const files = () => readdirSync(mediaDir, { recursive: true }).filter((name) => String(name).endsWith('.jpg'))
const get = (by: SignedIn | null, { id, photo }: Connection) =>
  ask.app.inject({ url: `${url()}/${id}/photos/${photo?.id ?? uuidv7()}/small`, headers: by?.headers ?? {} })

describe('the routes', () => {
  const one = `/api/works/${uuidv7()}/connections/${uuidv7()}/photos`
  it.each([
    ['POST', one, permissions['connections.mark']],
    ['GET', `${one}/${uuidv7()}/small`, permissions['works.read']],
  ] as const)('%s %s answers 401 and 403', async (method, asked, allowed) => {
    const { visitor, others } = await refusals(ask.app, db(), { method, url: asked, allowed })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })
})

describe('the photo of a connection', () => {
  it('is attached by whoever digs it, once it is done, and shown to the agencies alone', async () => {
    expect((await show(digger, await first())).json().reasons).toMatchObject([{ code: 'photo_not_done' }])
    await mark('done')
    const stored = await show(digger, await first())
    expect(stored.statusCode, stored.body).toBe(200)
    expect(stored.json()).toMatchObject({ state: 'done', version: 3, photo: { takenAt: null, distanceMetres: null } })
    const office = await signedIn(ask.app, db(), 'planner', await rootOffice(db()))
    const seen = (await list(office)).items[0] as Connection
    expect(seen.photo).toEqual(stored.json().photo)
    const shown = await get(office, seen)
    expect([shown.statusCode, shown.headers['content-type']]).toEqual([200, 'image/jpeg'])
    expect((await get(null, seen)).statusCode).toBe(401)
    expect((await ask.app.inject({ url: `/api/media/${seen.photo?.id}/small` })).statusCode).toBe(404)
    const told = await ask.ok<{ items: AuditEntry[] }>(water, 'GET', '/api/audit?subject=connection')
    expect(told.items[0]).toMatchObject({ event: 'photo', after: { photo: seen.photo?.id } })
    expect((await verifyAudit(db())).broken).toEqual([])
  })

  it('is one: another takes its place, and what was not seen is not replaced', async () => {
    await mark('done')
    const before = await first()
    const old = (await show(water, before)).json() as Connection
    expect((await show(digger, before)).statusCode).toBe(409)
    expect((await show(water, old)).statusCode).toBe(200)
    expect((await get(water, old)).statusCode).toBe(404)
    expect((await get(water, await first())).statusCode).toBe(200)
  })

  it('is there once, however often it is sent with the same key, and a refused one leaves no file', async () => {
    await mark('done')
    const seen = await first()
    const key = { 'idempotency-key': uuidv7() }
    const [one, two] = [await show(water, seen, key), await show(water, seen, key)]
    expect(two.json()).toEqual(one.json())
    expect(files()).toHaveLength(2)
    expect((await show(water, seen)).statusCode).toBe(409)
    const empty = formOf({ version: '3' })
    const bare = await ask.app.inject({ method: 'POST', url: `${url()}/${seen.id}/photos`, headers: { ...water.headers, ...empty.headers }, payload: empty.payload }) // biome-ignore format: one line
    expect(bare.json().errors).toMatchObject([{ path: 'photo' }])
    expect(files()).toHaveLength(2)
  })

  it('goes with the word that it was done', async () => {
    await mark('done')
    await show(water, await first())
    await mark('planned')
    expect((await first()).photo).toBeNull()
    await mark('done')
    expect((await first()).photo).toBeNull()
  })

  it('is attached by nobody else', async () => {
    await mark('done')
    const other = await signedIn(ask.app, db(), 'contractor', await addOrganisation(db(), 'ELSE', 'contractor'))
    expect((await show(other, await first())).statusCode).toBe(403)
  })
})
