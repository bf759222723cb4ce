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
