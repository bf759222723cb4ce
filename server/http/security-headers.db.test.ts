import { expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { rootOffice, serviceOn, signedIn } from '../../testing/service.ts'

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
