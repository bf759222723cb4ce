import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
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
import { spread } from '../notifications/spread.ts'
import type { Report } from './contract.ts'

const db = databaseForTests()
const day = 86_400_000
const place = { lng: '46.7', lat: '24.7' }
let app: App
let mediaDir: string
let time: Date
let office: SignedIn
let water: SignedIn

beforeEach(async () => {
  time = now
  mediaDir = mkdtempSync(join(tmpdir(), 'nasaq-media-'))
  app = await serviceOn(db(), { mediaDir, clock: () => time })
  office = await signedIn(app, db(), 'planner')
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
})
afterEach(() => rmSync(mediaDir, { recursive: true, force: true }))

const picture = async () => ({
  name: 'after.jpg',
  bytes: await sharp({ create: { width: 64, height: 48, channels: 3, background: '#494' } })
    .jpeg()
    .toBuffer(),
})

async function sent(headers: Record<string, string> = {}): Promise<{ number: string; follow: string }> {
  const form = formOf({ ...place, category: 'potholes', note: 'At the corner', photo: aPhoto })
  const answer = await app.inject({ method: 'POST', url: '/api/reports', payload: form.payload, headers: { ...headers, ...form.headers } }) // biome-ignore format: one line
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}

const read = async (number: string, who?: SignedIn) =>
  (await app.inject({ url: `/api/reports/${number}`, headers: who?.headers ?? {} })).json<Report>()
const followed = async (follow: string) => (await app.inject({ url: `/api/reports/follow/${follow}` })).json<Report>()

const deal = (number: string, who: SignedIn, payload: object) =>
  app.inject({ method: 'POST', url: `/api/reports/${number}/deeds`, headers: who.headers, payload })

async function dealt(number: string, who: SignedIn, deed: object): Promise<Report> {
  const { version } = await read(number, who)
  const answer = await deal(number, who, { version, ...deed })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

async function solve(number: string, who: SignedIn, where: object = place) {
  const { version } = await read(number, who)
  const form = formOf({ version: String(version), ...where, photo: await picture() })
  return app.inject({ method: 'POST', url: `/api/reports/${number}/solution`, payload: form.payload, headers: { ...who.headers, ...form.headers } }) // biome-ignore format: one line
}

const say = (follow: string, payload: object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: `/api/reports/follow/${follow}/verdict`, payload, headers })
const reasonsOf = (answer: { json: () => { reasons?: { code: string }[] } }) => answer.json().reasons?.map(({ code }) => code) // biome-ignore format: one line

describe('what is done with a report', () => {
  it('is no visitor’s to do, nor a contractor’s', async () => {
    const { number } = await sent()
    const allowed = ['planner', 'utility', 'inspector', 'admin'] as const
    for (const path of ['deeds', 'solution']) {
      const told = await refusals(app, db(), { method: 'POST', url: `/api/reports/${number}/${path}`, allowed })
      expect(told.visitor).toBe(401)
      expect(new Set(told.others)).toEqual(new Set([403]))
    }
  })

  it('is not another agency’s that it was not passed to, and touches only the version that was seen', async () => {
    const { number } = await sent()
    expect((await deal(number, water, { version: 1, deed: 'take' })).statusCode).toBe(403)
    expect((await deal(number, office, { version: 2, deed: 'take' })).statusCode).toBe(409)
    expect((await deal('KSA-R-2026-0000099', office, { version: 1, deed: 'take' })).statusCode).toBe(404)
    expect((await read(number, office)).status).toBe('received')
  })

  it('leads from the office to an agency, to a photo of the solution, and back from its reporter', async () => {
    const { number, follow } = await sent()
    const passed = await dealt(number, office, { deed: 'pass_on', agencyId: water.agencyId })
    expect(passed).toMatchObject({ status: 'routed', agencyId: water.agencyId, version: 2 })
    expect((await dealt(number, water, { deed: 'take' })).status).toBe('in_progress')
    const far = await solve(number, water, { lng: '46.71', lat: '24.7' })
    expect([far.statusCode, reasonsOf(far)]).toEqual([409, ['photo_elsewhere']])
    expect(reasonsOf(await solve(number, water, {}))).toEqual(['photo_placeless'])
    const solved = await solve(number, water)
    expect(solved.statusCode, solved.body).toBe(200)
    const shown = await read(number)
    expect(shown).toMatchObject({ status: 'solved', note: null, history: [], may: [] })
    expect((await app.inject({ url: `/api/media/${shown.afterPhotoId}/small` })).statusCode).toBe(200)
    const seen = await followed(follow)
    expect(seen).toMatchObject({ may: ['confirm', 'dispute', 'rate'], notDisputed: null, disputeUntil: new Date(time.getTime() + pack.reports.disputeDays * day).toISOString() }) // biome-ignore format: one line
    expect(seen.history.map(({ event }) => event)).toEqual(['pass_on', 'take', 'solve'])
    const disputed = await say(follow, {
      version: seen.version,
      verdict: 'dispute',
      reason: 'The hole is still there.',
    })
    expect(disputed.statusCode, disputed.body).toBe(200)
    expect(disputed.json<Report>()).toMatchObject({ status: 'disputed', may: [] })
    expect((await solve(number, water)).statusCode).toBe(200)
    const again = await followed(follow)
    expect(again).toMatchObject({ may: ['confirm', 'rate'], notDisputed: 'disputed_before' })
    expect(reasonsOf(await say(follow, { version: again.version, verdict: 'dispute', reason: 'Still there.' }))).toEqual(['disputed_before']) // biome-ignore format: one line
    expect((await say(follow, { version: again.version, verdict: 'confirm' })).json<Report>().status).toBe('confirmed')
  })

  it('is passed to nobody who could never deal with it', async () => {
    const { number } = await sent()
    for (const kind of ['contractor', 'consultant', 'laboratory', 'other'] as const) {
      const agencyId = await addOrganisation(db(), kind.toUpperCase(), kind)
      const answer = await deal(number, office, { version: 1, deed: 'pass_on', agencyId })
      expect([kind, answer.statusCode]).toEqual([kind, 400])
      expect(answer.json().errors).toMatchObject([{ path: 'agencyId' }])
    }
  })

  it('is disputed within the days of the pack and not later', async () => {
    const { number, follow } = await sent()
    expect((await solve(number, office)).statusCode).toBe(200)
    time = new Date(now.getTime() + pack.reports.disputeDays * day + 1000)
    expect(await followed(follow)).toMatchObject({ may: ['confirm', 'rate'], disputeUntil: null, notDisputed: 'dispute_over' }) // biome-ignore format: one line
    expect(reasonsOf(await say(follow, { version: 2, verdict: 'dispute', reason: 'Still there.' }))).toEqual(['dispute_over']) // biome-ignore format: one line
  })

  it('is rated by whoever sent it, once of each end, in words that the audit does not keep', async () => {
    const { number, follow } = await sent()
    const rate = (payload: object) => app.inject({ method: 'POST', url: `/api/reports/follow/${follow}/rating`, payload }) // biome-ignore format: one line
    expect(reasonsOf(await rate({ version: 1, stars: 3 }))).toEqual(['not_solved'])
    await solve(number, office)
    for (const stars of [0, 6, 2.5, '4'])
      expect((await rate({ version: 2, stars })).statusCode, String(stars)).toBe(400)
    expect((await rate({ version: 1, stars: 4 })).statusCode).toBe(409)
    const rated = await rate({ version: 2, stars: 2, words: 'Only half of it.' })
    expect(rated.json<Report>()).toMatchObject({ status: 'solved', rating: 2, may: ['confirm', 'dispute'] })
    expect(reasonsOf(await rate({ version: 3, stars: 5 }))).toEqual(['rated_before'])
    expect((await read(number, office)).history.at(-1)).toMatchObject({ event: 'rate', stars: 2, reason: 'Only half of it.', agencyId: null }) // biome-ignore format: one line
    expect(await read(number)).toMatchObject({ rating: null, history: [] })
    const [kept] = await rows<{ whole: string }>(db(), `select to_jsonb(a)::text as whole from audit a where event = 'rate'`) // biome-ignore format: one line
    expect(kept?.whole).toContain('"stars": "2"')
    expect(kept?.whole).not.toContain('Only half')
    await say(follow, { version: 3, verdict: 'dispute', reason: 'The other half.' })
    expect((await followed(follow)).rating).toBeNull()
    await solve(number, office)
    const { version } = await followed(follow)
    expect((await rate({ version, stars: 5 })).json<Report>()).toMatchObject({ rating: 5, may: ['confirm'] })
  })

  it('is rated where it was turned down as well, and by nobody without its secret', async () => {
    const { number, follow } = await sent()
    await dealt(number, office, { deed: 'reject', reason: 'No street.' })
    const url = (secret: string) => `/api/reports/follow/${secret}/rating`
    const payload = { version: 2, stars: 1 }
    expect((await app.inject({ method: 'POST', url: url('x'.repeat(43)), payload })).statusCode).toBe(404)
    expect((await app.inject({ method: 'POST', url: url(follow), payload })).json<Report>().rating).toBe(1)
    await dealt(number, office, { deed: 'reopen', reason: 'It is one.' })
    expect((await read(number, office)).rating).toBeNull()
  })

  it('goes back to the office with a reason, which its works do not: that is the office’s to say', async () => {
    const { number } = await sent()
    await dealt(number, office, { deed: 'pass_on', agencyId: water.agencyId })
    const back = await deal(number, water, { version: 2, deed: 'hand_back', reason: 'Not our valve.' })
    expect(back.json<Report>()).toMatchObject({ status: 'received', agencyId: null, history: [] })
    const held = await read(number, office)
    expect(held).toMatchObject({ agencyId: await rootOffice(db()) })
    expect(held.history.at(-1)).toMatchObject({
      event: 'hand_back',
      reason: 'Not our valve.',
      agencyId: water.agencyId,
    })
    expect((await deal(number, water, { version: 3, deed: 'take' })).statusCode).toBe(403)
  })

  it('joins it to another, turns it down with a reason, and opens it again', async () => {
    const [one, two] = [await sent(), await sent()]
    for (const of of [two.number, 'KSA-R-2026-0000099'])
      expect((await deal(two.number, office, { version: 1, deed: 'double', of })).statusCode).toBe(400)
    expect(await dealt(two.number, office, { deed: 'double', of: one.number })).toMatchObject({ status: 'duplicate', duplicateOf: one.number }) // biome-ignore format: one line
    expect((await followed(two.follow)).duplicateOf).toBe(one.number)
    expect((await deal(one.number, office, { version: 1, deed: 'reject' })).statusCode).toBe(400)
    await dealt(one.number, office, { deed: 'reject', reason: 'Nothing is broken here.' })
    expect((await followed(one.follow)).history.at(-1)?.reason).toBe('Nothing is broken here.')
    expect(await dealt(one.number, office, { deed: 'reopen', reason: 'It is one after all.' })).toMatchObject({ status: 'routed' }) // biome-ignore format: one line
  })

  it('takes what was joined to a report along: to the one that it is, or back into hand where it is turned down', async () => {
    const [one, two, three] = [await sent(), await sent(), await sent()]
    await dealt(one.number, office, { deed: 'double', of: two.number })
    await dealt(two.number, office, { deed: 'double', of: three.number })
    expect(await followed(one.follow)).toMatchObject({ status: 'duplicate', duplicateOf: three.number })
    await dealt(three.number, office, { deed: 'reject', reason: 'Nothing is broken here.' })
    for (const { follow } of [one, two]) {
      const seen = await followed(follow)
      expect(seen).toMatchObject({ status: 'routed', duplicateOf: null })
      expect(seen.history.at(-1)).toMatchObject({ event: 'reopen', reason: 'Nothing is broken here.' })
    }
  })

  it('takes the photo of what is turned down from the public, and gives it back with the report', async () => {
    const form = formOf({ ...place, category: 'potholes', photo: await picture() })
    const { number } = (await app.inject({ method: 'POST', url: '/api/reports', ...form })).json<{ number: string }>()
    const { photoId } = await read(number)
    const seen = async () => (await app.inject({ url: `/api/media/${photoId}/large` })).statusCode
    expect(await seen()).toBe(200)
    await dealt(number, office, { deed: 'reject', reason: 'No street is on it.' })
    expect([await seen(), (await read(number)).photoId]).toEqual([404, null])
    await dealt(number, office, { deed: 'reopen', reason: 'It is one after all.' })
    expect([await seen(), (await read(number)).photoId]).toEqual([200, photoId])
  })

  it('shows the photo of a solution only as long as that one stands', async () => {
    const { number, follow } = await sent()
    const seen = async (id: string | null) => (await app.inject({ url: `/api/media/${id}/small` })).statusCode
    const solved = async () => {
      expect((await solve(number, office)).statusCode).toBe(200)
      return (await read(number)).afterPhotoId
    }
    const first = await solved()
    const { version } = await followed(follow)
    await say(follow, { version, verdict: 'dispute', reason: 'Still there.' })
    const second = await solved()
    expect([await seen(first), await seen(second)]).toEqual([404, 200])
    await dealt(number, office, { deed: 'reopen', reason: 'Another street.' })
    expect([await seen(second), (await read(number)).afterPhotoId]).toEqual([404, null])
    const third = await solved()
    await dealt(number, office, { deed: 'reopen', reason: 'Look again.' })
    await dealt(number, office, { deed: 'reject', reason: 'No street is on it.' })
    expect([await seen(third), (await read(number)).afterPhotoId]).toEqual([404, null])
    const kept = await db()('report_history').whereNotNull('photo_id').orderBy('version').pluck('photo_id')
    expect(kept).toEqual([first, second, third])
  })

  it('turns down what was disputed with the photo of its solution', async () => {
    const { number, follow } = await sent()
    await solve(number, office)
    const { afterPhotoId, version } = await followed(follow)
    await say(follow, { version, verdict: 'dispute', reason: 'Still there.' })
    await dealt(number, office, { deed: 'reject', reason: 'Nobody lives there.' })
    expect((await app.inject({ url: `/api/media/${afterPhotoId}/small` })).statusCode).toBe(404)
    await dealt(number, office, { deed: 'reopen', reason: 'It is one after all.' })
    expect((await read(number)).afterPhotoId).toBeNull()
  })

  it('is told to whom it concerns, and is in the audit, where its reporter is nobody', async () => {
    const reporter = await signedIn(app, db(), 'owner', null)
    const { number, follow } = await sent(reporter.headers)
    await dealt(number, office, { deed: 'pass_on', agencyId: water.agencyId })
    await solve(number, water)
    const said = await say(follow, { version: 3, verdict: 'dispute', reason: 'Still there.' }, reporter.headers)
    expect(said.statusCode, said.body).toBe(200)
    await spread(db(), { pack, now: time, mails: false, failed: (error: unknown) => expect.unreachable(String(error)) })
    const noticesOf = async ({ headers }: SignedIn) =>
      (await app.inject({ url: '/api/notices', headers })).json<{ items: { kind: string; path: string }[] }>().items
    expect((await noticesOf(water)).map(({ kind }) => kind).sort()).toEqual(['report_disputed', 'report_passed'])
    const [told] = await noticesOf(office)
    expect(told?.kind).toBe('report_disputed')
    const { id } = await read(number)
    expect(told?.path).toBe(`/reports?sel=${id}`)
    expect((await read(id)).number).toBe(number)
    const lines = await rows<{ event: string; user_id: string | null; address: string | null; whole: string }>(
      db(),
      `select event, user_id, address, to_jsonb(a)::text as whole from audit a where subject = 'report' order by sequence`,
    )
    expect(lines.map(({ event, user_id }) => [event, user_id])).toEqual([['create', null], ['pass_on', office.userId], ['solve', water.userId], ['dispute', null]]) // biome-ignore format: one line
    expect(lines.at(-1)?.address).toBeNull()
    // free words of a citizen can be taken out of a report, and not out of the audit
    expect(lines.at(-1)?.whole).not.toContain('Still there.')
    expect((await followed(follow)).history.at(-1)?.reason).toBe('Still there.')
    for (const table of ['happening', 'report_history'])
      expect(await db()(table).where({ user_id: reporter.userId }), table).toEqual([])
  })

  it('is listed for whoever it is with', async () => {
    const [one] = [await sent(), await sent()]
    await dealt(one.number, office, { deed: 'pass_on', agencyId: water.agencyId })
    const mine = async (headers: Record<string, string>) =>
      (await app.inject({ url: '/api/reports?mine=true', headers })).json<{ items: Report[] }>().items.map(({ number }) => number) // biome-ignore format: one line
    expect(await mine(water.headers)).toEqual([one.number])
    expect(await mine({})).toEqual([])
  })
})
