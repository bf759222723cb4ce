import { beforeEach, describe, expect, it } from 'vitest'
import { addWorks } from '../../testing/applications.ts'
import { databaseForTests, pack } from '../../testing/database.ts'
import { addDefect, addInspection } from '../../testing/defects.ts'
import { aPhoto, formOf } from '../../testing/form.ts'
import {
  addOrganisation,
  now,
  refusals,
  rootOffice,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../testing/service.ts'
import { rows } from '../database/sql.ts'
import type { App } from '../http/app-types.ts'
import { planInTime } from '../inspections/visits/with-time.ts'
import { spread } from '../notifications/spread.ts'
import type { ListedReport, Report, ReportCategory } from './contract.ts'
import { escalateReports, giveDeadlines } from './with-time.ts'

const db = databaseForTests()
const hour = 3_600_000
/** A Tuesday morning in Riyadh; the cut-off of the next day and of the one after that. */
const wednesday = '2026-11-25T13:30:00.000Z'
const thursday = '2026-11-26T13:30:00.000Z'
let app: App
let time: Date
let office: SignedIn
let water: SignedIn

beforeEach(async () => {
  time = now
  app = await serviceOn(db(), { clock: () => time })
  office = await signedIn(app, db(), 'planner')
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
})

async function sent(category: ReportCategory = 'potholes'): Promise<{ number: string; follow: string }> {
  const form = formOf({ lng: '46.7', lat: '24.7', category, photo: aPhoto })
  const answer = await app.inject({ method: 'POST', url: '/api/reports', ...form })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}

const read = async (number: string, who?: SignedIn) =>
  (await app.inject({ url: `/api/reports/${number}`, headers: who?.headers ?? {} })).json<Report>()
const followed = async (follow: string) => (await app.inject({ url: `/api/reports/follow/${follow}` })).json<Report>()

async function dealt(number: string, deed: object): Promise<Report> {
  const { version } = await read(number, office)
  const payload = { version, ...deed }
  const answer = await app.inject({ method: 'POST', url: `/api/reports/${number}/deeds`, headers: office.headers, payload }) // biome-ignore format: one line
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

const reject = (number: string) => dealt(number, { deed: 'reject', reason: 'Nothing is broken.' })

/** As if a photo had been sent. */
const solved = (number: string) =>
  db()('report').where({ number }).update({ status: 'solved', solved_at: time, version: 2 })
const dispute = (follow: string, version = 2) =>
  app.inject({ method: 'POST', url: `/api/reports/follow/${follow}/verdict`, payload: { version, verdict: 'dispute', reason: 'Still there.' } }) // biome-ignore format: one line
const reasonsOf = (answer: { json: () => { reasons?: { code: string; detail: string }[] } }) => answer.json().reasons

const list = async (query: string, who?: SignedIn) =>
  (await app.inject({ url: `/api/reports?${query}`, headers: who?.headers ?? {} })).json<{
    items: ListedReport[]
    total: number
    nextCursor: string | null
  }>()
const escalate = (at: string) => escalateReports(db(), { pack, now: new Date(at) })

describe('the deadline of a report', () => {
  it('is so many working days after it came, by its kind, and told to those who deal with it and to its reporter', async () => {
    const { number, follow } = await sent('potholes')
    const { number: slower } = await sent('construction_waste')
    expect((await read(number, office)).dueAt).toBe(wednesday)
    expect((await read(slower, office)).dueAt).toBe(thursday)
    expect((await followed(follow)).dueAt).toBe(wednesday)
    for (const who of [undefined, water]) {
      expect((await read(number, who)).dueAt).toBeNull()
      expect((await list('', who)).items.map(({ dueAt, agencyId }) => [dueAt, agencyId])).toEqual([[null, null], [null, null]]) // biome-ignore format: one line
    }
    await reject(number)
    expect((await read(number, office)).dueAt).toBeNull()
  })

  it('counts anew where its solution is disputed, and where it is opened again', async () => {
    const { number, follow } = await sent()
    await solved(number)
    // their secret does not expire, as a session does
    time = new Date(now.getTime() + 24 * hour)
    expect((await dispute(follow)).statusCode).toBe(200)
    time = now
    expect((await read(number, office)).dueAt).toBe(thursday)
    await reject(number)
    await dealt(number, { deed: 'reopen', reason: 'It is one.' })
    expect((await read(number, office)).dueAt).toBe(wednesday)
  })

  it('is given to what came before there were any, from then on, and to nothing that has ended', async () => {
    const [one, two] = [await sent(), await sent()]
    await reject(two.number)
    await db()('report').update({ due_at: null })
    expect((await list('desk=true', office)).items).toEqual([])
    expect(await giveDeadlines(db(), { pack, now })).toBe(1)
    expect(await giveDeadlines(db(), { pack, now })).toBe(0)
    expect((await read(one.number, office)).dueAt).toBe(wednesday)
  })
})

describe('a report that is late', () => {
  it('is told once to whoever leads the office of its ground, and stands in its way', async () => {
    const admin = await signedIn(app, db(), 'admin', await rootOffice(db()))
    const { number } = await sent()
    expect(await escalate('2026-11-25T13:29:59.000Z')).toBe(0)
    expect(await escalate(wednesday)).toBe(1)
    expect(await escalate(thursday)).toBe(0)
    const shown = await read(number, office)
    expect(shown).toMatchObject({ status: 'received', version: 2, escalatedAt: wednesday })
    expect(shown.history).toMatchObject([{ event: 'escalate', agencyId: null, reason: null }])
    await spread(db(), { pack, now: time, mails: false, failed: (error: unknown) => expect.unreachable(String(error)) })
    const kindsOf = async ({ headers }: SignedIn) =>
      (await app.inject({ url: '/api/notices', headers })).json<{ items: { kind: string; text: string }[] }>().items
    expect(await kindsOf(admin)).toMatchObject([{ kind: 'report_late', text: expect.stringContaining(number) }])
    for (const who of [office, water]) expect(await kindsOf(who)).toEqual([])
    expect(await db()('audit').where({ subject: 'report', event: 'escalate' }).select('user_id')).toEqual([{ user_id: null }]) // biome-ignore format: one line
  })

  it('is told to the planners of an office that nobody leads', async () => {
    await sent()
    await escalate(wednesday)
    const [told] = await rows<{ to: unknown }>(db(), `select content -> 'to' as to from happening where content ->> 'kind' = 'report_late'`) // biome-ignore format: one line
    expect(told?.to).toMatchObject([{ role: 'planner' }])
  })

  it('is none once it was answered, and one again where its next deadline is missed', async () => {
    const [one, two] = [await sent(), await sent()]
    await solved(one.number)
    expect(await escalate(wednesday)).toBe(1)
    expect((await read(two.number, office)).escalatedAt).toBe(wednesday)
    await dispute(one.follow)
    expect(await escalate(wednesday)).toBe(1)
    expect(await escalate(thursday)).toBe(0)
  })
})

describe('the desk', () => {
  it('holds what waits for whoever asks, the earliest deadline first, page by page', async () => {
    const [slow, ended, quick] = [await sent('garbage'), await sent('potholes'), await sent('graffiti')]
    await db()('report').where({ number: slow.number }).update({ due_at: '2026-12-01T00:00:00Z' })
    await reject(ended.number)
    const numbers = ({ items }: { items: ListedReport[] }) => items.map(({ number }) => number)
    const whole = await list('desk=true', office)
    expect([numbers(whole), whole.total]).toEqual([[quick.number, slow.number], 2])
    const first = await list('desk=true&limit=1', office)
    expect(numbers(await list(`desk=true&limit=1&cursor=${first.nextCursor}`, office))).toEqual([slow.number])
    expect(numbers(await list('desk=true&category=garbage', office))).toEqual([slow.number])
    for (const who of [undefined, water]) expect(numbers(await list('desk=true', who))).toEqual([])
    await dealt(slow.number, { deed: 'pass_on', agencyId: water.agencyId })
    expect(numbers(await list('desk=true', water))).toEqual([slow.number])
    expect(numbers(await list('desk=true&mine=true', office))).toEqual([quick.number])
  })

  it('is a file too, as it is filtered, in the language that is asked for', async () => {
    const { number } = await sent()
    await sent('graffiti')
    await dealt(number, { deed: 'pass_on', agencyId: water.agencyId })
    await db()('report').where({ number }).update({ due_at: '2026-11-24T05:00:00Z' })
    const told = await refusals(app, db(), { method: 'GET', url: '/api/reports.csv', allowed: ['planner', 'utility', 'inspector', 'admin'] }) // biome-ignore format: one line
    expect([told.visitor, ...new Set(told.others)]).toEqual([401, 403])
    const file = (query: string, who: SignedIn) =>
      app.inject({ url: `/api/reports.csv?${query}`, headers: who.headers })
    const own = await file('desk=true&lang=en', water)
    expect(own.headers['content-type']).toContain('text/csv')
    const [head, ...lines] = own.body.trim().split('\r\n')
    expect(head).toContain('Number,Category,Status,Sent,Due,Late,With,Municipality,Longitude,Latitude')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(`${number},Pothole,Referred,2026-11-24 09:00,2026-11-24 08:00,overdue,`)
    const all = (await file('lang=ar', water)).body.trim().split('\r\n').slice(1)
    expect(all).toHaveLength(2)
    // what is not theirs has no clock for them
    expect(all.find((line) => !line.includes(number))).toContain(',,,,')
    expect((await file('category=graffiti&lang=ar', office)).body.trim().split('\r\n')).toHaveLength(2)
  })
})

const line = { type: 'LineString' as const, coordinates: [[46.699, 24.7], [46.701, 24.7]] as [number, number][] } // biome-ignore format: one line

/** A works that a report lies on. */
async function onWorks(numbers: string[], status: Parameters<typeof addWorks>[3] = 'in_guarantee'): Promise<string> {
  const id = await addWorks(db(), water.agencyId as string, line, status)
  await db()('report').whereIn('number', numbers).update({ works_id: id })
  return id
}

describe('a dispute', () => {
  it('is refused with words once the works that the report lies on is cleared', async () => {
    const { number, follow } = await sent()
    await solved(number)
    const worksId = await onWorks([number])
    expect((await followed(follow)).may).toContain('dispute')
    await rows(db(), `select set_config('session_replication_role', 'replica', true)`)
    await db()('works').where({ id: worksId }).update({ status: 'closed' })
    await rows(db(), `select set_config('session_replication_role', 'origin', true)`)
    expect(await followed(follow)).toMatchObject({ may: ['confirm', 'rate'], notDisputed: 'works_closed', disputeUntil: null }) // biome-ignore format: one line
    expect(reasonsOf(await dispute(follow))).toMatchObject([
      { code: 'works_closed', detail: expect.stringMatching(/\S/) },
    ])
  })

  it('is refused once an inspector has accepted the mend of the defect that it led to, and not before', async () => {
    const { number, follow } = await sent()
    await solved(number)
    const worksId = await onWorks([number])
    const { id: reportId } = await db()('report').where({ number }).first('id')
    const inspection = await addInspection(db(), worksId, { inspectorId: office.userId, agencyId: office.agencyId as string, kind: 'investigation' }) // biome-ignore format: one line
    const found = { inspectionId: inspection.id, kind: 'investigation' } as const
    const [one, two] = [await addDefect(db(), worksId, { ...found, itemCode: 'one' }), await addDefect(db(), worksId, { ...found, itemCode: 'two' })] // biome-ignore format: one line
    const visit = { works_id: worksId, kind: 'investigation', cause: 'report', due_on: '2026-11-24', state: 'done', created_at: now, ended_at: now } // biome-ignore format: one line
    const { municipality_id } = await db()('works').where({ id: worksId }).first('municipality_id')
    await db()('visit').insert({ id: inspection.id, ...visit, municipality_id, place: db().raw("'SRID=4326;POINT(46.7 24.7)'::geometry"), report_id: reportId, inspection_id: inspection.id }) // biome-ignore format: one line
    const end = (id: string, state: string) =>
      db()('defect').where({ id }).update({ state, mended_at: now, ended_at: now })
    const standing = async () => (await followed(follow)).notDisputed
    expect(await standing()).toBeNull()
    await end(one, 'withdrawn')
    await end(two, 'withdrawn')
    expect(await standing()).toBeNull()
    await end(two, 'verified')
    expect(await standing()).toBe('defect_verified')
    expect(reasonsOf(await dispute(follow))?.map(({ code }) => code)).toEqual(['defect_verified'])
  })
})

describe('a visit that was planned for a report', () => {
  const plan = () => planInTime(db(), { pack, now: time })
  const visits = () => db()('visit').where({ cause: 'report' }).orderBy('created_at').orderBy('id').select('id', 'state', 'drop_reason', 'withdrawn') // biome-ignore format: one line

  it('is withdrawn with the reason where the report is turned down, and planned anew where it is opened again', async () => {
    const { number } = await sent()
    await onWorks([number], 'suspended')
    expect(await plan()).toBe(1)
    await reject(number)
    const [first] = await visits()
    expect(first).toMatchObject({ state: 'dropped', drop_reason: `${number}: Nothing is broken.`, withdrawn: true })
    const line = await db()('audit').where({ subject: 'visit', event: 'drop' }).first('reason', 'user_id')
    expect(line).toEqual({ reason: `${number}: Nothing is broken.`, user_id: office.userId })
    expect(await plan()).toBe(0)
    await dealt(number, { deed: 'reopen', reason: 'It is one.' })
    expect(await plan()).toBe(1)
    expect((await visits()).map(({ state }: { state: string }) => state)).toEqual(['dropped', 'due'])
  })

  it('is withdrawn where the report is joined to another elsewhere, unless somebody has begun it', async () => {
    const [one, two, other] = [await sent(), await sent(), await sent()]
    await onWorks([one.number], 'suspended')
    await onWorks([two.number], 'suspended')
    expect(await plan()).toBe(2)
    const begun = { state: 'taken', assigned_to: office.userId, taken_at: now }
    await db()('visit').where({ report_id: db()('report').where({ number: two.number }).select('id') }).update(begun) // biome-ignore format: one line
    await dealt(one.number, { deed: 'double', of: other.number })
    await dealt(two.number, { deed: 'double', of: other.number })
    expect((await visits()).map(({ state, drop_reason }: { state: string; drop_reason: string | null }) => [state, drop_reason]).sort()).toEqual([['dropped', `${one.number} = ${other.number}`], ['taken', null]]) // biome-ignore format: one line
    // whoever had begun it gives it back
    await db()('visit').where({ state: 'taken' }).update({ state: 'due', assigned_to: null, taken_at: null })
    await plan()
    expect((await visits()).map(({ state, withdrawn }) => [state, withdrawn])).toEqual([['dropped', true], ['dropped', true]]) // biome-ignore format: one line
  })

  it('is made for the others that wait for it, where there are any', async () => {
    const [one, two] = [await sent(), await sent()]
    await onWorks([one.number, two.number], 'suspended')
    expect(await plan()).toBe(1)
    const byNumber = (number: string) => db()('report').where({ number }).first('id')
    const [visit] = await db()('visit').where({ cause: 'report' }).select('report_id')
    const ids = { [one.number]: (await byNumber(one.number)).id, [two.number]: (await byNumber(two.number)).id }
    const [named, waiting] = visit.report_id === ids[one.number] ? [one, two] : [two, one]
    await reject(named.number)
    expect(await db()('visit').where({ cause: 'report' }).select('state', 'report_id')).toEqual([{ state: 'due', report_id: ids[waiting.number] }]) // biome-ignore format: one line
    await reject(waiting.number)
    expect((await visits()).map(({ state }: { state: string }) => state)).toEqual(['dropped'])
  })
})
