import { spawnSync } from 'node:child_process'
import { uuidv7 } from 'uuidv7'
import { beforeEach, expect, it } from 'vitest'
import { addPermit, addWorks } from '../../../testing/applications.ts'
import { databaseForTests } from '../../../testing/database.ts'
import { addOrganisation, now, serviceOn, signedIn } from '../../../testing/service.ts'
import type { App } from '../../http/app-types.ts'
import { insertConnections } from '../../works/connections/store.ts'
import type { PublicPermit } from '../contract.ts'

const db = databaseForTests()
let app: App
const get = (url: string) => app.inject({ method: 'GET', url, headers: { host: 'nasaq.example' } })

beforeEach(async () => {
  app = await serviceOn(db())
})

const line = { type: 'LineString' as const, coordinates: [[46.7, 24.7], [46.702, 24.7]] as [number, number][] } // biome-ignore format: one line
const conditions = [
  { code: 'night_only' },
  { text: 'إبلاغ المدرسة قبل 2027-01-05' },
  { text: 'Keep 1.5 m "free" #here' },
]

async function permitted(status: 'permitted' | 'suspended' | 'cancelled' = 'permitted'): Promise<string> {
  const id = await addWorks(db(), await addOrganisation(db(), `WATER-${uuidv7()}`), line, status)
  const number = await addPermit(db(), id)
  await db()('permit')
    .where({ number })
    .update({ conditions: JSON.stringify(conditions) })
  return number
}

const plannedBeside = async () => addWorks(db(), await addOrganisation(db(), `GAS-${uuidv7()}`), line, 'planned')
const worksOf = async (number: string) =>
  ((await db()('permit').where({ number }).first('works_id')) as { works_id: string }).works_id

/** The text of a document in the order in which it is read, where there is somebody to read it. */
function textOf(pdf: Buffer): string | null {
  const read = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf })
  return read.error ? null : read.stdout.toString()
}

it.each(['.pdf', '/board.pdf'])('prints %s for anybody, with its number, its days and its code', async (paper) => {
  const number = await permitted()
  const answer = await get(`/api/permits/${number}${paper}`)
  expect(answer.statusCode, answer.body.slice(0, 200)).toBe(200)
  expect(answer.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' })
  expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  expect(answer.rawPayload.toString('latin1')).toContain(number)
  const { code } = (await get(`/api/permits/${number}`)).json<PublicPermit>()
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  const text = textOf(answer.rawPayload)
  if (text === null) return
  for (const words of [number, '2027-01-31', code]) expect(text).toContain(words)
})

it('prints what the office wrote as it was written', async () => {
  const text = textOf((await get(`/api/permits/${await permitted()}.pdf`)).rawPayload)
  if (text === null) return
  expect(text).toContain('Keep 1.5 m "free" #here')
  expect(text).toContain('Work at night only')
  expect(text).toContain('2027-01-05')
})

it('says across the sheet that nobody may dig by it today', async () => {
  const text = textOf((await get(`/api/permits/${await permitted('suspended')}.pdf`)).rawPayload)
  if (text !== null) expect(text).toContain('Works under this permit are suspended')
})

it('lists the connections on the print of an agency, and only counts them on a visitor’s', async () => {
  const number = await permitted()
  const [{ works_id: worksId }] = (await db()('permit').where({ number }).select('works_id')) as [{ works_id: string }]
  await db()('works').where({ id: worksId }).update({ category: 'multi_connection', connections: 1 })
  const connection = { id: uuidv7(), label: 'RRRD2929', parcel: '12/4', meter: null, lengthMetres: 9.5 }
  const taken = { ...connection, line: { ...line, coordinates: line.coordinates.slice() } }
  await insertConnections(db(), worksId, [taken], now)
  const { headers } = await signedIn(app, db(), 'inspector')
  const printed = await app.inject({ method: 'GET', url: `/api/permits/${number}.pdf`, headers })
  expect((await get(`/api/permits/${number}`)).json<PublicPermit>().connections).toBe(1)
  const [theirs, visitors] = [textOf(printed.rawPayload), textOf((await get(`/api/permits/${number}.pdf`)).rawPayload)]
  if (theirs === null || visitors === null) return
  for (const words of ['RRRD2929', '12/4', '9.50 m']) {
    expect(theirs).toContain(words)
    expect(visitors).not.toContain(words)
  }
  expect(visitors).toContain('Connections')
})

it('names who shares the trench: anybody those with a permit, an agency those that are planned too', async () => {
  const [ours, theirs, planned] = await Promise.all([permitted(), permitted(), plannedBeside()])
  const ids = [await worksOf(ours), await worksOf(theirs), planned] as const
  const numbers = await Promise.all(ids.map(async (id) => (await db()('works').where({ id }).first('number')).number))
  const group = { id: uuidv7(), lead_id: ids[1], municipality_ids: [], currency: 'SAR', linked_at: now }
  await db()('works_group').insert(group)
  for (const works_id of ids) {
    const { agency_id } = await db()('works').where({ id: works_id }).first('agency_id')
    const cause = { cause_kind: 'case', cause_id: uuidv7() }
    await db()('works_group_member').insert({ group_id: group.id, works_id, agency_id, ...cause, linked_at: now })
  }
  const trench = async (headers = {}) =>
    (await app.inject({ method: 'GET', url: `/api/permits/${ours}`, headers })).json<PublicPermit>().trench
  expect(await trench()).toMatchObject({ leadId: ids[1], others: [{ number: numbers[1] }] })
  const { headers } = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  expect(await trench(headers)).toMatchObject({ leadId: ids[1], others: [{ number: numbers[1] }, { number: numbers[2] }] }) // biome-ignore format: one line

  const print = async (paper: string, more = {}) =>
    textOf((await app.inject({ method: 'GET', url: `/api/permits/${ours}${paper}`, headers: { host: 'nasaq.example', ...more } })).rawPayload) // biome-ignore format: one line
  const [visitors, agencys, board] = [await print('.pdf'), await print('.pdf', headers), await print('/board.pdf', headers)] // biome-ignore format: one line
  if (visitors !== null) {
    expect([numbers[1], numbers[2]].map((one) => visitors.includes(one))).toEqual([true, false])
    expect([numbers[1], numbers[2]].map((one) => agencys?.includes(one))).toEqual([true, true])
    expect([numbers[1], numbers[2]].map((one) => board?.includes(one))).toEqual([false, false])
  }
  // a lead that has no permit yet is named to agencies alone; a trench that is shared no more, to nobody
  await db()('works_group').where({ id: group.id }).update({ lead_id: planned })
  expect(await trench()).toMatchObject({ leadId: null, others: [{ number: numbers[1] }] })
  await db()('works_group_member').where({ works_id: ids[1] }).update({ left_at: now })
  expect(await trench()).toBeNull()
})

it('has another code once it says something else', async () => {
  const number = await permitted()
  const codeNow = async () => (await get(`/api/permits/${number}`)).json<PublicPermit>().code
  const before = await codeNow()
  await db()('permit').where({ number }).update({ valid: '[2027-01-01,2027-02-11)' })
  expect(await codeNow()).not.toBe(before)
})

it('prints none that is void, and none that there never was', async () => {
  const cancelled = await permitted('cancelled')
  for (const number of [cancelled, 'NONE', '../../etc/passwd', '%00'])
    for (const paper of ['.pdf', '/board.pdf']) {
      const { statusCode, headers } = await get(`/api/permits/${encodeURIComponent(number)}${paper}`)
      expect([400, 404], number).toContain(statusCode)
      expect(headers['content-type']).toContain('problem+json')
    }
})
