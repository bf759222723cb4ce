import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { databaseForTests, pack } from '../testing/database.ts'
import { aPhoto, formOf } from '../testing/form.ts'
import { asking } from '../testing/procedure.ts'
import { addOrganisation, now, rootOffice, serviceOn, signedIn } from '../testing/service.ts'
import { rows } from './database/sql.ts'
import { photoFile, photoFolder, writePhoto } from './media/folder.ts'
import { insertPhoto, keepPhoto } from './media/store.ts'
import { spread } from './notifications/spread.ts'
import { checks, verify } from './verify.ts'

const db = databaseForTests()
const dataDir = mkdtempSync(join(tmpdir(), 'nasaq-test-'))
const mediaDir = join(dataDir, 'media')
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

async function verified(): Promise<{ isWell: boolean; said: string }> {
  let said = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text)
    return true
  })
  try {
    return { isWell: await verify({ db: db(), pack, env: { NASAQ_DATA_DIR: dataDir } }), said }
  } finally {
    write.mockRestore()
  }
}

beforeEach(async () => {
  // of the test before, whose rows are taken back
  rmSync(mediaDir, { recursive: true, force: true })
  for (const table of ['audit', 'audit_head', 'idempotency_key', 'conflict', 'works']) await db()(table).delete()
  const app = await serviceOn(db(), { mediaDir })
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
  const form = formOf({ lng: '46.7', lat: '24.7', category: 'potholes', photo: aPhoto })
  const sent = { ...form.headers, 'idempotency-key': uuidv7() }
  expect((await app.inject({ method: 'POST', url: '/api/reports', ...form, headers: sent })).statusCode).toBe(201)
})

describe('verify', () => {
  it('proves what the service stored', async () => {
    const { isWell, said } = await verified()
    expect(isWell, said).toBe(true)
    expect(said).toContain('register  works 2  pairs 1  missing 0  extra 0  differing 0  misdated 0')
    expect(said).toContain('groups  linked 0  misplaced 0')
    expect(said).toContain('audit  entries 5  chains 2  broken 0  unrecorded 0')
    expect(said).toContain('keys  keys 4  unanswered 0  repeated 0')
    expect(said).toMatch(/geometries {2}geometries \d+ {2}faulty 0/)
    expect(said).toContain('histories  works 2  illegal 0')
    expect(said).toContain('consultations  consultations 0  faulty 0')
    expect(said).toContain('fees  fees 0  faulty 0')
    expect(said).toMatch(/outbox {2}happenings \d+ {2}waiting \d+ {2}faulty 0/)
  })

  it('lets the ground of a works at the edge of the jurisdiction go over it', async () => {
    const [, south] = pack.box
    const moved = (column: string) => `${column} = ST_Translate(${column}, 0, :south - 24.7)`
    const tampering = `update works set ${['route', 'footprint', 'reach'].map(moved).join(', ')}`
    await rows(db(), tampering, { south })
    expect(await checks.geometries?.(db(), { pack, mediaDir })).toMatchObject({ isWell: true, lines: [] })
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

describe('verify of a permit that was granted', () => {
  const fee = `update fee set state = 'refunding', refund_amount = 5 where kind = 'permit'`
  beforeEach(async () => {
    const ask = asking(await serviceOn(db()))
    const water = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'PIPES'))
    const power = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'POWER'))
    const office = await signedIn(ask.app, db(), 'planner', await rootOffice(db()))
    const route = { type: 'LineString', coordinates: [[46.6, 24.7], [46.602, 24.7]] } // biome-ignore format: one line
    const given = { title: 'Main renewal', category: 'planned', utility: 'water', route, status: 'planned' }
    const period = { start: '2027-01-10', end: '2027-01-29' }
    const later = { start: '2027-06-10', end: '2027-06-29' }
    await ask.ok(power, 'POST', '/api/works', { ...given, period: later })
    const { id } = await ask.ok<{ id: string }>(water, 'POST', '/api/works', { ...given, period })
    await ask.event(water, id, 'submit')
    await ask.answer(power, id, { answer: 'approve' })
    await ask.event(office, id, 'approve')
    await ask.paid(office, id)
    expect((await ask.event(office, id, 'grant')).statusCode).toBe(200)
    const choice = { user_id: water.userId, kind: 'granted', app: true, mail: 'now' }
    await db()('notice_choice').insert(choice)
    await spread(db(), { pack, now, mails: true })
    expect(await db()('mail').select('id')).not.toEqual([])
  })

  it('finds it well', async () => {
    expect(await checks.consultations?.(db(), { pack, mediaDir })).toMatchObject({
      counts: { consultations: 1 },
      lines: [],
    })
    expect(await checks.fees?.(db(), { pack, mediaDir })).toMatchObject({ counts: { fees: 1 }, lines: [] })
    const outbox = await checks.outbox?.(db(), { pack, mediaDir })
    expect(outbox, outbox?.lines.join()).toMatchObject({ isWell: true, lines: [] })
    expect(outbox?.counts.waiting).toBeGreaterThan(0)
  })

  it.each([
    ['consultations', `update consultation set answer = null, answered_at = null`, /granted before it was answered/],
    ['consultations', `update consultation set answer = 'object', reason = 'No.'`, /granted over its objection/],
    [
      'consultations',
      `update consultation set deemed = true, answered_by = null, answered_at = due_at - interval '1 hour'`,
      /before its deadline/,
    ],
    [
      'consultations',
      `update consultation set deemed = true, answered_by = null, answered_at = due_at, silence_approves = false`,
      /none of/,
    ],
    ['fees', 'update fee set amount = amount + 100', /do not add up/],
    ['fees', 'update payment set amount = amount - 100', /what was paid for it is not what it is/],
    ['fees', `update payment set state = 'failed'`, /what was paid for it is not what it is/],
    ['fees', fee, /what was paid for it is not|paid back/],
    ['fees', `update fee set state = 'due', settled_at = null`, /its permit was granted, and it is open/],
    ['outbox', 'delete from mail', /its e-mail is missing/],
    ['outbox', 'update mail set tries = 20', /tried more often than the ladder has rungs/],
    ['outbox', `update mail set leased_until = 'infinity'`, /nobody will try it again/],
    ['outbox', `update happening set told_at = null, next_at = 'infinity'`, /nobody will try it again/],
    [
      'outbox',
      `update happening set dead_at = at, told_at = null, error = 'no such kind'`,
      /nobody was told of it .*no such kind/,
    ],
    ['outbox', 'update notice set digest_id = id', /an e-mail of its own and in a digest/],
    [
      'outbox',
      `insert into happening (source, content, at) select source, content, at from happening where source = 'works'`,
      /noted twice/,
    ],
    [
      'outbox',
      `alter table mail drop constraint mail_notice_id_key;
       insert into mail (id, user_id, kind, notice_id, created_at, next_at)
       select gen_random_uuid(), user_id, kind, notice_id, created_at, next_at from mail`,
      /two of one digest, or of one notice/,
    ],
  ])('finds of the %s: %s', async (name, tampering, told) => {
    await db().raw(tampering)
    const { lines, isWell } = (await checks[name]?.(db(), { pack, mediaDir })) ?? { lines: [], isWell: true }
    expect(isWell).toBe(false)
    expect(lines.join('\n')).toMatch(told)
  })
})

describe('verify of photos', () => {
  let kept: { id: string; folder: string }
  let large: string
  const photos = async () => await checks.photos?.(db(), { pack, mediaDir })
  beforeEach(async () => {
    mkdirSync(mediaDir, { recursive: true })
    const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#888' } })
      .png()
      .toBuffer()
    const { value } = await keepPhoto(await photoFolder(db(), mediaDir), picture, pack.zone)
    if (!value) throw new Error('the photo was not kept')
    await insertPhoto(db(), value, { isPublic: true, now })
    kept = value
    large = photoFile(value.folder, value.id, 'large')
  })

  it('finds the files of each row, and counts those without one', async () => {
    await writePhoto(kept.folder, uuidv7(), { large: readFileSync(large), small: readFileSync(large) })
    expect(await photos()).toEqual({ counts: { photos: 2, without_row: 2, faulty: 0 }, lines: [], isWell: true })
  })

  it.each([
    ['a file that is missing', () => rmSync(large), /its large file is missing/],
    ['a file that was cut off', () => writeFileSync(large, readFileSync(large).subarray(0, -10)), /is not whole/],
    ['a file that is empty', () => writeFileSync(large, ''), /is not whole/],
    [
      'a file that is no photo',
      () => writeFileSync(large, Buffer.from('no photo\xff\xd9', 'latin1')),
      /cannot be read/,
    ],
    [
      'the file of another photo',
      async () => writeFileSync(large, await sharp(readFileSync(large)).resize(30).jpeg().toBuffer()),
      /is 30 × 20 pixels, and not 60 × 40/,
    ],
  ])('names %s', async (_what, spoil, told) => {
    await spoil()
    const found = await photos()
    expect(found).toMatchObject({ counts: { photos: 2, faulty: 1 }, isWell: false })
    expect(found?.lines[0]).toContain(kept.id)
    expect(found?.lines[0]).toMatch(told)
  })
})
