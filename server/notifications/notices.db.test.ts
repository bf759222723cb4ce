import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { addConsultation, addPermit, addWorks } from '../../testing/applications.ts'
import { databaseForTests, pack } from '../../testing/database.ts'
import { addDefect } from '../../testing/defects.ts'
import { addDelegation } from '../../testing/delegations.ts'
import { addSample } from '../../testing/laboratory.ts'
import { addMeeting } from '../../testing/meetings.ts'
import { asking } from '../../testing/procedure.ts'
import {
  addOrganisation,
  now,
  refusals,
  rootOffice,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../testing/service.ts'
import { addViolation } from '../../testing/violations.ts'
import { permissions } from '../access/permissions.ts'
import { keeper } from '../coordination/register.ts'
import { rows } from '../database/sql.ts'
import { fineLateFiling } from '../inspections/violations/with-time.ts'
import type { Works } from '../works/contract.ts'
import { reviveHappenings } from './command.ts'
import { type Notice, type NoticeSettings, type Notices, type SubjectType, subjectTypes } from './contract.ts'
import { makeDigests } from './mail/digest.ts'
import { spread } from './spread.ts'
import { tell } from './tell.ts'
import { verifyOutbox } from './verify.ts'
import { forgetNotices, tellAnswersDue, tellPermitsEnding } from './with-time.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, colleague, power, office] = [] as unknown as [SignedIn, SignedIn, SignedIn, SignedIn]
let time = now

beforeEach(async () => {
  time = now
  const app = await serviceOn(db(), { clock: () => time })
  ask = asking(app)
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  colleague = await signedIn(app, db(), 'utility', water.agencyId)
  power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  office = await signedIn(app, db(), 'planner', await rootOffice(db()))
})

const route = { type: 'LineString', coordinates: [[46.7, 24.7], [46.702, 24.7]] } // biome-ignore format: one line
const given = {
  title: 'Main renewal',
  category: 'planned',
  utility: 'water',
  status: 'planned',
  route,
  period: { start: '2027-01-10', end: '2027-01-29' },
}
const record = (by: SignedIn, more: object = {}) => ask.ok<Works>(by, 'POST', '/api/works', { ...given, ...more })
const spreadAll = () => spread(db(), { pack, now: time, mails: false })
const list = (by: SignedIn, query = '') => ask.ok<Notices>(by, 'GET', `/api/notices${query}`)
const kindsOf = async (by: SignedIn) => (await list(by)).items.map(({ kind }) => kind).sort()

/** Water's works beside one of power's, long after it. */
async function beside() {
  const theirs = await record(power, { period: { start: '2028-06-01', end: '2028-06-20' }, title: 'Cable' })
  const far = { period: { start: '2027-09-01', end: '2027-09-20' } }
  return { ours: await record(water, far), theirs }
}

describe('the routes', () => {
  it.each([
    ['GET', '/api/notices', 'session'],
    ['GET', '/api/notices/unread', 'session'],
    ['POST', '/api/notices/read', 'session'],
    ['GET', '/api/notices/settings', 'session'],
    ['PATCH', '/api/notices/settings', 'session'],
    ['GET', '/api/mails/undelivered', 'accounts.manage'],
  ] as const)('%s %s answers 401 and 403', async (method, url, permission) => {
    const allowed = permissions[permission]
    const answered = await refusals(ask.app, db(), { method, url, payload: {}, allowed })
    expect(answered.visitor).toBe(401)
    expect(answered.others.filter((status) => status !== 403)).toEqual([])
    expect(answered.others).toHaveLength(9 - allowed.length)
  })

  it('answer 403 to software, which has no notices of its own', async () => {
    const admin = await signedIn(ask.app, db(), 'admin', water.agencyId)
    const asked = { name: 'Desk software', agencyId: water.agencyId, scopes: ['works.read'] }
    const { token } = await ask.ok<{ token: string }>(admin, 'POST', '/api/keys', asked)
    const headers = { authorization: `Bearer ${token}` }
    for (const url of ['/api/notices', '/api/notices/unread', '/api/notices/settings'])
      expect((await ask.app.inject({ url, headers })).statusCode).toBe(403)
  })
})

describe('an application', () => {
  it('is told to whom it concerns at each step, in their language, and to nobody who did it', async () => {
    const { ours } = await beside()
    await spreadAll()
    await ask.event(water, ours.id, 'submit')
    await spreadAll()
    expect(await kindsOf(power)).toContain('asked')
    expect(await kindsOf(office)).toEqual(['applied', 'case_opened'])
    const [asked] = (await list(power)).items.filter(({ kind }) => kind === 'asked')
    expect(asked).toMatchObject({
      title: 'Your answer is needed: Main renewal',
      text: `WATER has applied for works ${ours.number}. An answer is due by 2026-11-26 16:30.`,
      subject: { type: 'works', id: ours.id },
      path: `/works?sel=${ours.id}`,
      readAt: null,
    })
    const arabic = { ...power, headers: { ...power.headers, 'accept-language': 'ar' } }
    expect((await list(arabic)).items.find(({ kind }) => kind === 'asked')?.title).toContain('مطلوب رأي جهتك')

    await ask.answer(power, ours.id, { answer: 'object', reason: 'Our cable lies there.' })
    await spreadAll()
    expect(await kindsOf(water)).toContain('objected')
    expect(await kindsOf(office)).toEqual(['applied', 'case_opened', 'objected'])
    expect(await kindsOf(power)).not.toContain('objected')

    await ask.event(office, ours.id, 'return', { reason: 'Agree with them first.' })
    await spreadAll()
    const told = (await list(colleague)).items.find(({ kind }) => kind === 'returned')
    expect(told?.text).toContain('Agree with them first.')
    expect(await kindsOf(office)).not.toContain('returned')
  })

  it('is not told where it was taken back', async () => {
    const { ours } = await beside()
    await spreadAll()
    const before = Number((await db()('happening').count('* as n'))[0]?.n)
    await db()
      .transaction(async (trx) => {
        const telling = { kind: 'granted', subject: { type: 'works', id: ours.id }, to: [], at: time } as const
        expect(await tell(trx, [telling])).toBe(1)
        throw new Error('taken back')
      })
      .catch(() => undefined)
    expect(Number((await db()('happening').count('* as n'))[0]?.n)).toBe(before)
  })
})

describe('a conflict', () => {
  it('is told on both sides when it appears and when it is gone, not to whoever made it', async () => {
    const theirs = await record(power, { title: 'Cable' })
    const ours = await record(water)
    await spreadAll()
    expect(await kindsOf(water)).toEqual([])
    expect(await kindsOf(colleague)).toEqual(['conflict_appeared'])
    const [told] = (await list(power)).items
    expect(told).toMatchObject({
      kind: 'conflict_appeared',
      subject: { id: theirs.id },
      text: `Works ${ours.number} (WATER) conflict with your works ${theirs.number}.`,
    })
    await ask.event(water, ours.id, 'cancel', { reason: 'Not needed.' })
    await spreadAll()
    expect(await kindsOf(power)).toEqual(['conflict_appeared', 'conflict_vanished'])
  })

  it('that has come and gone by the time it is told is not', async () => {
    await record(power, { title: 'Cable' })
    const ours = await record(water)
    await ask.event(water, ours.id, 'cancel', { reason: 'Not needed.' })
    await spreadAll()
    expect(await kindsOf(power)).toEqual(['conflict_vanished'])
  })

  it('of many works at once is one notice', async () => {
    const along = (n: number) => ({ type: 'LineString', coordinates: [[46.7 + n * 0.0002, 24.6995], [46.7 + n * 0.0002, 24.7005]] }) // biome-ignore format: one line
    for (let n = 0; n < 7; n++)
      await record(power, {
        route: along(n + 1),
        title: `Cable ${n}`,
        period: { start: '2027-01-10', end: '2027-01-12' },
      })
    await spreadAll()
    await db()('notice').delete()
    await record(water)
    await spreadAll()
    const { items } = await list(power)
    expect(items.map(({ kind }) => kind)).toEqual(['conflicts_many'])
    expect(items[0]?.text).toBe('The conflicts of 7 of your works changed at once.')
  })
})

describe('nobody is told', () => {
  const line = { type: 'LineString', coordinates: [[46.6, 24.7], [46.601, 24.7]] } as never // biome-ignore format: one line

  it('of what they may not see, nor of what their role has no use for', async () => {
    const draft = await addWorks(db(), water.agencyId as string, line, 'draft')
    const investor = await signedIn(ask.app, db(), 'investor', power.agencyId)
    const to = [water, power, investor].map(({ userId }) => ({ userId }))
    const subject = { type: 'works', id: draft } as const
    await tell(db(), [{ kind: 'granted', subject, to, at: time }])
    await spreadAll()
    expect(await kindsOf(water)).toEqual(['granted'])
    expect(await kindsOf(power)).toEqual([])
    expect(await kindsOf(investor)).toEqual([])
  })

  it('of what is not theirs to see any more: it leaves their list and their count', async () => {
    const works = await addWorks(db(), water.agencyId as string, line, 'planned')
    await tell(db(), [
      { kind: 'granted', subject: { type: 'works', id: works }, to: [{ userId: power.userId }], at: time },
    ])
    await spreadAll()
    expect((await list(power)).unread).toBe(1)
    await db()('works').where({ id: works }).update({ status: 'draft', published_version: null })
    expect(await list(power)).toMatchObject({ items: [], unread: 0 })
  })

  it('of what they have switched off', async () => {
    const works = await addWorks(db(), water.agencyId as string, line, 'planned')
    const kinds = [{ kind: 'granted', app: false, mail: 'none' }]
    await ask.ok(power, 'POST', '/api/notices/read', { until: now.toISOString() })
    const { statusCode } = await ask.send(power, 'PATCH', '/api/notices/settings', { kinds, digestHour: 9 })
    expect(statusCode).toBe(200)
    const settings = await ask.ok<NoticeSettings>(power, 'GET', '/api/notices/settings')
    expect(settings).toMatchObject({ digestHour: 9, language: 'ar', mails: false })
    expect(settings.kinds.find(({ kind }) => kind === 'granted')).toMatchObject({ app: false, mail: 'none' })
    expect(settings.kinds.map(({ kind }) => kind)).not.toContain('applied')
    await tell(db(), [
      { kind: 'granted', subject: { type: 'works', id: works }, to: [{ userId: power.userId }], at: time },
    ])
    await spreadAll()
    expect(await kindsOf(power)).toEqual([])
  })
})

describe('what time brings', () => {
  const line = { type: 'LineString', coordinates: [[46.6, 24.7], [46.601, 24.7]] } as never // biome-ignore format: one line

  it('is told once, however often it is looked at', async () => {
    const works = await addWorks(db(), water.agencyId as string, line, 'in_coordination')
    await addConsultation(db(), works, power.agencyId as string)
    // due in 24 hours, asked now: half of the time is not over
    expect(await tellAnswersDue(db(), { pack, now: time })).toBe(0)
    time = new Date(now.getTime() + 13 * 3_600_000)
    expect(await tellAnswersDue(db(), { pack, now: time })).toBe(1)
    expect(await tellAnswersDue(db(), { pack, now: time })).toBe(0)
    await spreadAll()
    await db()('session').update({ created_at: time, seen_at: time })
    expect(await kindsOf(power)).toEqual(['answer_due'])
  })

  it('of a permit is told some days before its end; after a stop only the nearest of them', async () => {
    const works = await addWorks(db(), water.agencyId as string, line, 'in_progress')
    await addPermit(db(), works)
    const at = (instant: string) => ({ pack, now: new Date(instant) })
    expect(await tellPermitsEnding(db(), at('2027-01-23T06:00:00Z'))).toBe(0)
    expect(await tellPermitsEnding(db(), at('2027-01-24T06:00:00Z'))).toBe(1)
    expect(await tellPermitsEnding(db(), at('2027-01-25T06:00:00Z'))).toBe(0)
    expect(await tellPermitsEnding(db(), at('2027-01-31T06:00:00Z'))).toBe(1)
    expect(await tellPermitsEnding(db(), at('2027-02-01T06:00:00Z'))).toBe(0)
    await spreadAll()
    const texts = (await list(water)).items.map(({ text }) => text)
    expect(texts.some((text) => text.includes('in 7 days, on 2027-01-31'))).toBe(true)
    expect(texts.some((text) => text.includes('today, on 2027-01-31'))).toBe(true)
  })

  it('is a violation, which is told to whose works it is and to the office', async () => {
    const works = await addWorks(db(), water.agencyId as string, line, 'in_progress')
    await db()('works').where({ id: works }).update({ notified_at: now, category: 'emergency' })
    const later = new Date(now.getTime() + 30 * 3_600_000)
    expect(await fineLateFiling(db(), { pack, keeper, now: later })).toBe(1)
    await spreadAll()
    expect(await kindsOf(water)).toEqual(['violation'])
    expect(await kindsOf(office)).toEqual(['violation'])
  })

  it('is forgotten after the days of the pack', async () => {
    await db()('notice').insert(noticeOf(water, new Date('2020-01-01T00:00:00Z')))
    expect(await forgetNotices(db(), { pack, now })).toBe(1)
  })
})

function noticeOf({ userId, agencyId }: SignedIn, at: Date) {
  const told = { kind: 'conflicts_many', subject_type: 'agency', subject_id: agencyId, about: { count: 6 } }
  return { id: uuidv7(), happening_id: uuidv7(), user_id: userId, ...told, at, in_app: true, mail: 'none' }
}

describe('the list', () => {
  it('goes on from page to page, is marked as read, and is one’s own', async () => {
    const rows = Array.from({ length: 5 }, (_one, n) => noticeOf(water, new Date(now.getTime() - n * 60_000)))
    await db()('notice').insert([...rows, noticeOf(power, now)])
    const ids: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Notices = await list(water, `?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
      ids.push(...page.items.map(({ id }: Notice) => id))
      cursor = page.nextCursor
    }
    expect(ids).toEqual(rows.map(({ id }) => id))
    const foreign = (await list(power)).items[0]?.id as string
    const some = { ids: [ids[0], foreign] }
    expect(await ask.ok(water, 'POST', '/api/notices/read', some)).toEqual({ unread: 4 })
    expect((await list(power)).unread).toBe(1)
    expect((await list(water, '?state=unread')).items.map(({ id }) => id)).toEqual(ids.slice(1))
    const until = { until: new Date(now.getTime() - 2 * 60_000).toISOString() }
    expect(await ask.ok(water, 'POST', '/api/notices/read', until)).toEqual({ unread: 1 })
    expect(await ask.ok(water, 'GET', '/api/notices/unread')).toEqual({ unread: 1 })
    expect((await ask.send(water, 'GET', '/api/notices?cursor=x')).statusCode).toBe(400)
  })
})

describe('reading all of the list', () => {
  it('leaves what comes by the daily e-mail alone for that', async () => {
    const told = { ...noticeOf(water, now), in_app: false, mail: 'daily' }
    await db()('notice').insert([told, { ...noticeOf(water, now), mail: 'daily' }])
    await ask.ok(water, 'POST', '/api/notices/read', { until: now.toISOString() })
    expect(await makeDigests(db(), { pack, now: new Date(now.getTime() + 86_400_000) })).toBe(1)
    expect(await db()('notice').whereNotNull('digest_id').pluck('id')).toEqual([told.id])
  })
})

describe('a notice', () => {
  const line = { type: 'LineString', coordinates: [[46.6, 24.7], [46.601, 24.7]] } as never // biome-ignore format: one line
  /** Of each type of subject one that is water's, and whom its notice is to. */
  async function subjects(): Promise<Record<SubjectType, string>> {
    const agencyId = water.agencyId as string
    const [works, call, coordinationCase, ban, report] = [
      await addWorks(db(), agencyId, line, 'draft'),
      ...Array.from({ length: 4 }, () => uuidv7()),
    ] as [string, string, string, string, string]
    const { municipality_id } = await db()('works').where({ id: works }).first('municipality_id')
    const place = db().raw('ST_SetSRID(ST_MakePoint(46.6, 24.7), 4326)')
    const when = { opened_at: now, due_at: now, last_due_at: now }
    await db()('coordination_case').insert({ id: coordinationCase, number: 'C-1', region_id: 'test', municipality_ids: [municipality_id], cause_works_id: works, state: 'open', waits_for: [], ...when }) // biome-ignore format: one line
    await db()('case_party').insert({ case_id: coordinationCase, agency_id: agencyId })
    await db()('report').insert({ id: report, region_id: 'KSA', municipality_id, number: 'R-1', category: 'potholes', status: 'routed', place, works_id: works, agency_id: agencyId, created_at: now, updated_at: now }) // biome-ignore format: one line
    await db()('contractor_ban').insert({ id: ban, contractor_id: agencyId, reason: 'site_reports', banned_from: '2026-11-01', agency_id: office.agencyId, banned_at: now }) // biome-ignore format: one line
    const area = { type: 'Polygon', coordinates: [[[46.5, 24.6], [46.7, 24.6], [46.7, 24.8], [46.5, 24.6]]] } as never // biome-ignore format: one line
    return {
      ...{ works, agency: agencyId, case: coordinationCase, call, ban, quality: agencyId, report },
      delegation: await addDelegation(db(), { principalId: agencyId, delegateId: office.agencyId as string }),
      defect: await addDefect(db(), works),
      sample: await addSample(db(), works, agencyId),
      violation: await addViolation(db(), works, agencyId),
      meeting: await addMeeting(db(), { agencyId, officeId: office.agencyId as string, municipality: municipality_id, area }), // biome-ignore format: one line
    }
  }
  /** What everybody who had been told of all of them still reads of them. */
  async function stillRead(of: Record<SubjectType, string>, ...by: SignedIn[]): Promise<string[][]> {
    const all: string[][] = []
    for (const one of by) {
      const told = Object.entries(of).map(([subject_type, subject_id]) => ({ ...noticeOf(one, now), kind: 'granted', subject_type, subject_id, about: {} })) // biome-ignore format: one line
      await db()('notice').insert(told)
      const { items, unread } = await list(one)
      expect(unread).toBe(items.length)
      all.push(items.map(({ subject }) => subject.type).sort())
      await db()('notice').delete()
    }
    return all
  }

  it('is read by whom its subject is shown to, and by nobody to whom it is shown no more', async () => {
    const builder = await signedIn(ask.app, db(), 'contractor', await addOrganisation(db(), 'BUILDER', 'contractor'))
    const of = await subjects()
    const [own, foreign, offices, others] = await stillRead(of, water, power, office, builder)
    // the call is gone
    const seen = subjectTypes.filter((type) => type !== 'call').sort()
    expect(own).toEqual(seen)
    expect(foreign).toEqual(['ban'])
    expect(offices).toEqual(seen.filter((type) => type !== 'agency'))
    expect(others).toEqual([])
  })

  it('of a report leaves whom it was with once it is passed on', async () => {
    const of = await subjects()
    await db()('report').where({ id: of.report }).update({ agency_id: power.agencyId })
    const [former, now] = await stillRead(of, water, power)
    expect(former).not.toContain('report')
    expect(now).toContain('report')
  })

  it('is found by its index, whatever it is about', async () => {
    const asked = ['and in_app and read_at is null limit 100', 'and in_app order by at desc, id desc limit 51']
    const own = `cast('${water.userId}' as uuid)`
    await db().raw(`set local enable_seqscan = off; set local role nasaq_app; select set_config('nasaq.user', '${water.userId}', true)`) // biome-ignore format: one line
    for (const rest of asked) {
      const [plan] = await rows<{ 'QUERY PLAN': object[] }>(
        db(),
        `explain (format json) select 1 from notice where user_id = ${own} ${rest}`,
      )
      expect(JSON.stringify(plan)).toMatch(/"Index Name":"notice_(unread|list)"/)
    }
  })
})

describe('what cannot be told', () => {
  it('is tried again by itself, given up visibly, and keeps nothing else', async () => {
    const works = await addWorks(db(), water.agencyId as string, route as never, 'planned')
    const bad = { kind: 'no such kind', subject: { type: 'works', id: works }, to: [{ userId: water.userId }] }
    await db()('happening').insert({ source: 'told', content: bad, at: now })
    await tell(db(), [
      { kind: 'granted', subject: { type: 'works', id: works }, to: [{ userId: water.userId }], at: time },
    ])
    await spreadAll()
    expect(await kindsOf(water)).toEqual(['granted'])
    for (let days = 1; days <= 6; days++) {
      time = new Date(now.getTime() + days * 86_400_000)
      await spreadAll()
    }
    const [row] = await db()('happening').whereNotNull('dead_at').select('tries', 'error')
    expect(row).toMatchObject({ tries: 6 })
    expect(row.error).not.toBe('')
    const { faults } = await verifyOutbox(db())
    expect(faults).toEqual([expect.stringContaining(`nobody was told of it (notices revive has it told again): ${row.error}`)]) // biome-ignore format: one line
    await db()('happening')
      .whereNotNull('dead_at')
      .update({ content: { ...bad, kind: 'granted', at: now } })
    expect(await reviveHappenings(db())).toBe(1)
    await spreadAll()
    expect((await verifyOutbox(db())).faults).toEqual([])
    expect(await db()('notice').where({ user_id: water.userId }).pluck('kind')).toEqual(['granted', 'granted'])
    await db()('happening').insert({ source: 'told', content: bad, at: now, dead_at: time })
    await forgetNotices(db(), { pack, now: new Date(time.getTime() + (pack.notices.keepDays + 1) * 86_400_000) })
    expect(await db()('happening').whereNotNull('dead_at')).toEqual([])
  })
})
