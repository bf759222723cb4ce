import { get } from 'node:http'
import type { InjectOptions } from 'fastify'
import { uuidv7 } from 'uuidv7'
import { afterEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../../testing/database.ts'
import { addOrganisation, rootOffice, serviceOn, signedIn } from '../../../testing/service.ts'
import { doorsTo } from '../../access/under.ts'
import type { App, Services } from '../app-types.ts'
import { type Limits, published, type Quota, type QuotaName } from './figures.ts'

const db = databaseForTests()
const hour = 3600
const opened: App[] = []
afterEach(() => Promise.all(opened.splice(0).map((app) => app.close())))

/** However slow the machine is that the tests run on, nothing is turned away for that. */
const calm: Limits = { ...published, pressure: { ...published.pressure, sampleMilliseconds: hour * 1000 } }

/** The published limits with other figures for some quotas, which come back so slowly that nothing does in a test. */
function limitsWith(figures: Partial<Record<QuotaName, number>>, more: Partial<Limits> = {}): Limits {
  const changed = Object.entries(figures).map(([name, requests]) => {
    const quota: Quota = { requests, seconds: hour }
    return [name, { visitor: quota, account: quota, key: quota }]
  })
  const quotas = { ...published.quotas, ...Object.fromEntries(changed) }
  return { ...calm, quotas, refusal: { ...published.refusal, afterMilliseconds: 0 }, ...more }
}

async function service(limits: Limits, more: Partial<Services> = {}, options = {}): Promise<App> {
  const app = await serviceOn(db(), { limits, ...more }, options)
  opened.push(app)
  return app
}

const from = (remoteAddress: string, headers: Record<string, string> = {}) => ({ remoteAddress, headers })

async function codes(app: App, many: number, asked: InjectOptions): Promise<number[]> {
  const found: number[] = []
  for (let at = 0; at < many; at++) found.push((await app.inject(asked)).statusCode)
  return found
}

/** How many statements reach the database meanwhile. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  let statements = 0
  const count = () => {
    statements++
  }
  db().on('query', count)
  await work()
  db().off('query', count)
  return statements
}

describe('a client over its quota', () => {
  it.each([
    ['ar', 'طلبات كثيرة في وقت قصير', /^تجاوزت عدد الطلبات المسموح به. أعد المحاولة بعد 1,(800|79\d) ثانية.$/],
    [
      'en',
      'Too many requests in a short time',
      /^You have sent more requests than allowed. Try again in 1,(800|79\d) seconds.$/,
    ],
  ])('is told so in %s, and when to come again', async (language, title, detail) => {
    const app = await service(limitsWith({ reading: 2 }))
    const asked = { url: '/api/agencies', headers: { 'accept-language': language } }
    const first = await app.inject(asked)
    expect(first.statusCode).toBe(200)
    expect(first.headers['ratelimit-policy']).toBe('"reading";q=2;w=3600')
    expect(first.headers.ratelimit).toMatch(/^"reading";r=1;t=180[01]$/)
    await app.inject(asked)
    const refused = await app.inject(asked)
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/)
    // time goes by meanwhile, and some of the quota comes back
    expect(refused.headers['retry-after']).toMatch(/^1(800|79\d)$/)
    expect(refused.headers.ratelimit).toMatch(/^"reading";r=0;t=1(800|79\d)$/)
    expect(refused.json()).toEqual({
      type: '/problems/too-many-requests',
      title,
      status: 429,
      detail: expect.stringMatching(detail),
    })
  })

  it('leaves others what is theirs, and itself what another quota counts', async () => {
    const app = await service(limitsWith({ reading: 1 }))
    const reading = { url: '/api/agencies' }
    expect(await codes(app, 2, { ...reading, ...from('192.0.2.1') })).toEqual([200, 429])
    expect(await codes(app, 2, { ...reading, ...from('192.0.2.2') })).toEqual([200, 429])
    expect(await codes(app, 3, { url: '/tiles/streets.json', ...from('192.0.2.1') })).toEqual([200, 200, 200])
    expect(await codes(app, 3, { url: '/api/health', ...from('192.0.2.1') })).toEqual([200, 200, 200])
  })

  it('is one network where the address is of IPv6', async () => {
    const app = await service(limitsWith({ reading: 1 }))
    const ask = (address: string) => codes(app, 1, { url: '/api/agencies', ...from(address) })
    expect(await ask('2001:db8:1:2:3::1')).toEqual([200])
    expect(await ask('2001:db8:1:2:ffff::9')).toEqual([429])
    expect(await ask('2001:db8:1:3::1')).toEqual([200])
    expect(await ask('192.0.2.1')).toEqual([200])
    expect(await ask('::ffff:192.0.2.1')).toEqual([429])
  })

  it('is counted for what does not exist as well', async () => {
    const app = await service(limitsWith({ reading: 1 }))
    expect(await codes(app, 2, { url: '/api/nothing' })).toEqual([404, 429])
  })

  it('is not let off where it spells an address otherwise', async () => {
    const app = await service(limitsWith({ reading: 1 }))
    expect(await codes(app, 2, { url: '/%61pi/agencies' })).toEqual([200, 429])
  })

  it('waits for its refusal, so that it does not ask again at once', async () => {
    const app = await service(limitsWith({ reading: 1 }, { refusal: { afterMilliseconds: 300, mostHeld: 1 } }))
    await app.inject('/api/agencies')
    const start = performance.now()
    const [held, spare] = await Promise.all([app.inject('/api/agencies'), app.inject('/api/agencies')])
    expect([held.statusCode, spare.statusCode]).toEqual([429, 429])
    expect(performance.now() - start).toBeGreaterThan(145)
    expect([held.headers.connection, spare.headers.connection]).toEqual(['keep-alive', 'close'])
  })
})

describe('who is counted', () => {
  it('is the account, wherever it asks from, and not its address', async () => {
    const app = await service(limitsWith({ reading: 3 }))
    const { headers } = await signedIn(app, db(), 'planner')
    const ask = (address: string) => codes(app, 1, { url: '/api/session', ...from(address, headers) })
    // the first request of a session counts for the address: nobody has looked the session up yet
    expect(await ask('192.0.2.1')).toEqual([200])
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) expect(await ask(address)).toEqual([200])
    expect(await ask('192.0.2.4')).toEqual([429])
    expect(await codes(app, 3, { url: '/api/agencies', ...from('192.0.2.1') })).toEqual([200, 200, 429])
  })

  it('is the key of an agency’s software, with the quota of keys, whatever cookie comes along', async () => {
    const app = await service(limitsWith({}))
    const admin = await signedIn(app, db(), 'admin')
    const agencyId = await addOrganisation(db(), 'U')
    const payload = { name: 'GIS', agencyId, scopes: ['works.read'] }
    const made = await app.inject({ method: 'POST', url: '/api/keys', payload, headers: admin.headers })
    const headers = {
      authorization: `Bearer ${made.json<{ token: string }>().token}`,
      cookie: admin.headers.cookie ?? '',
    }
    const policyOf = async () => (await app.inject({ url: '/api/agencies', headers })).headers['ratelimit-policy']
    const figures = ({ requests, seconds }: Quota) => `"reading";q=${requests};w=${seconds}`
    const { visitor, key } = published.quotas.reading
    expect([await policyOf(), await policyOf()]).toEqual([figures(visitor), figures(key)])
    expect(figures(visitor)).not.toBe(figures(key))
  })

  it('is the address where tokens are made up, and they are not looked up above its quota', async () => {
    const app = await service(limitsWith({ reading: 5 }))
    let made = 0
    const madeUp = () => {
      const token = `${'x'.repeat(40)}${made++}`
      return made % 2 ? { cookie: `nasaq=${token}` } : { authorization: `Bearer nsq_${token}` }
    }
    const ask = () => app.inject({ url: '/api/session', headers: madeUp() })
    expect(await statementsOf(async () => void (await Promise.all(Array.from({ length: 5 }, ask))))).toBeGreaterThan(4)
    const over = await statementsOf(async () => {
      for (let at = 0; at < 20; at++) expect((await ask()).statusCode).toBe(429)
    })
    expect(over).toBe(0)
  })

  it('costs no statement above its quota, with a good session either', async () => {
    const app = await service(limitsWith({ reading: 2 }))
    const { headers } = await signedIn(app, db(), 'planner')
    const asked = { url: '/api/session', headers }
    expect(await codes(app, 3, asked)).toEqual([200, 200, 200])
    expect(await statementsOf(async () => expect(await codes(app, 5, asked)).toEqual(Array(5).fill(429)))).toBe(0)
  })

  it('is the address again once the session has ended', async () => {
    const app = await service(limitsWith({ reading: 4 }))
    const { headers } = await signedIn(app, db(), 'planner')
    const ask = () => codes(app, 1, { url: '/api/session', headers })
    expect([await ask(), await ask()]).toEqual([[200], [200]])
    expect((await app.inject({ method: 'DELETE', url: '/api/session', headers })).statusCode).toBe(204)
    expect([await ask(), await ask(), await ask()]).toEqual([[401], [401], [401]])
  })
})

describe('wrong passwords', () => {
  const signIn = (app: App, password: string, address = '192.0.2.1') =>
    app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { email: 'somebody@test', password },
      remoteAddress: address,
    })

  it('are counted for the address over all accounts; above, no password is looked at', async () => {
    const app = await service(limitsWith({}, { failedSignIns: { requests: 3, seconds: hour } }))
    for (let at = 0; at < 3; at++) expect((await signIn(app, 'wrong')).statusCode).toBe(401)
    const refused = await signIn(app, 'wrong')
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['ratelimit-policy']).toBe('"failed-sign-in";q=3;w=3600')
    expect(refused.headers['retry-after']).toMatch(/^1(200|19\d)$/)
    expect(await statementsOf(() => signIn(app, 'wrong'))).toBe(0)
    expect((await signIn(app, 'wrong', '192.0.2.2')).statusCode).toBe(401)
  })

  it('come a few at a time, and the count of one stops the next', async () => {
    const app = await service(limitsWith({}, { failedSignIns: { requests: 2, seconds: hour } }))
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(app, 'wrong')))
    const tried = answers.filter(({ statusCode }) => statusCode === 401).length
    expect(tried).toBeGreaterThanOrEqual(2)
    expect(tried).toBeLessThanOrEqual(4)
  })
})

/** The way to the tables, which takes so long, and how many are on it. */
function counted(milliseconds: number) {
  const doors = doorsTo({ db: db(), tiles: null })
  const inside = { now: 0, most: 0, all: 0 }
  const under: Services['under'] = async (actor, work, origin) => {
    inside.all++
    inside.most = Math.max(inside.most, ++inside.now)
    await new Promise((done) => setTimeout(done, milliseconds))
    inside.now--
    return doors.under(actor, work, origin)
  }
  return { inside, under }
}

describe('turns', () => {
  it('let a client have a few requests worked on at a time, and others in meanwhile', async () => {
    const { inside, under } = counted(30)
    const app = await service(calm, { under })
    const ask = async (address: string) => {
      await app.inject({ url: '/api/agencies', ...from(address) })
      return performance.now()
    }
    const flood = Promise.all(Array.from({ length: 24 }, () => ask('192.0.2.1')))
    const other = await ask('192.0.2.2')
    expect(other).toBeLessThan(Math.max(...(await flood)) - 60)
    expect(inside.most).toBeLessThanOrEqual(5)
    expect(inside.most).toBeGreaterThan(3)
  })

  it('hold for writing too: what waits for the ground that an import holds does not take all connections', async () => {
    const { inside, under } = counted(30)
    const app = await service(calm, { under })
    const office = await signedIn(app, db(), 'planner', await rootOffice(db()))
    const areas = Array.from({ length: 12 }, () => `/api/constraint-areas/${uuidv7()}`)
    const send = (url: string) => app.inject({ method: 'DELETE', url, headers: office.headers })
    const answers = await Promise.all(areas.map(send))
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([404]))
    expect(inside.all).toBe(12)
    expect(inside.most).toBe(4)
  })

  it('are not given up by going away: what was begun is worked on all the same', async () => {
    const { inside, under } = counted(150)
    const app = await service(calm, { under })
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    const requests = Array.from({ length: 12 }, () => get(`${address}/api/agencies`, { agent: false }))
    for (const request of requests) request.on('error', () => undefined)
    await expect.poll(() => inside.all).toBeGreaterThan(3)
    for (const request of requests) request.destroy()
    // who asks after them still has a turn, and gets it once those are over
    const answer = await fetch(`${address}/api/agencies`)
    expect(answer.status).toBe(200)
    expect(inside.most).toBeLessThanOrEqual(4)
    expect(inside.all).toBeGreaterThan(3)
  })
})

describe('the published figures', () => {
  it('let a page open, zoom through ten levels of a large screen and move about', async () => {
    const app = await service(calm)
    const page = [
      ...Array.from({ length: 1200 }, () => '/tiles/nothing/1/1/1.mvt'),
      ...Array.from({ length: 60 }, () => '/api/agencies'),
      ...Array.from({ length: 40 }, () => '/icon.svg'),
    ]
    const answers = await Promise.all(page.map((url) => app.inject({ url })))
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toEqual([])
  })

  it('are those of the description, for each operation', async () => {
    const app = await service(limitsWith({ reading: 77 }))
    const { paths } = (await app.inject('/api/openapi.json')).json<{
      paths: Record<string, Record<string, { 'x-rate-limit'?: object; responses: Record<string, object> }>>
    }>()
    const quota = { requests: 77, seconds: hour }
    const reading = { name: 'reading', visitor: quota, account: quota, key: quota }
    expect(paths['/api/works']?.get?.['x-rate-limit']).toEqual(reading)
    expect(paths['/api/assessments']?.post?.['x-rate-limit']).toEqual(reading)
    expect(paths['/api/works']?.post?.['x-rate-limit']).toEqual({ name: 'writing', ...published.quotas.writing })
    expect(paths['/api/reports']?.post?.['x-rate-limit']).toEqual({ name: 'reports', ...published.quotas.reports })
    expect(paths['/api/session']?.post?.['x-rate-limit']).toEqual({
      name: 'sign-in',
      ...published.quotas['sign-in'],
      failed: published.failedSignIns,
    })
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, ...operation })),
    )
    const silent = operations.filter((one) => !one['x-rate-limit'] || !one.responses['429'])
    expect(silent.map(({ path }) => path)).toEqual(['/api/health'])
  })
})

describe('a reverse proxy', () => {
  const asked = (address: string, forwarded: string, more = {}) => ({
    url: '/api/agencies',
    ...from(address, { 'x-forwarded-for': forwarded, ...more }),
  })

  it('is not believed unless it is named', async () => {
    const app = await service(limitsWith({ reading: 2 }), {}, { trustProxy: [] })
    const ask = (forwarded: string) => codes(app, 1, asked('127.0.0.1', forwarded))
    expect([await ask('192.0.2.1'), await ask('192.0.2.2'), await ask('192.0.2.3')]).toEqual([[200], [200], [429]])
  })

  it('is believed by its address, and what its clients claim is not', async () => {
    const app = await service(limitsWith({ reading: 1 }), {}, { trustProxy: ['127.0.0.1'] })
    const ask = (address: string, forwarded: string) => codes(app, 1, asked(address, forwarded))
    expect(await ask('127.0.0.1', '192.0.2.1')).toEqual([200])
    expect(await ask('127.0.0.1', '192.0.2.2')).toEqual([200])
    expect(await ask('127.0.0.1', '198.51.100.7, 192.0.2.2')).toEqual([429])
    expect(await ask('203.0.113.1', '192.0.2.3')).toEqual([200])
    expect(await ask('203.0.113.1', '192.0.2.4')).toEqual([429])
  })

  it('decides whether the session’s cookie is one of TLS', async () => {
    const app = await service(calm, {}, { trustProxy: ['127.0.0.1'] })
    await signedIn(app, db(), 'planner')
    const { email } = (await db()('app_user').first('email')) as { email: string }
    const cookieOf = async (address: string) => {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { email, password: 'secret' },
        ...from(address, { 'x-forwarded-proto': 'https' }),
      })
      return String(answer.headers['set-cookie'])
    }
    expect(await cookieOf('127.0.0.1')).toMatch(/^__Host-nasaq=[^;]+; Path=\/; HttpOnly; Secure/)
    expect(await cookieOf('203.0.113.1')).toMatch(/^nasaq=/)
  })
})
