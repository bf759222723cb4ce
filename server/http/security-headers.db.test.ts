import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { rootOffice, serviceOn, signedIn } from '../../testing/service.ts'
import { logSetting } from './log.ts'

const db = databaseForTests()

it('keeps what somebody reads for them alone, and what all read for nobody without a question', async () => {
  const app = await serviceOn(db())
  const office = await signedIn(app, db(), 'planner', await rootOffice(db()))
  const caching = async (url: string, headers = {}) => (await app.inject({ url, headers })).headers['cache-control']
  expect(await caching('/api/session', office.headers)).toBe('private, no-store')
  expect(await caching('/api/cases', office.headers)).toBe('private, no-store')
  expect(await caching('/api/agencies')).toBe('no-cache')
  // whoever says so for themselves is heard
  expect(await caching('/tiles/streets/14/10315/7029.mvt', office.headers)).toMatch(/^public, max-age=\d+$/)
  await app.close()
})

it('holds browsers to TLS where its operator says that they reach it so, and nowhere else', async () => {
  const asked = async (publicUrl: string | null) => {
    const app = await serviceOn(db(), { publicUrl })
    const answer = await app.inject({ url: '/api/health' })
    await app.close()
    return answer.headers['strict-transport-security']
  }
  expect(await asked('https://nasaq.example')).toBe('max-age=31536000')
  expect(await asked(null)).toBeUndefined()
  expect(await asked('http://127.0.0.1:8080')).toBeUndefined()
})

it('leads to itself, and not where whoever asks would have it', async () => {
  const app = await serviceOn(db(), { publicUrl: 'https://nasaq.example' })
  const answer = await app.inject({ url: '/tiles/works.json', headers: { host: 'evil.example' } })
  expect(answer.json<{ tiles: string[] }>().tiles).toEqual(['https://nasaq.example/tiles/works/{z}/{x}/{y}.mvt'])
  await app.close()
})

it('has a browser forget what it kept of whoever leaves', async () => {
  const app = await serviceOn(db())
  for (const url of ['/api/session', '/api/sessions']) {
    const office = await signedIn(app, db(), 'planner', await rootOffice(db()))
    const answer = await app.inject({ method: 'DELETE', url, headers: office.headers })
    expect(answer.headers['clear-site-data'], url).toBe('"cache"')
  }
  await app.close()
})

it('takes its cookies back by the names and the conditions by which a browser took them', async () => {
  const app = await serviceOn(db(), {}, { trustProxy: '127.0.0.1' })
  const { userId } = await signedIn(app, db(), 'planner', await rootOffice(db()))
  const { email } = (await db()('app_user').where({ id: userId }).first('email')) as { email: string }
  const over = { 'x-forwarded-proto': 'https' }
  const opened = await app.inject({
    method: 'POST',
    url: '/api/session',
    headers: over,
    payload: { email, password: 'secret' },
  })
  const set = [opened.headers['set-cookie']].flat().map(String)
  expect(set.map((line) => line.split('=')[0]).sort()).toEqual(['__Host-nasaq', '__Host-nasaq-signed-in'])
  const cookie = set.map((line) => line.split(';')[0]).join('; ')
  const headers = { ...over, cookie, 'x-csrf-token': opened.json<{ csrfToken: string }>().csrfToken }
  const left = await app.inject({ method: 'DELETE', url: '/api/session', headers })
  expect(left.statusCode, left.body).toBe(204)
  const taken = [left.headers['set-cookie']].flat().map(String)
  expect(taken.map((line) => line.split('=')[0]).sort()).toEqual(['__Host-nasaq', '__Host-nasaq-signed-in'])
  for (const line of taken) expect(line).toMatch(/Path=\/; .*Secure/)
  await app.close()
})

it('notes who was not let in, from where and to what, and nothing of what was sent', async () => {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const app = await serviceOn(db(), {}, { logger: { ...Object(logSetting('warn')), stream } })
  const utility = await signedIn(app, db(), 'utility', await rootOffice(db()))
  const guessed = { email: 'somebody@water.example', password: 'a guess of today' }
  expect((await app.inject({ method: 'POST', url: '/api/session', payload: guessed })).statusCode).toBe(401)
  expect((await app.inject({ url: '/api/accounts', headers: utility.headers })).statusCode).toBe(403)
  const told = lines.map((line) => JSON.parse(line) as object).filter((line) => 'refusal' in line)
  expect(told).toMatchObject([
    { refusal: 'sign-in-failed', route: '/api/session', address: '127.0.0.1', user: null },
    { refusal: 'forbidden', route: '/api/accounts', user: utility.userId },
  ])
  expect(lines.join('')).not.toMatch(/somebody|guess/)
  await app.close()
})
