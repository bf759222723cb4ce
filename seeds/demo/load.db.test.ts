import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { uuidv7 } from 'uuidv7'
import { afterAll, expect, it } from 'vitest'
import { doorsTo } from '../../server/access/under.ts'
import { signIn } from '../../server/accounts/sessions.ts'
import { keeper } from '../../server/coordination/register.ts'
import { verifyRegister } from '../../server/coordination/verify.ts'
import { ensureLedger } from '../../server/inspections/ledger/keep.ts'
import { verifyLedger } from '../../server/inspections/ledger/verify.ts'
import { findInspectionPhotoFile } from '../../server/inspections/photos.ts'
import { verifyDelegations } from '../../server/permits/delegation/verify.ts'
import { verifyConsultations } from '../../server/permits/verify.ts'
import { storeStreets } from '../../server/streets/store.ts'
import { databaseForTests, pack } from '../../testing/database.ts'
import { now } from '../../testing/service.ts'
import { loadDemo } from './load.ts'

const db = databaseForTests()
const mediaDir = mkdtempSync(join(tmpdir(), 'nasaq-demo-'))
afterAll(() => rmSync(mediaDir, { recursive: true, force: true }))

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
  expect(await loadDemo(db(), { pack, keeper, now, mediaDir })).toBe(false)
})

it('loads once, and its register is what brute force finds: on real streets, not only on straight lines', {
  timeout: 240_000,
}, async () => {
  expect(await loadDemo(db(), { pack, keeper, now, mediaDir })).toBe(true)
  expect(await loadDemo(db(), { pack, keeper, now, mediaDir })).toBe(false)
  expect(await signInAs('planner', true)).toBe('planner@demo')
  expect(await signInAs('planner', false)).toBe(null)
  const check = await verifyRegister(db(), pack)
  expect(check).toMatchObject({ works: 601, missing: 0, extra: 0, differing: 0 })
  expect(check.pairs).toBeGreaterThan(1000)
  expect(await ensureLedger(db(), pack)).toBeGreaterThan(100)
  expect(await verifyLedger(db(), pack)).toMatchObject({ misentered: 0, mismeasured: 0, miscut: 0, examples: [] })
  const [{ n }] = (await db()('conflict').where({ kind: 'clash' }).count({ n: '*' })) as [{ n: number }]
  expect(n).toBeGreaterThan(60)
  expect(n).toBeLessThan(120)
  const shared = await db()('works_group_member').whereNull('left_at').where('shared_metres', '>', 0)
  expect(shared).toHaveLength(1)
  expect(Number(shared[0].street_days)).toBeGreaterThan(0)
  expect(shared[0].counted_from).not.toBeNull()
  const answered = await db()('consultation').whereNotNull('answered_at').count({ n: '*' }).groupBy('deemed').orderBy('deemed') // biome-ignore format: one line
  expect(answered.map(({ n }) => Number(n) > 10)).toEqual([true, true])
  const asked = await db()('consultation')
    .whereNull('answer')
    .whereRaw("'municipality' = any (grounds)")
    .count({ n: '*' })
  expect(Number(asked[0]?.n)).toBeGreaterThan(0)
  expect(await signInAs('municipality', true)).toBe('municipality@demo')
  expect(await verifyConsultations(db())).toMatchObject({ faults: [] })
  expect(await verifyDelegations(db(), pack)).toMatchObject({ faults: [] })
  expect(await db()('interest_answer').where({ is_interested: true })).toHaveLength(1)
  const closures = await db()('conflict').where({ kind: 'diversion' }).select('severity')
  expect(closures).toEqual([{ severity: 'blocking' }])
  const visits = (await db()('visit').distinct('kind')) as { kind: string }[]
  expect(visits.map(({ kind }) => kind).sort()).toEqual([
    'backfill',
    'final',
    'guarantee',
    'investigation',
    'site_safety',
  ])
  const late = await db()('visit').whereIn('state', ['due', 'taken']).where('due_on', '<', '2026-11-24')
  expect(late.length).toBeGreaterThan(3)
  expect(await db()('visit').where({ state: 'taken' })).toHaveLength(2)
  const inspected = (await db()('inspection').select('outcome')) as { outcome: string }[]
  const photos = (await db()('inspection_photo').select('inspection_id as id', 'id as photo', 'received_at')) as { id: string; photo: string; received_at: Date | null }[] // biome-ignore format: one line
  expect(photos).toHaveLength(4)
  for (const { id, photo, received_at } of photos) {
    expect(received_at).not.toBeNull()
    const file = await findInspectionPhotoFile(db(), mediaDir, { id, photo, size: 'small' })
    expect((await sharp(file as string).metadata()).format).toBe('jpeg')
  }
  expect(inspected.filter(({ outcome }) => outcome === 'passed')).toHaveLength(4)
  expect(inspected).toHaveLength(8)
  const recorded = await db()('works').whereNotNull('reinstated').groupBy('status').orderBy('status').select('status')
  expect(recorded.map(({ status }) => status)).toEqual(['closed', 'in_guarantee', 'reinstated'])
  expect(await db()('clearance').select('works_id')).toHaveLength(4)
  const pictured = await db()('reinstatement_photo').groupBy('works_id').count({ photos: '*' })
  expect(pictured).toHaveLength((await db()('reinstatement_record').distinct('works_id')).length)
  expect(new Set(pictured.map(({ photos }) => Number(photos)))).toEqual(new Set([2]))
  const mends = (await db()('defect_history').where({ event: 'mend' }).select('photo_id')) as {
    photo_id: string | null
  }[]
  expect(mends.length).toBeGreaterThan(4)
  expect(mends.every(({ photo_id }) => photo_id !== null)).toBe(true)
  const ready = await db()('works as w')
    .join('inspection as i', 'i.works_id', 'w.id')
    .where({ 'w.status': 'in_guarantee', 'i.kind': 'guarantee', 'i.outcome': 'passed' })
    .whereRaw('not exists (select 1 from stands_open(w.id))')
  expect(ready).toHaveLength(1)
  const soon = await db()('works').where({ status: 'in_guarantee' }).where('guarantee_until', '<', '2027-02-22')
  expect(soon).toHaveLength(3)
  expect(await db()('works').whereNotNull('progressed_from').select('status')).toEqual([{ status: 'planned' }])
})
