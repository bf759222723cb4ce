import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createTransport } from 'nodemailer'
import { uuidv7 } from 'uuidv7'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addWorks } from '../../../testing/applications.ts'
import { databaseForTests, engineKind, openDatabase, pack } from '../../../testing/database.ts'
import { engineOfTests } from '../../../testing/engines.ts'
import { type MailSink, mailSink } from '../../../testing/mail-sink.ts'
import { asking } from '../../../testing/procedure.ts'
import { addOrganisation, now, type SignedIn, serviceOn, signedIn } from '../../../testing/service.ts'
import type { Db } from '../../database/connect.ts'
import { spread } from '../spread.ts'
import { tell } from '../tell.ts'
import { secretBox } from '../webhooks/secret-box.ts'
import { makeDigests } from './digest.ts'
import { sendMails } from './send.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let sink: MailSink
let transporter: ReturnType<typeof createTransport>
let [water, admin] = [] as unknown as [SignedIn, SignedIn]
let worksId = ''
let time = now

const line = { type: 'LineString', coordinates: [[46.6, 24.7], [46.601, 24.7]] } as never // biome-ignore format: one line

beforeEach(async () => {
  time = now
  sink = await mailSink()
  transporter = createTransport(sink.url)
  const app = await serviceOn(db(), { clock: () => time, mails: true })
  ask = asking(app)
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  admin = await signedIn(app, db(), 'admin', water.agencyId)
  worksId = await addWorks(db(), water.agencyId as string, line, 'planned')
})
afterEach(async () => {
  transporter.close()
  await sink.close()
})

const mailing = () => ({
  from: 'Nasaq <nasaq@nasaq.example>',
  publicUrl: 'https://nasaq.example',
  transport: (mail: object) => transporter.sendMail(mail),
  box: secretBox('a secret of tests'),
  pack,
  clock: () => time,
})
const told = async (kind: 'granted' | 'approved', to = water) => {
  const subject = { type: 'works', id: worksId } as const
  const about = { permit: 'KSA-P-2026-0000001' }
  await tell(db(), [{ kind, subject, to: [{ userId: to.userId }], about, at: time }])
  await spread(db(), { pack, now: time, mails: true })
}
const at = async (instant: string) => {
  time = new Date(instant)
  await db()('session').update({ created_at: time, seen_at: time })
}
const decoded = (raw: string) => raw.replace(/=\r\n/g, '').replace(/((?:=[0-9A-F]{2})+)/g, (_all, hex: string) => Buffer.from(hex.replaceAll('=', ''), 'hex').toString()) // biome-ignore format: one line

describe('an e-mail', () => {
  it('comes at once, in both forms, in Arabic from the right unless they ask for English', async () => {
    await told('granted')
    expect(await sendMails(db(), mailing())).toBe(1)
    expect(await sendMails(db(), mailing())).toBe(0)
    const [arabic] = sink.received as [MailSink['received'][number]]
    expect(arabic.to).toEqual([`utility-${water.userId}@test`])
    expect(arabic.header('Content-Language')).toBe('ar')
    expect(arabic.header('List-Unsubscribe')).toMatch(/^<https:\/\/nasaq\.example\/api\/notices\/unsubscribe\/[^>]+>$/)
    expect(arabic.header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
    expect(arabic.header('Auto-Submitted')).toBe('auto-generated')
    const body = arabic.raw
    expect(body).toContain('text/plain')
    expect(body).toContain('text/html')
    await ask.ok(water, 'PATCH', '/api/notices/settings', { language: 'en' })
    await told('granted')
    await sendMails(db(), mailing())
    const english = decoded(sink.received[1]?.raw ?? '')
    expect(english).toContain('Subject: Permit granted: Works')
    expect(english).toContain('Permit KSA-P-2026-0000001 was granted for works')
    expect(english).toContain(`https://nasaq.example/works?sel=${worksId}&lang=en`)
    expect(english).toContain('<html lang="en" dir="ltr">')
    const ids = sink.received.map((one) => one.header('Message-ID'))
    expect(new Set(ids).size).toBe(2)
    expect(ids[0]).toMatch(/^<[0-9a-f-]{36}@nasaq\.example>$/)
  })

  it('that the server does not take now is tried again under the same Message-ID', async () => {
    await told('granted')
    const ids: unknown[] = []
    const broken = {
      ...mailing(),
      transport: (mail: { messageId?: string }) => Promise.reject(ids.push(mail.messageId)),
    }
    await sendMails(db(), broken as never)
    await at(new Date(now.getTime() + 120_000).toISOString())
    expect(await sendMails(db(), mailing())).toBe(1)
    expect(sink.received[0]?.header('Message-ID')).toBe(ids[0])
  })

  it('that the server refuses for good is given up, and who manages the account sees it', async () => {
    sink.refuse(550)
    await told('granted')
    expect(await sendMails(db(), mailing())).toBe(0)
    const { items } = await ask.ok<{ items: object[] }>(admin, 'GET', '/api/mails/undelivered')
    expect(items).toMatchObject([{ userId: water.userId, kind: 'granted', tries: 1 }])
    const foreign = await signedIn(ask.app, db(), 'admin', await addOrganisation(db(), 'POWER'))
    expect(await ask.ok(foreign, 'GET', '/api/mails/undelivered')).toMatchObject({ items: [] })
  })

  it('is withheld from who may see its subject no more', async () => {
    const power = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'POWER'))
    await told('granted', power)
    await db()('works').where({ id: worksId }).update({ status: 'draft', published_version: null })
    expect(await sendMails(db(), mailing())).toBe(0)
    expect(sink.received).toEqual([])
  })

  it('is made of nothing where the service sends none', async () => {
    const subject = { type: 'works', id: worksId } as const
    await tell(db(), [{ kind: 'granted', subject, to: [{ userId: water.userId }], at: time }])
    await spread(db(), { pack, now: time, mails: false })
    expect(await db()('mail').select('id')).toEqual([])
  })
})

describe('an address to unsubscribe by', () => {
  const stopIn = (n: number) => /<https:\/\/nasaq\.example([^>]+)>/.exec(String(sink.received[n]?.header('List-Unsubscribe')))?.[1] as string // biome-ignore format: one line
  const click = (url: string) =>
    ask.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    })
  const choices = () =>
    db()('notice_choice').where({ user_id: water.userId }).orderBy('kind').select('kind', 'app', 'mail')

  it('ends the e-mails of a kind by one click, without a session, and nothing else', async () => {
    await told('granted')
    await sendMails(db(), mailing())
    const url = stopIn(0)
    // a program that looks at links changes nothing
    const looked = await ask.app.inject({ method: 'GET', url })
    expect([looked.statusCode, looked.headers.location]).toEqual([303, '/notifications?tab=settings'])
    expect(await choices()).toEqual([])
    for (const again of [url, url]) expect((await click(again)).json()).toEqual({ stopped: true })
    expect(await choices()).toEqual([{ kind: 'granted', app: true, mail: 'none' }])
    await told('granted')
    expect(await sendMails(db(), mailing())).toBe(0)
    expect(await db()('notice').where({ user_id: water.userId, in_app: true })).toHaveLength(2)
  })

  it('of a digest ends all that comes once a day', async () => {
    await told('approved')
    await at('2026-11-25T12:00:00Z')
    await makeDigests(db(), { pack, now: time })
    await sendMails(db(), mailing())
    expect((await click(stopIn(0))).statusCode).toBe(200)
    const kinds = (await choices()) as { kind: string; mail: string }[]
    expect(kinds.find(({ kind }) => kind === 'approved')).toMatchObject({ app: true, mail: 'none' })
    expect(kinds.some(({ kind }) => kind === 'granted')).toBe(false)
  })

  it('is taken from nobody who did not get it', async () => {
    await told('granted')
    await sendMails(db(), mailing())
    const url = stopIn(0)
    for (const forged of [url.replace('granted', 'approved'), url.replace(water.userId, admin.userId), `${url}x`, '/api/notices/unsubscribe/a']) // biome-ignore format: one line
      expect((await click(forged)).statusCode, forged).toBe(403)
    await db()('app_user').where({ id: water.userId }).delete()
    expect((await click(url)).statusCode).toBe(404)
  })
})

describe('a digest', () => {
  const digest = () => makeDigests(db(), { pack, now: time })

  it('comes once a day at their hour, with what is unread, and all that a stop has missed', async () => {
    await ask.ok(water, 'PATCH', '/api/notices/settings', { language: 'en', digestHour: 8 })
    // 09:00 in Riyadh: today's hour has passed, and what comes now is for tomorrow
    await told('approved')
    expect(await digest()).toBe(0)
    await at('2026-11-25T04:59:00Z')
    expect(await digest()).toBe(0)
    await at('2026-11-25T05:00:00Z')
    expect(await digest()).toBe(1)
    expect(await digest()).toBe(0)
    expect(await sendMails(db(), mailing())).toBe(1)
    expect(decoded(sink.received[0]?.raw ?? '')).toContain('Nasaq: one notification')
    await told('approved')
    await at('2026-11-26T03:00:00Z')
    await told('approved')
    await at('2026-11-29T11:00:00Z')
    expect(await digest()).toBe(1)
    await sendMails(db(), mailing())
    expect(decoded(sink.received[1]?.raw ?? '')).toContain('Nasaq: 2 notifications')
    expect(await digest()).toBe(0)
  })

  it('leaves out what was read, and does not come with nothing', async () => {
    await told('approved')
    await ask.ok(water, 'POST', '/api/notices/read', { until: time.toISOString() })
    await at('2026-11-25T12:00:00Z')
    expect(await digest()).toBe(0)
  })
})

/** What two processes see must be committed: no test's transaction around it, and nothing left behind. */
describe.runIf(engineKind() === 'server')('two processes', () => {
  const own: { agencyId: string; userId: string } = { agencyId: '', userId: '' }
  let first: Db
  let second: Db

  beforeEach(async () => {
    first = openDatabase(4)
    second = openDatabase(4)
    own.agencyId = await addOrganisation(first, `TWO-${uuidv7().slice(-6)}`)
    own.userId = uuidv7()
    const person = { email: `${own.userId}@test`, name_ar: 'x', name_en: 'x', role: 'utility', password_hash: 'x' }
    await first('app_user').insert({ id: own.userId, ...person, organisation_id: own.agencyId })
  })
  afterEach(async () => {
    await first('happening').delete()
    await first('app_user').where({ id: own.userId }).delete()
    await first('organisation').where({ id: own.agencyId }).delete()
    await Promise.all([first.destroy(), second.destroy()])
  })

  const tellMany = (many: number) =>
    tell(
      first,
      Array.from({ length: many }, () => ({
        kind: 'conflicts_many' as const,
        subject: { type: 'agency' as const, id: own.agencyId },
        to: [{ userId: own.userId }],
        about: { count: 7 },
        at: now,
      })),
    )
  const spreading = { pack, now, mails: true }

  it('spread and send each thing once between them', async () => {
    const kinds = { user_id: own.userId, kind: 'conflicts_many', app: true, mail: 'now' }
    await first('notice_choice').insert(kinds)
    await tellMany(60)
    await Promise.all([spread(first, spreading), spread(second, spreading)])
    expect(await first('notice').where({ user_id: own.userId })).toHaveLength(60)
    const sent = await Promise.all([sendMails(first, mailing()), sendMails(second, mailing())])
    expect(sent[0] + sent[1]).toBe(60)
    expect(new Set(sink.received.map((one) => one.header('Message-ID'))).size).toBe(60)
    expect(sink.received).toHaveLength(60)
  })

  it('make one digest of a day between them', async () => {
    await tellMany(3)
    await spread(first, spreading)
    const tomorrow = { pack, now: new Date('2026-11-25T12:00:00Z') }
    const made = await Promise.all([makeDigests(first, tomorrow), makeDigests(second, tomorrow)])
    expect(made[0] + made[1]).toBe(1)
    expect(await first('mail').where({ user_id: own.userId })).toHaveLength(1)
  })

  it('lose nothing where one is killed after the server has taken an e-mail: it comes again under its own Message-ID', async () => {
    await first('notice_choice').insert({ user_id: own.userId, kind: 'conflicts_many', app: true, mail: 'now' })
    await tellMany(1)
    await spread(first, spreading)
    const { connection } = engineOfTests()
    const child = fork(new URL('../../../testing/killed-sender.ts', import.meta.url), [], {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, DATABASE_URL: String(connection), SMTP_URL: sink.url, NOW: now.toISOString() },
    })
    const ended = once(child, 'exit')
    await once(child, 'message')
    child.kill('SIGKILL')
    await ended
    expect(sink.received).toHaveLength(1)
    // its lease holds: nobody else sends it meanwhile
    expect(await sendMails(first, mailing())).toBe(0)
    time = new Date(now.getTime() + 121_000)
    expect(await sendMails(first, mailing())).toBe(1)
    expect(await sendMails(second, mailing())).toBe(0)
    const [one, two] = sink.received.map((each) => each.header('Message-ID'))
    expect(two).toBe(one)
    expect(await first('mail').where({ user_id: own.userId }).select('tries')).toEqual([{ tries: 2 }])
  })
})
