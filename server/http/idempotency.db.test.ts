import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, engineKind, openDatabase, pack, takeAllAway } from '../../testing/database.ts'
import { aPhoto, formOf } from '../../testing/form.ts'
import { addOrganisation, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import { ensureRoot } from '../agencies/store.ts'
import type { Db } from '../database/connect.ts'
import type { App } from './app-types.ts'

const route = {
  type: 'LineString',
  coordinates: [
    [46.7, 24.7],
    [46.702, 24.7],
  ],
}
const period = { start: '2027-01-10', end: '2027-01-29' }
const given = { title: 'Main renewal', category: 'planned', utility: 'water', route, period }

/** Short names of keys, made as long as a key must be. */
const long = (key: string) => (key.length < 8 ? key.padEnd(16, '-') : key)

function post(app: App, by: SignedIn, key: string | undefined, payload: object = given, url = '/api/works') {
  const headers = { ...by.headers, ...(key === undefined ? {} : { 'idempotency-key': long(key) }) }
  return app.inject({ method: 'POST', url, headers, payload })
}

describe('a write with a key', () => {
  const db = databaseForTests()
  let app: App
  let water: SignedIn
  let power: SignedIn
  beforeEach(async () => {
    app = await serviceOn(db())
    water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
    power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  })
  const count = async (table: string) => Number((await db()(table).count({ n: '*' }))[0]?.n)

  it('that is sent again makes no second thing, and gives the same answer', async () => {
    const [first, second] = [await post(app, water, 'a'), await post(app, water, 'a')]
    expect([first.statusCode, second.statusCode]).toEqual([201, 201])
    expect(second.body).toBe(first.body)
    expect([first.headers['idempotency-replayed'], second.headers['idempotency-replayed']]).toEqual([undefined, 'true'])
    expect(await count('works')).toBe(1)
    expect((await post(app, water, 'b')).json().id).not.toBe(first.json().id)
    expect((await post(app, water, undefined)).json().id).not.toBe(first.json().id)
  })

  it('is refused for another request, and another’s key is another key', async () => {
    await post(app, water, 'a')
    const other = await post(app, water, 'a', { ...given, title: 'Another' })
    expect(other.statusCode).toBe(422)
    expect(other.json().type).toBe('/problems/key-reused')
    expect((await post(app, power, 'a')).statusCode).toBe(201)
    expect(await count('works')).toBe(2)
  })

  it('that was refused claims nothing: mended, it is sent with the same key', async () => {
    const backwards = { ...given, period: { start: '2027-02-10', end: '2027-01-29' } }
    expect((await post(app, water, 'a', backwards)).statusCode).toBe(400)
    expect((await post(app, water, 'a')).statusCode).toBe(201)
  })

  it('gives the answer of its time, whatever has happened since', async () => {
    const { id, version } = (await post(app, water, 'a')).json()
    const planned = await post(app, water, 'b', { event: 'plan', version }, `/api/works/${id}/events`)
    expect(planned.json()).toMatchObject({ status: 'planned', version: 2 })
    expect((await post(app, water, 'a')).json()).toMatchObject({ status: 'draft', version: 1 })
    expect((await post(app, water, 'b', { event: 'plan', version }, `/api/works/${id}/events`)).json().version).toBe(2)
  })

  it('that cannot be told from its body, for it is nested without end, is refused', async () => {
    const headers = { ...water.headers, 'idempotency-key': long('deep'), 'content-type': 'application/json' }
    const payload = `{"title":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
    const answer = await app.inject({ method: 'POST', url: '/api/works', headers, payload })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toEqual([{ path: 'body', message: expect.stringContaining('deeper than 64 levels') }])
  })

  it.each(['fifteen-letters', 'with a space in it', 'مفتاح لا يصلح لأنه عربي', 'x'.repeat(256)])(
    '%j is not a key',
    async (key) => {
      const answer = await post(app, water, Buffer.from(key).toString('latin1'))
      expect(answer.statusCode).toBe(400)
      expect(answer.json().type).toBe('/problems/idempotency-key')
    },
  )

  it('works for a report without an account, whose secret is told again and stands nowhere', async () => {
    const form = formOf({ lng: '46.7', lat: '24.7', category: 'potholes', photo: aPhoto })
    const send = (key: string) =>
      app.inject({ method: 'POST', url: '/api/reports', ...form, headers: { ...form.headers, 'idempotency-key': key } })
    expect((await send('short')).statusCode).toBe(400)
    const key = uuidv7()
    const [first, second] = [await send(key), await send(key)]
    expect(first.statusCode, first.body).toBe(201)
    expect(second.json()).toEqual(first.json())
    expect(await count('report')).toBe(1)
    const kept = (await db()('idempotency_key').first()) as { answer: Buffer; key_hash: Buffer }
    expect(kept.answer.includes(first.json().follow)).toBe(false)
    expect(kept.key_hash.includes(key)).toBe(false)
  })
})

describe('fifty identical requests at once', () => {
  let pool: Db
  let app: App
  let water: SignedIn
  beforeAll(async () => {
    pool = openDatabase(engineKind() === 'server' ? 8 : 1)
    await ensureRoot(pool, pack)
    app = await serviceOn(pool)
    water = await signedIn(app, pool, 'utility', await addOrganisation(pool, `FIFTY-${engineKind()}`))
  })
  afterAll(async () => {
    await takeAllAway(pool)
    await pool.destroy()
  })

  it('make one works and fifty equal answers', { timeout: 60_000 }, async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(app, water, 'fifty')))
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'])).toHaveLength(49)
    expect(await pool('works').where({ agency_id: water.agencyId }).select('id')).toEqual([
      { id: answers[0]?.json().id },
    ])
    expect(await pool('audit').where({ agency_id: water.agencyId, subject: 'works' }).select('event')).toEqual([
      { event: 'create' },
    ])
  })

  it.runIf(engineKind() === 'server')('get 409 where the first takes longer than they may wait', async () => {
    const claimed = await pool.transaction()
    const client = `user ${water.userId}`
    await claimed('idempotency_key').insert({
      client,
      key_hash: createHash('sha256').update(long('slow')).digest(),
      fingerprint: Buffer.from([1]),
    })
    await pool.raw(`alter role current_user set lock_timeout = '300ms'`)
    const waiting = openDatabase()
    const impatient = await serviceOn(waiting)
    const answer = await post(impatient, water, 'slow')
    expect(answer.statusCode).toBe(409)
    expect(answer.json().type).toBe('/problems/in-flight')
    expect(answer.headers['retry-after']).toBe('1')
    await claimed.rollback()
    expect((await post(impatient, water, 'slow')).statusCode).toBe(201)
    await pool.raw('alter role current_user reset lock_timeout')
    await waiting.destroy()
  })
})
