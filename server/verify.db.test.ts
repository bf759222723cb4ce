import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { databaseForTests, pack } from '../testing/database.ts'
import { formOf } from '../testing/form.ts'
import { addOrganisation, serviceOn, signedIn } from '../testing/service.ts'
import { rows } from './database/sql.ts'
import { checks, verify } from './verify.ts'

const db = databaseForTests()

async function verified(): Promise<{ isWell: boolean; said: string }> {
  let said = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text)
    return true
  })
  try {
    return { isWell: await verify({ db: db(), pack }), said }
  } finally {
    write.mockRestore()
  }
}

beforeEach(async () => {
  for (const table of ['audit', 'audit_head', 'idempotency_key', 'conflict', 'works']) await db()(table).delete()
  const app = await serviceOn(db())
  const { headers } = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  const route = { type: 'LineString', coordinates: [[46.7, 24.7], [46.702, 24.7]] } // biome-ignore format: one line
  const period = { start: '2027-01-10', end: '2027-01-29' }
  const payload = { title: 'Main renewal', category: 'planned', utility: 'water', route, period }
  const keyed = (key: string) => ({ ...headers, 'idempotency-key': key.padEnd(16, '-') })
  const { id } = (await app.inject({ method: 'POST', url: '/api/works', headers: keyed('a'), payload })).json()
  const told = { event: 'plan', version: 1 }
  await app.inject({ method: 'POST', url: `/api/works/${id}/events`, headers: keyed('b'), payload: told })
  await app.inject({
    method: 'POST',
    url: '/api/works',
    headers: keyed('c'),
    payload: { ...payload, status: 'planned' },
  })
  const form = formOf({ lng: '46.7', lat: '24.7', category: 'potholes' })
  const sent = { ...form.headers, 'idempotency-key': uuidv7() }
  expect((await app.inject({ method: 'POST', url: '/api/reports', ...form, headers: sent })).statusCode).toBe(201)
})

describe('verify', () => {
  it('proves what the service stored', async () => {
    const { isWell, said } = await verified()
    expect(isWell, said).toBe(true)
    expect(said).toContain('register  works 2  pairs 1  missing 0  extra 0  differing 0  misdated 0')
    expect(said).toContain('audit  entries 5  chains 2  broken 0  unrecorded 0')
    expect(said).toContain('keys  keys 4  unanswered 0  repeated 0')
    expect(said).toMatch(/geometries {2}geometries \d+ {2}faulty 0/)
    expect(said).toContain('histories  works 2  illegal 0')
  })

  it('lets the ground of a works at the edge of the jurisdiction go over it', async () => {
    const [, south] = pack.box
    const moved = (column: string) => `${column} = ST_Translate(${column}, 0, :south - 24.7)`
    const tampering = `update works set ${['route', 'footprint', 'reach'].map(moved).join(', ')}`
    await rows(db(), tampering, { south })
    expect(await checks.geometries?.(db(), pack)).toMatchObject({ isWell: true, lines: [] })
  })

  it.each([
    ['a conflict that is gone', 'delete from conflict', /missing 1/],
    ['an entry that was changed', `update audit set event = 'x' where sequence = 1`, /broken at KSA 1: it was changed/],
    ['a key without an answer', 'update idempotency_key set answer = null', /unanswered 4/],
    [
      'a request that was done twice',
      `update audit set request_id = (select min(request_id) from audit where event = 'create')`,
      /repeated 1/,
    ],
    [
      'a place outside the jurisdiction',
      'update report set place = ST_SetSRID(ST_MakePoint(0, 0), 4326)',
      /lies outside the jurisdiction/,
    ],
    ['ground beyond its reach', 'update works set footprint = ST_Expand(reach, 1)', /reaches less far/],
    [
      'a status that no event led to',
      `update works set status = 'approved'`,
      /it stands at approved, its history ends at planned/,
    ],
    [
      'a step that the rules refuse',
      `update works_history set event = 'plan', after = '{"status":"permitted"}' where version = 2`,
      /plan is no step from draft/,
    ],
    ['a history with a gap', 'delete from works_history where version = 1', /other versions than 1 to/],
  ])('finds %s', async (_what, tampering, told) => {
    await rows(db(), tampering)
    const { isWell, said } = await verified()
    expect(isWell).toBe(false)
    expect(said).toMatch(told)
  })
})
