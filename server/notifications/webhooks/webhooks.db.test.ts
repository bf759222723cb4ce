import { createHmac } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { addWorks } from '../../../testing/applications.ts'
import { databaseForTests, engineKind, openDatabase, pack, takeAllAway } from '../../../testing/database.ts'
import { addWebhook, box } from '../../../testing/notices.ts'
import { asking } from '../../../testing/procedure.ts'
import { addOrganisation, now, refusals, type SignedIn, serviceOn, signedIn } from '../../../testing/service.ts'
import { type Receiver, webhookReceiver } from '../../../testing/webhook-receiver.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { deliver } from '../deliver.ts'
import { type Leased, lease } from '../outbox.ts'
import { spread } from '../spread.ts'
import { tell } from '../tell.ts'
import { forgetNotices } from '../with-time.ts'
import type { Delivery, Webhook, WebhookWithSecret } from './contract.ts'
import { sendWebhooks } from './send.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let receiver: Receiver
let [admin, other] = [] as unknown as [SignedIn, SignedIn]
let worksId = ''
let time = now

const line = { type: 'LineString', coordinates: [[46.6, 24.7], [46.601, 24.7]] } as never // biome-ignore format: one line
const reach = () => ({ loopback: { ca: receiver.ca } })
const later = (seconds: number) => {
  time = new Date(time.getTime() + seconds * 1000)
  return db()('session').update({ created_at: time, seen_at: time })
}

beforeEach(async () => {
  time = now
  receiver = await webhookReceiver()
  const app = await serviceOn(db(), { clock: () => time, reach: reach() })
  ask = asking(app)
  admin = await signedIn(app, db(), 'admin', await addOrganisation(db(), 'WATER'))
  other = await signedIn(app, db(), 'admin', await addOrganisation(db(), 'POWER'))
  worksId = await addWorks(db(), admin.agencyId as string, line, 'planned')
})
afterEach(() => receiver.close())

const make = (by: SignedIn, more: object = {}) =>
  ask.ok<WebhookWithSecret>(by, 'POST', '/api/webhooks', {
    agencyId: by.agencyId,
    url: receiver.url,
    kinds: ['granted'],
    ...more,
  })
const send = () => sendWebhooks(db(), { box, reach: reach(), clock: () => time })
const log = async ({ id }: Webhook) =>
  (await ask.ok<{ items: Delivery[] }>(admin, 'GET', `/api/webhooks/${id}/deliveries`)).items
const grant = async (agencyId: string | null = admin.agencyId, subject = worksId) => {
  const to = [{ agencyId: agencyId as string }]
  await tell(db(), [{ kind: 'granted', subject: { type: 'works', id: subject }, to, at: time }])
  await spread(db(), { pack, now: time, mails: false })
}
const find = async (id: string) =>
  (await ask.ok<{ items: Webhook[] }>(admin, 'GET', '/api/webhooks')).items.find((one) => one.id === id) as Webhook

async function inTurn<T>(times: number, work: () => Promise<T>): Promise<T[]> {
  const all: T[] = []
  for (let n = 0; n < times; n++) all.push(await work())
  return all
}

function isSigned({ headers, body }: Receiver['calls'][number], secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const signature = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
  return String(headers['webhook-signature']).split(' ').includes(signature)
}

describe.runIf(engineKind() === 'server')('a webhook that is disabled while something is told', () => {
  const clients: Db[] = []
  beforeAll(() => void clients.push(openDatabase(), openDatabase()))
  afterAll(async () => {
    await takeAllAway(clients[0] as Db)
    await Promise.all(clients.map((client) => client.destroy()))
  })

  it('has nothing left waiting: the sender waits for it', async () => {
    const [one, two] = clients as [Db, Db]
    const agencyId = await addOrganisation(one, `GONE-${engineKind()}`)
    const { webhookId: id } = await addWebhook(one, agencyId)
    // about no works: the tests' own transaction holds the ground and the numbers of those
    await one('webhook')
      .where({ id })
      .update({ kinds: ['conflicts_many'] })
    const subject = { type: 'agency', id: agencyId } as const
    const telling = { kind: 'conflicts_many', subject, to: [{ agencyId }], at: now } as const
    const disabling = await one.transaction()
    await disabling('webhook').where({ id }).update({ state: 'disabled', disabled_for: 'gone' })
    const told = two.transaction((trx) => deliver(trx, uuidv7(), telling, { now, mails: false }))
    await vi.waitFor(async () => expect(await waiting(disabling)).not.toBe(0), { timeout: 20_000 })
    await disabling('webhook_delivery').where({ webhook_id: id }).whereNull('sent_at').update({ dead_at: now })
    await disabling.commit()
    await told
    expect(await one('webhook_delivery').where({ webhook_id: id }).whereNull('sent_at').whereNull('dead_at')).toEqual([]) // biome-ignore format: one line
  })

  const waiting = async (client: Db) =>
    (await rows(client, `select 1 from pg_locks where not granted and locktype in ('transactionid','tuple')`)).length
})

describe('the routes', () => {
  const one = '/api/webhooks/018f0000-0000-7000-8000-000000000001'
  it.each([
    ['GET', '/api/webhooks'],
    ['POST', '/api/webhooks'],
    ['PATCH', one],
    ['DELETE', one],
    ['POST', `${one}/secret`],
    ['POST', `${one}/tests`],
    ['GET', `${one}/deliveries`],
    ['POST', `${one}/deliveries/018f0000-0000-7000-8000-000000000002/redelivery`],
  ] as const)('%s %s answers 401 and 403', async (method, url) => {
    const answered = await refusals(ask.app, db(), { method, url, allowed: ['admin'] })
    expect(answered.visitor).toBe(401)
    expect(answered.others).toEqual(Array.from({ length: 8 }, () => 403))
  })

  it('make no more than ten for an organisation', async () => {
    for (let n = 0; n < 10; n++) await make(admin)
    const answer = await ask.send(admin, 'POST', '/api/webhooks', { agencyId: admin.agencyId, url: receiver.url, kinds: ['granted'] }) // biome-ignore format: one line
    expect(answer.json()).toMatchObject({ reasons: [{ code: 'too_many' }] })
    await make(other)
  })

  it('know nothing of the webhooks of others', async () => {
    const { webhook } = await make(admin)
    const url = `/api/webhooks/${webhook.id}`
    expect((await ask.ok<{ items: Webhook[] }>(other, 'GET', '/api/webhooks')).items).toEqual([])
    expect((await ask.send(other, 'PATCH', url, { version: 1, state: 'paused' })).statusCode).toBe(404)
    expect((await ask.send(other, 'GET', `${url}/deliveries`)).statusCode).toBe(404)
    expect((await ask.send(other, 'POST', `${url}/secret`)).statusCode).toBe(404)
    const foreign = { agencyId: admin.agencyId, url: receiver.url, kinds: ['granted'] }
    expect((await ask.send(other, 'POST', '/api/webhooks', foreign)).json()).toMatchObject({
      errors: [{ path: 'agencyId' }],
    })
  })
})

describe('a message', () => {
  it('is thin, signed, and logged with what was answered', async () => {
    const { webhook, secret } = await make(admin)
    await grant()
    expect(await send()).toBe(1)
    const [call] = receiver.calls as [Receiver['calls'][number]]
    expect(isSigned(call, secret)).toBe(true)
    expect(JSON.parse(call.body)).toEqual({
      type: 'notice.granted',
      timestamp: now.toISOString(),
      data: { subject: { type: 'works', id: worksId }, path: `/api/works/${worksId}` },
    })
    const [delivery] = await log(webhook)
    expect(delivery).toMatchObject({ kind: 'granted', state: 'delivered', attempts: [{ status: 204, error: null }] })
    expect(call.headers['webhook-id']).toBe(delivery?.id)
    expect(await send()).toBe(0)
    expect(receiver.calls).toHaveLength(1)
  })

  it('goes to no webhook of an organisation that may not see its subject, nor of another kind', async () => {
    const draft = await addWorks(db(), admin.agencyId as string, line, 'draft')
    await make(other)
    await make(admin, { kinds: ['asked'] })
    await grant(other.agencyId, draft)
    await grant()
    expect(await send()).toBe(0)
  })

  it('is withheld where its subject is theirs to see no more', async () => {
    await make(other)
    await grant(other.agencyId)
    await db()('works').where({ id: worksId }).update({ status: 'draft', published_version: null })
    expect(await send()).toBe(0)
    expect(receiver.calls).toEqual([])
    // for good, and no fault of the webhook
    const [row] = await db()('webhook_delivery').select('dead_at')
    expect(row.dead_at).not.toBeNull()
    expect(await db()('webhook').select('state')).toEqual([{ state: 'active' }])
  })

  it('that fails for good takes nothing with it where the webhook takes others', async () => {
    const { webhook } = await make(admin)
    receiver.answer(500)
    await grant()
    for (let tries = 0; tries < 9; tries++) {
      await send()
      await later(27 * 3600)
    }
    receiver.answer(204)
    await grant()
    const [bad] = await db()('webhook_delivery').orderBy('created_at').select('id')
    await db()('webhook_delivery')
      .where({ id: bad.id })
      .update({ next_at: new Date(time.getTime() + 3_600_000) })
    expect(await send()).toBe(1)
    await grant()
    await db()('webhook_delivery').whereNot({ id: bad.id }).where({ sent_at: null }).update({ next_at: new Date(time.getTime() + 7_200_000) }) // biome-ignore format: one line
    await later(3601)
    receiver.answer(500)
    await send()
    expect((await log(webhook)).map(({ state }) => state).sort()).toEqual(['delivered', 'given_up', 'waiting'])
    expect(await find(webhook.id)).toMatchObject({ state: 'active' })
  })

  it('to a receiver that hangs leaves room for the others: few of them are under way at once', async () => {
    await make(admin)
    for (let n = 0; n < 4; n++) await grant()
    const power = await make(other)
    await grant(other.agencyId)
    const leases = await inTurn(4, () => lease<Leased & { webhook_id: string }>(db(), 'webhook_delivery', time))
    expect(leases[3]).toBeNull()
    expect(leases.filter((one) => one?.webhook_id === power.webhook.id)).toHaveLength(1)
    // once their time has run out they are anybody's again
    await later(121)
    expect(await lease(db(), 'webhook_delivery', time)).not.toBeNull()
  })

  it('is tried again on the ladder under the same id, then given up, and the webhook disabled', async () => {
    const { webhook } = await make(admin)
    receiver.answer(500)
    await grant()
    await send()
    expect(await log(webhook)).toMatchObject([{ state: 'waiting', attempts: [{ status: 500 }] }])
    await later(1)
    await send()
    expect(receiver.calls).toHaveLength(1)
    await later(6)
    await send()
    expect(receiver.calls).toHaveLength(2)
    for (let tries = 2; tries < 10; tries++) {
      await later(27 * 3600)
      await send()
    }
    expect(receiver.calls).toHaveLength(10)
    expect(new Set(receiver.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect((await log(webhook))[0]).toMatchObject({ state: 'given_up' })
    expect(await find(webhook.id)).toMatchObject({ state: 'disabled', disabledFor: 'unreachable' })

    receiver.answer(200)
    const delivery = (await log(webhook))[0]?.id
    const again = `/api/webhooks/${webhook.id}/deliveries/${delivery}/redelivery`
    expect((await ask.send(admin, 'POST', again)).json()).toMatchObject({ reasons: [{ code: 'not_active' }] })
    const { version } = await find(webhook.id)
    await ask.ok(admin, 'PATCH', `/api/webhooks/${webhook.id}`, { version, state: 'active' })
    await ask.ok(admin, 'POST', again)
    expect(await send()).toBe(1)
    expect((await log(webhook))[0]).toMatchObject({ state: 'delivered', id: delivery })
    expect((await log(webhook))[0]?.attempts).toHaveLength(11)
  })

  it.each([
    [301, { location: 'https://localhost/elsewhere' }],
    [null, {}],
  ] as const)('that is answered with %s is not delivered', async (status, headers) => {
    const { webhook } = await make(admin)
    receiver.answer(status, headers)
    await grant()
    expect(await send()).toBe(0)
    expect(receiver.calls).toHaveLength(1)
    expect(await log(webhook)).toMatchObject([{ state: 'waiting', attempts: [{ status }] }])
  })

  it('that is answered with 410 disables the webhook, and what waited is given up', async () => {
    const { webhook } = await make(admin)
    await grant()
    receiver.answer(410)
    await send()
    expect(await find(webhook.id)).toMatchObject({ state: 'disabled', disabledFor: 'gone' })
    expect(await log(webhook)).toMatchObject([{ state: 'given_up', attempts: [{ status: 410 }] }])
  })

  it('waits while the webhook is paused, also of what happens meanwhile', async () => {
    const { webhook } = await make(admin)
    await grant()
    const paused = await ask.ok<Webhook>(admin, 'PATCH', `/api/webhooks/${webhook.id}`, { version: 1, state: 'paused' })
    await grant()
    expect(await send()).toBe(0)
    await ask.ok(admin, 'PATCH', `/api/webhooks/${webhook.id}`, { version: paused.version, state: 'active' })
    expect(await send()).toBe(2)
  })

  it('is sent for a test at once, and once', async () => {
    const { webhook } = await make(admin)
    receiver.answer(500)
    await ask.ok(admin, 'POST', `/api/webhooks/${webhook.id}/tests`)
    await send()
    expect(await log(webhook)).toMatchObject([{ kind: 'test', state: 'given_up', attempts: [{ status: 500 }] }])
    expect(await find(webhook.id)).toMatchObject({ state: 'active' })
  })
})

describe('a secret', () => {
  it('is told once, stored sealed, and signs beside the next one for a day', async () => {
    const { webhook, secret } = await make(admin)
    expect(JSON.stringify(await ask.ok(admin, 'GET', '/api/webhooks'))).not.toContain(secret.slice(8))
    const [row] = await db()('webhook').where({ id: webhook.id }).select('secret')
    expect(row.secret.toString('utf8')).not.toContain(secret.slice(8))
    const next = await ask.ok<WebhookWithSecret>(admin, 'POST', `/api/webhooks/${webhook.id}/secret`)
    expect(next.secret).not.toBe(secret)
    await grant()
    await send()
    const [both] = receiver.calls as [Receiver['calls'][number]]
    expect([secret, next.secret].map((one) => isSigned(both, one))).toEqual([true, true])
    await later(25 * 3600)
    await grant()
    await send()
    const [, one] = receiver.calls as [unknown, Receiver['calls'][number]]
    expect([secret, next.secret].map((each) => isSigned(one, each))).toEqual([false, true])
    await forgetNotices(db(), { pack, now: time })
    expect(await db()('webhook').select('former_secret', 'former_until')).toEqual([
      { former_secret: null, former_until: null },
    ])
  })
})

describe('outside tests', () => {
  it.each([
    'https://127.0.0.1/in',
    'https://10.1.2.3/in',
    'https://[::1]/in',
    'https://169.254.169.254/latest',
    'https://localhost/in',
    'https://user:pass@hooks.example.com/in',
    'https://hooks.example.com:8443/in',
  ])('%s is refused', async (url) => {
    const app = await serviceOn(db())
    const payload = { agencyId: admin.agencyId, url, kinds: ['granted'] }
    const answer = await app.inject({ method: 'POST', url: '/api/webhooks', headers: admin.headers, payload })
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ errors: [{ path: 'url' }] })
  })

  it('nothing reaches this machine, whatever the address was when it was stored', async () => {
    await make(admin)
    await grant()
    expect(await sendWebhooks(db(), { box, reach: {}, clock: () => time })).toBe(0)
    expect(receiver.calls).toEqual([])
  })
})
