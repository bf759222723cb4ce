import { uuidv7 } from 'uuidv7'
import { expect, it } from 'vitest'
import { doorsTo } from '../../server/access/under.ts'
import { signIn } from '../../server/accounts/sessions.ts'
import { keeper } from '../../server/coordination/register.ts'
import { verifyRegister } from '../../server/coordination/verify.ts'
import { storeStreets } from '../../server/streets/store.ts'
import { databaseForTests, pack } from '../../testing/database.ts'
import { now } from '../../testing/service.ts'
import { loadDemo } from './load.ts'

const db = databaseForTests()

async function signInAs(name: string, demo: boolean): Promise<string | null> {
  const doors = doorsTo({ db: db(), tiles: null })
  const opening = { ...doors, now, demo, origin: { requestId: 'r', address: '127.0.0.1' }, userAgent: undefined }
  const opened = await signIn({ email: `${name}@demo`, password: 'demo' }, opening)
  return opened?.user.email ?? null
}

it('leaves a database alone that holds anything', async () => {
  const line = {
    type: 'LineString' as const,
    coordinates: [[46.7, 24.7] as [number, number], [46.71, 24.7] as [number, number]],
  }
  const name = { ar: 'شارع', en: 'Street' }
  await storeStreets(db(), [{ id: uuidv7(), code: 'S1', name, streetClass: 'local', line }], pack)
  expect(await loadDemo(db(), { pack, keeper, now })).toBe(false)
})

it('loads once, and its register is what brute force finds: on real streets, not only on straight lines', {
  timeout: 240_000,
}, async () => {
  expect(await loadDemo(db(), { pack, keeper, now })).toBe(true)
  expect(await loadDemo(db(), { pack, keeper, now })).toBe(false)
  expect(await signInAs('planner', true)).toBe('planner@demo')
  expect(await signInAs('planner', false)).toBe(null)
  const check = await verifyRegister(db(), pack)
  expect(check).toMatchObject({ works: 600, missing: 0, extra: 0, differing: 0 })
  expect(check.pairs).toBeGreaterThan(1000)
  const [{ n }] = (await db()('conflict').where({ kind: 'clash' }).count({ n: '*' })) as [{ n: number }]
  expect(n).toBeGreaterThan(60)
  expect(n).toBeLessThan(120)
})
