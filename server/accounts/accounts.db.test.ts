import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import {
  addMunicipality,
  addOrganisation,
  now,
  refusals,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../testing/service.ts'
import type { App } from '../http/app-types.ts'
import type { Account, Ticket } from './contract.ts'

const db = databaseForTests()
let app: App
let instant: Date
let agency: string
let admin: SignedIn
let root: SignedIn

beforeEach(async () => {
  instant = now
  app = await serviceOn(db(), { clock: () => instant })
  agency = await addOrganisation(db(), 'WATER')
  admin = await signedIn(app, db(), 'admin', agency)
  root = await signedIn(app, db(), 'admin')
})

const name = { ar: 'نورة', en: 'Noura' }
const password = 'three brown camels'
const square = {
  type: 'Polygon' as const,
  coordinates: [[[46.6, 24.6], [46.8, 24.6], [46.8, 24.8], [46.6, 24.8], [46.6, 24.6]]] as [number, number][][], // biome-ignore format: one line
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
function ask(method: Method, url: string, by?: SignedIn | { headers: Record<string, string> }, payload?: object) {
  const headers = { 'accept-language': 'en', ...by?.headers }
  return app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

async function invited(by = admin, more: object = {}): Promise<{ account: Account; ticket: Ticket }> {
  const answer = await ask('POST', '/api/accounts', by, {
    email: 'Noura@Water.example',
    name,
    role: 'utility',
    agencyId: agency,
    ...more,
  })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}

async function entered(given = password, email = 'noura@water.example') {
  const answer = await ask('POST', '/api/session', undefined, { email, password: given })
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
  return { status: answer.statusCode, headers: { cookie, 'x-csrf-token': answer.json().csrfToken ?? '' } }
}

async function accepted(): Promise<Account> {
  const { account, ticket } = await invited()
  expect((await ask('POST', '/api/password', undefined, { secret: ticket.secret, password })).statusCode).toBe(204)
  return { ...account, version: account.version + 1 }
}

function happen(account: Account, event: string, by = admin, version = account.version) {
  return ask('POST', `/api/accounts/${account.id}/events`, by, { event, version })
}

describe('accounts', () => {
  it.each([
    ['GET', '/api/accounts'],
    ['POST', '/api/accounts'],
    ['GET', '/api/accounts/018f0000-0000-7000-8000-000000000001'],
    ['PATCH', '/api/accounts/018f0000-0000-7000-8000-000000000001'],
    ['POST', '/api/accounts/018f0000-0000-7000-8000-000000000001/events'],
    ['GET', '/api/keys'],
    ['POST', '/api/keys'],
    ['DELETE', '/api/keys/018f0000-0000-7000-8000-000000000001'],
  ] as const)('%s %s answers 401 and 403', async (method, url) => {
    const { visitor, others } = await refusals(app, db(), { method, url, allowed: ['admin'] })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })

  it('begin with an invitation, which is taken up once, with a password of their own', async () => {
    const { account, ticket } = await invited()
    expect(account).toMatchObject({ email: 'noura@water.example', status: 'invited', agencyId: agency, version: 1 })
    expect(Date.parse(ticket.until) - now.getTime()).toBe(7 * 86_400_000)
    expect((await entered()).status).toBe(401)
    const look = await ask('POST', '/api/tickets', undefined, { secret: ticket.secret })
    expect(look.json()).toEqual({ email: 'noura@water.example', name, purpose: 'invite' })
    const set = (given: string) => ask('POST', '/api/password', undefined, { secret: ticket.secret, password: given })
    expect((await set('short')).statusCode).toBe(400)
    expect((await set('password1234')).json().errors[0].path).toBe('password')
    expect((await set('noura@water1')).statusCode).toBe(400)
    expect((await set(password)).statusCode).toBe(204)
    expect((await set('another good sentence')).statusCode).toBe(404)
    expect((await entered()).status).toBe(200)
    const [stored] = await db()('app_user').where({ id: account.id }).select('password_hash', 'ticket_hash')
    expect(stored.password_hash).toMatch(/^\$argon2id\$/)
    expect(stored.ticket_hash).toBe(null)
  })

  it('cannot be entered with a ticket that has run out, or was replaced', async () => {
    const { account, ticket } = await invited()
    const again = (await happen(account, 'invite')).json()
    const look = (secret: string) => ask('POST', '/api/tickets', undefined, { secret })
    expect((await look(ticket.secret)).statusCode).toBe(404)
    expect((await look(again.ticket.secret)).statusCode).toBe(200)
    instant = new Date(now.getTime() + 7 * 86_400_000 + 1)
    expect((await look(again.ticket.secret)).statusCode).toBe(404)
  })

  it('are suspended at once, whatever they are doing, and restored with their password', async () => {
    const account = await accepted()
    const { headers } = await entered()
    expect((await ask('GET', '/api/session', { headers })).statusCode).toBe(200)
    const suspended = (await happen(account, 'suspend')).json().account
    expect(suspended.status).toBe('suspended')
    expect((await ask('GET', '/api/session', { headers })).statusCode).toBe(401)
    expect((await entered()).status).toBe(401)
    expect((await happen(suspended, 'restore')).json()).toMatchObject({ account: { status: 'active' }, ticket: null })
    expect((await entered()).status).toBe(200)
  })

  it('whose password is reset are signed out, and enter only with a new one', async () => {
    const account = await accepted()
    const { headers } = await entered()
    const [{ version }] = (await ask('GET', '/api/accounts?q=noura', admin)).json().items
    const { ticket } = (await happen(account, 'reset', admin, version)).json()
    expect((await ask('GET', '/api/session', { headers })).statusCode).toBe(401)
    expect((await entered()).status).toBe(401)
    const set = { secret: ticket.secret, password: 'four white falcons' }
    expect((await ask('POST', '/api/password', undefined, set)).statusCode).toBe(204)
    expect((await entered('four white falcons')).status).toBe(200)
  })

  it('change their role from the next request on', async () => {
    const account = await accepted()
    const { headers } = await entered()
    expect((await ask('GET', '/api/imports', { headers })).statusCode).toBe(200)
    const changed = await ask('PATCH', `/api/accounts/${account.id}`, admin, {
      version: account.version,
      role: 'consultant',
    })
    expect(changed.json()).toMatchObject({ role: 'consultant', version: account.version + 1 })
    expect((await ask('GET', '/api/imports', { headers })).statusCode).toBe(403)
    const stale = await ask('PATCH', `/api/accounts/${account.id}`, admin, {
      version: account.version,
      role: 'utility',
    })
    expect(stale.statusCode).toBe(409)
  })

  it('are managed by their own organisation and the root authority: to all others they are not there', async () => {
    const { account } = await invited()
    const other = await addOrganisation(db(), 'POWER')
    const office = await addOrganisation(db(), 'OFFICE', 'municipality')
    await addMunicipality(db(), 'TOWN', office, square)
    for (const stranger of [await signedIn(app, db(), 'admin', other), await signedIn(app, db(), 'admin', office)]) {
      expect((await ask('GET', '/api/accounts', stranger)).json().items.map(({ id }: Account) => id)).toEqual([
        stranger.userId,
      ])
      expect((await happen(account, 'suspend', stranger)).statusCode).toBe(404)
      expect((await ask('GET', `/api/accounts/${account.id}`, stranger)).statusCode).toBe(404)
      expect((await ask('PATCH', `/api/accounts/${account.id}`, stranger, { version: 1, name })).statusCode).toBe(404)
      const intruder = { email: 'x@water.example', name, role: 'admin', agencyId: agency }
      expect((await ask('POST', '/api/accounts', stranger, intruder)).json().errors[0].path).toBe('agencyId')
    }
    expect((await ask('GET', `/api/accounts/${account.id}`, admin)).json()).toEqual(account)
    expect((await happen(account, 'suspend', root)).statusCode).toBe(200)
    expect((await ask('GET', `/api/accounts?agency=${agency}`, root)).json().items).toHaveLength(2)
  })

  it('have only the roles of their organisation, and one e-mail each', async () => {
    const planner = { email: 'p@water.example', name, role: 'planner', agencyId: agency }
    expect((await ask('POST', '/api/accounts', admin, planner)).json().errors[0].path).toBe('role')
    await invited()
    const twin = { email: 'NOURA@water.example', name, role: 'utility', agencyId: agency }
    const stranger = await signedIn(app, db(), 'admin', await addOrganisation(db(), 'POWER'))
    const hidden = { ...twin, agencyId: stranger.agencyId }
    for (const [by, given] of [
      [admin, twin],
      [stranger, hidden],
    ] as const) {
      // biome-ignore format: one line
      const answer = await ask('POST', '/api/accounts', by, given)
      expect(answer.statusCode).toBe(409)
      expect(answer.json().errors).toEqual([{ path: 'email', message: 'this e-mail belongs to another account' }])
    }
  })

  it('cannot suspend or move themselves', async () => {
    const [self] = (await ask('GET', '/api/accounts?role=admin', admin)).json().items as [Account]
    expect((await happen(self, 'suspend')).json().reasons[0].code).toBe('own_account')
    const moved = await ask('PATCH', `/api/accounts/${self.id}`, admin, { version: self.version, role: 'utility' })
    expect(moved.statusCode).toBe(409)
    const renamed = await ask('PATCH', `/api/accounts/${self.id}`, admin, { version: self.version, name })
    expect(renamed.json().name).toEqual(name)
  })

  it('are recorded: who invited, who took it up, who signed in, who suspended', async () => {
    await db()('audit').delete()
    await db()('audit_head').delete()
    const account = await accepted()
    await entered()
    for (let tries = 0; tries < 5; tries++) await entered('wrong words altogether')
    await happen(account, 'suspend')
    const found = await ask('GET', `/api/audit?id=${account.id}`, admin)
    const told = found
      .json()
      .items.map(({ event, by }: { event: string; by: { id: string } | null }) => [event, by?.id ?? null])
    expect(told.toReversed()).toEqual([
      ['invite', admin.userId],
      ['accept', null],
      ['sign_in', account.id],
      ['lock', null],
      ['suspend', admin.userId],
    ])
    const addresses = found.json().items.map(({ address }: { address: string | null }) => address)
    expect(addresses).toEqual(Array(5).fill('127.0.0.1'))
    expect(JSON.stringify(found.json())).not.toContain('argon2')
  })
})

describe('one’s own session', () => {
  it('tells whether they manage every organisation, and whether their password is ours', async () => {
    const user = async (by: SignedIn) => (await ask('GET', '/api/session', by)).json().user
    expect(await user(admin)).toMatchObject({ everywhere: false, external: false })
    expect(await user(root)).toMatchObject({ everywhere: true, external: false })
    await db()('app_user').where({ id: admin.userId }).update({ issuer: 'https://id.example', subject: '1' })
    expect(await user(admin)).toMatchObject({ external: true })
  })
})

describe('one’s own role', () => {
  const user = async (by: SignedIn) => (await ask('GET', '/api/session', by)).json().user

  it('is what the administrator of a water company may act as, beside managing its accounts', async () => {
    expect(await user(admin)).toMatchObject({ role: 'utility', isAdmin: true })
    const [works, accounts] = [await ask('GET', '/api/reviews', admin), await ask('GET', '/api/accounts', admin)]
    expect([works.statusCode, accounts.statusCode]).toEqual([403, 200])
  })

  it('is the office where the administrator answers for ground', async () => {
    expect(await user(root)).toMatchObject({ role: 'admin', isAdmin: true })
  })

  it('is what it says for everybody else, who manages nobody', async () => {
    const planner = await signedIn(app, db(), 'planner', await addOrganisation(db(), 'OFFICE'))
    expect(await user(planner)).toMatchObject({ role: 'planner', isAdmin: false })
  })
})

describe('one’s own sessions', () => {
  it('are seen, and ended everywhere', async () => {
    await accepted()
    const [first, second] = [await entered(), await entered()]
    const seen = (await ask('GET', '/api/sessions', second)).json().items
    expect(seen.map(({ isThis }: { isThis: boolean }) => isThis).sort()).toEqual([false, true])
    expect((await ask('DELETE', '/api/sessions', second)).statusCode).toBe(204)
    for (const one of [first, second]) expect((await ask('GET', '/api/session', one)).statusCode).toBe(401)
  })

  it('are not said to be open once they have been idle for too long', async () => {
    await accepted()
    await entered()
    instant = new Date(now.getTime() + 30 * 60_000 + 1)
    expect((await ask('GET', '/api/sessions', await entered())).json().items).toHaveLength(1)
  })

  it('end with a change of the password, but the one that asks', async () => {
    await accepted()
    const [first, second] = [await entered(), await entered()]
    const change = (current: string) =>
      ask('PUT', '/api/session/password', second, { current, password: 'four white falcons' })
    expect((await change('wrong words altogether')).json().errors[0].path).toBe('current')
    expect((await change(password)).statusCode).toBe(204)
    expect((await ask('GET', '/api/session', first)).statusCode).toBe(401)
    expect((await ask('GET', '/api/session', second)).statusCode).toBe(200)
    expect([(await entered()).status, (await entered('four white falcons')).status]).toEqual([401, 200])
  })

  it('of a visitor are none', async () => {
    for (const [
      method,
      url,
    ] of [['GET', '/api/sessions'], ['DELETE', '/api/sessions'], ['PUT', '/api/session/password']] as const) // biome-ignore format: one line
      expect((await ask(method, url)).statusCode).toBe(401)
  })
})

describe('keys of an organisation’s software', () => {
  const route = { type: 'LineString', coordinates: [[46.7, 24.7], [46.702, 24.7]] } // biome-ignore format: one line
  const period = { start: '2027-01-10', end: '2027-01-29' }
  const works = { title: 'Main renewal', category: 'planned', utility: 'water', route, period }
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
  const made = async (more: object = {}, by = admin) => {
    const given = { name: 'GIS of the water company', agencyId: agency, scopes: ['works.read', 'works.write'], ...more }
    return ask('POST', '/api/keys', by, given)
  }

  it('are told once, stored hashed, and ask as their organisation, without a token for forms', async () => {
    const answer = await made()
    expect(answer.statusCode, answer.body).toBe(201)
    const { key, token } = answer.json()
    expect(token).toMatch(/^nsq_[\w-]{43}$/)
    expect(key).toMatchObject({ prefix: token.slice(0, 10), role: 'utility', lastUsedAt: null, revokedAt: null })
    expect(JSON.stringify(await db()('api_key').select())).not.toContain(token)
    const stored = await ask('POST', '/api/works', bearer(token), works)
    expect(stored.statusCode, stored.body).toBe(201)
    expect(stored.json().agencyId).toBe(agency)
    const [used] = (await ask('GET', '/api/keys', admin)).json().items
    expect(used).toMatchObject({ lastUsedAt: now.toISOString(), lastUsedAddress: '127.0.0.1' })
    const [entry] = (await ask('GET', `/api/audit?id=${stored.json().id}`, admin)).json().items
    expect(entry).toMatchObject({ by: null, keyId: key.id })
  })

  it('do nothing beyond their scopes', async () => {
    const { token } = (await made({ scopes: ['works.read'] })).json()
    expect((await ask('POST', '/api/works', bearer(token), works)).statusCode).toBe(403)
    expect((await ask('GET', '/api/conflicts', bearer(token))).statusCode).toBe(403)
    expect((await ask('GET', '/api/works', bearer(token))).statusCode).toBe(200)
    expect((await ask('GET', '/api/session', bearer(token))).statusCode).toBe(403)
    expect((await made({ scopes: ['restrictions.write'] })).json().errors[0].path).toBe('scopes')
    expect((await made({ scopes: ['accounts.manage'] })).statusCode).toBe(400)
  })

  it('see the works that they write', async () => {
    const { key, token } = (await made({ scopes: ['works.write'] })).json()
    expect(key.scopes).toEqual(['works.read', 'works.write'])
    expect((await ask('POST', '/api/works', bearer(token), works)).statusCode).toBe(201)
  })

  it('open nothing once they are revoked, have run out, or are unknown: not even what is public', async () => {
    const { key, token } = (await made({ expiresAt: new Date(now.getTime() + 86_400_000).toISOString() })).json()
    expect((await ask('GET', '/api/works', bearer(token))).statusCode).toBe(200)
    instant = new Date(now.getTime() + 86_400_001)
    expect((await ask('GET', '/api/works', bearer(token))).statusCode).toBe(401)
    instant = now
    expect((await ask('DELETE', `/api/keys/${key.id}`, admin)).json().revokedAt).toBe(now.toISOString())
    expect((await ask('DELETE', `/api/keys/${key.id}`, admin)).statusCode).toBe(409)
    for (const unknown of [token, `${token.slice(0, -1)}x`, 'x'.repeat(47), 'nsq_'])
      expect((await ask('GET', '/api/works', bearer(unknown))).statusCode).toBe(401)
    expect((await made({ expiresAt: '2020-01-01T00:00:00Z' })).json().errors[0].path).toBe('expiresAt')
  })

  it('are managed by their own organisation only', async () => {
    const { key } = (await made()).json()
    const stranger = await signedIn(app, db(), 'admin', await addOrganisation(db(), 'POWER'))
    expect((await ask('GET', '/api/keys', stranger)).json().items).toEqual([])
    expect((await ask('DELETE', `/api/keys/${key.id}`, stranger)).statusCode).toBe(404)
    expect((await made({}, stranger)).json().errors[0].path).toBe('agencyId')
    expect((await ask('GET', '/api/keys', root)).json().items).toHaveLength(1)
  })
})
