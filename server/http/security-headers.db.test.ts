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
