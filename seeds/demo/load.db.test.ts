import { expect, it } from 'vitest'
import { keeper } from '../../server/app.ts'
import { verifyRegister } from '../../server/coordination/verify.ts'
import { databaseForTests, pack } from '../../testing/database.ts'
import { now } from '../../testing/service.ts'
import { loadDemo } from './load.ts'

const db = databaseForTests()

it('loads once, and its register is what brute force finds: on real streets, not only on straight lines', {
  timeout: 240_000,
}, async () => {
  expect(await loadDemo(db(), { pack, keeper, now })).toBe(true)
  expect(await loadDemo(db(), { pack, keeper, now })).toBe(false)
  const check = await verifyRegister(db(), pack)
  expect(check).toMatchObject({ works: 600, missing: 0, extra: 0, differing: 0 })
  expect(check.pairs).toBeGreaterThan(1000)
  const [{ n }] = (await db()('conflict').where({ kind: 'clash' }).count({ n: '*' })) as [{ n: number }]
  expect(n).toBeGreaterThan(60)
  expect(n).toBeLessThan(120)
})
