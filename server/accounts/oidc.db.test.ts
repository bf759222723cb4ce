import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { startProvider, TestBrowser, type TestProvider } from '../../testing/identity-provider.ts'
import { addOrganisation, rootOffice, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import type { App } from '../http/app-types.ts'
import type { Account } from './contract.ts'
import { type OidcSettings, readOidc } from './oidc-settings.ts'
import { secretHash } from './secret.ts'

const db = databaseForTests()
const publicUrl = 'https://nasaq.example'
const returnUrl = `${publicUrl}/api/session/oidc/return`
const logoutUrl = `${publicUrl}/api/session/oidc/logout`
const addresses = { returnUrl, logoutUrl, leaveUrl: `${publicUrl}/` }
const secret = 'of the client: and+more %'

let provider: TestProvider
let app: App
/** How far the service's clock is from the provider's. */
let ahead: number

beforeAll(async () => {
  const clients = [
    { id: 'nasaq', secret, ...addresses },
    { id: 'public', ...addresses },
    { id: 'other', ...addresses },
  ]
  provider = await startProvider(clients, async (url, { method, headers, body }) => {
    const { pathname } = new URL(url)
    const sent = { method: method as 'POST', url: pathname, headers: Object.fromEntries(new Headers(headers)) }
    const answer = await app.inject({ ...sent, payload: String(body) })
    return new Response(answer.body || null, { status: answer.statusCode })
  })
})
afterAll(() => provider.stop())

const mapped = {
  OIDC_ORGANISATION_CLAIM: 'agency',
  OIDC_ROLE_CLAIM: 'groups',
  OIDC_ROLES: 'admin=nasaq-admins,planner=nasaq-planners,utility=nasaq-works,contractor=nasaq-contractors',
}

function settings(more: Record<string, string> = {}): OidcSettings {
  const given = { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'nasaq', OIDC_CLIENT_SECRET: secret, ...more }
  const { oidc, faults } = readOidc({ NASAQ_PUBLIC_URL: publicUrl, ...given })
  expect(faults).toEqual([])
  return oidc as OidcSettings
}

async function serve(oidc: OidcSettings | null): Promise<void> {
  app = await serviceOn(db(), { clock: () => new Date(Date.now() + ahead), oidc })
}

beforeEach(async () => {
  ahead = 0
  provider.alter = (claims) => claims
  provider.describe = (metadata) => metadata
  await serve(settings(mapped))
})

const words = { ar: 'نورة', en: 'Noura' }
/** Everybody anew: the provider knows them by this, and we by their e-mail. */
function somebody(more: Record<string, unknown> = {}): { subject: string; email: string } {
  const subject = randomUUID()
  const email = `${subject}@water.example`
  const said = {
    email,
    email_verified: true,
    name: 'Noura',
    agency: 'WATER',
    groups: ['staff', 'nasaq-works'],
    ...more,
  }
  provider.people.set(subject, said)
  return { subject, email }
}

function ask(url: string, cookie = '', headers: Record<string, string> = {}) {
  return app.inject({ method: 'GET', url, headers: { cookie, 'accept-language': 'en', ...headers } })
}

type Answered = Awaited<ReturnType<typeof ask>>
function cookieOf(answer: Answered, name: string): string {
  const found = answer.cookies.find((cookie) => cookie.name === name)
  return found ? `${name}=${found.value}` : ''
}

/** Leaves for the provider: where to, and the cookie that the browser keeps. */
async function begin(to?: string, cookie?: string) {
  const answer = await ask(`/api/session/oidc${to === undefined ? '' : `?to=${encodeURIComponent(to)}`}`, cookie)
  expect(answer.statusCode, answer.body).toBe(302)
  return { url: new URL(String(answer.headers.location)), cookie: cookieOf(answer, '__Host-nasaq-oidc') }
}

/** Signs in there, and gives the address that the browser is sent back to. */
function provePerson(url: URL, subject: string | null, browser = new TestBrowser()): Promise<URL> {
  provider.subject = subject
  return browser.follow(url.href)
}

function comeBack({ pathname, search }: URL, cookie: string): Promise<Answered> {
  return ask(pathname + search, cookie)
}

/** The whole way. */
async function signInAs(subject: string | null, to?: string, browser?: TestBrowser): Promise<Answered> {
  const { url, cookie } = await begin(to)
  return comeBack(await provePerson(url, subject, browser), cookie)
}

function whyNot(answer: Answered): string | null {
  expect(answer.statusCode, answer.body).toBe(302)
  expect(answer.cookies.map(({ name }) => name)).not.toContain('nasaq')
  const page = new URL(String(answer.headers.location))
  expect(page.origin + page.pathname).toBe(`${publicUrl}/sign-in`)
  return page.searchParams.get('failed')
}

/** Who is signed in by what the answer set; `null` is nobody. */
async function whoIs(answer: Answered) {
  const session = await ask('/api/session', cookieOf(answer, 'nasaq'))
  return session.statusCode === 200 ? session.json() : null
}

async function invite(by: SignedIn, agencyId: string, email: string, role = 'utility'): Promise<Account> {
  const payload = { email, name: words, role, agencyId }
  const answer = await app.inject({ method: 'POST', url: '/api/accounts', headers: by.headers, payload })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json().account
}

async function eventsOf(email: string): Promise<{ event: string; before: object; after: object }[]> {
  const { id } = await db()('app_user').where({ email }).first('id')
  return db()('audit')
    .where({ subject: 'account', subject_id: id })
    .orderBy('sequence')
    .select('event', 'before', 'after')
}

describe('signing in by the identity provider', () => {
  it('is offered where there is one', async () => {
    await serve(settings({ OIDC_NAME_EN: 'City ID', OIDC_NAME_AR: 'هوية المدينة' }))
    const ways = await ask('/api/session/ways')
    expect(ways.json()).toEqual({ provider: { name: { en: 'City ID', ar: 'هوية المدينة' } } })
    await serve(null)
    expect((await ask('/api/session/ways')).json()).toEqual({ provider: null })
    for (const url of ['', '/return?code=x&state=y', '/leave'])
      expect((await ask(`/api/session/oidc${url}`)).statusCode).toBe(404)
  })

  it('sends the browser there with a code challenge, a state and a nonce, and a cookie that no script reads', async () => {
    const answer = await ask('/api/session/oidc')
    const url = new URL(String(answer.headers.location))
    expect(url.origin).toBe(provider.issuer)
    const { state, nonce, code_challenge, ...asked } = Object.fromEntries(url.searchParams)
    expect(asked).toEqual({
      client_id: 'nasaq',
      redirect_uri: returnUrl,
      response_type: 'code',
      scope: 'openid email profile',
      code_challenge_method: 'S256',
    })
    for (const one of [state, nonce, code_challenge]) expect(one).toMatch(/^[\w-]{43}$/)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['set-cookie']).toMatch(
      /^__Host-nasaq-oidc=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    const [kept] = await db()('provider_sign_in').where({ state })
    expect(kept.browser_hash.equals(secretHash(answer.cookies[0]?.value ?? ''))).toBe(true)
  })

  it('makes the account that the claims describe, opens a session and shows the page', async () => {
    const agency = await addOrganisation(db(), 'WATER')
    const { subject, email } = somebody({ 'name#ar': 'نورة' })
    const answer = await signInAs(subject, '/works?lang=en&at=46.67,24.71,14')
    expect(answer.headers.location).toBe(`${publicUrl}/works?lang=en&at=46.67,24.71,14`)
    expect(answer.headers['cache-control']).toBe('no-store')
    const { user, external } = await whoIs(answer)
    expect({ ...user, external }).toMatchObject({ email, role: 'utility', agencyId: agency, external: true })
    const [account] = await db()('app_user').where({ email })
    expect(account).toMatchObject({ issuer: provider.issuer, subject, status: 'active', password_hash: null })
    const [created, signedInEvent] = await eventsOf(email)
    expect(created).toMatchObject({ event: 'create', after: { email, role: 'utility', agencyId: agency } })
    expect(signedInEvent?.event).toBe('sign_in')
    expect(JSON.stringify(await eventsOf(email))).not.toContain(`"${subject}"`)
    expect(await db()('provider_sign_in')).toEqual([])
  })

  it('knows the account again, and gives it the organisation and role of today’s claims', async () => {
    const water = await addOrganisation(db(), 'WATER')
    const office = await addOrganisation(db(), 'OFFICE', 'municipality')
    const { subject, email } = somebody()
    const first = await whoIs(await signInAs(subject))
    Object.assign(provider.people.get(subject) ?? {}, {
      agency: 'OFFICE',
      groups: 'nasaq-planners',
      email: 'new@x.example',
    })
    const { user } = await whoIs(await signInAs(subject))
    expect(user).toMatchObject({ id: first.user.id, email, role: 'planner', agencyId: office })
    const changed = (await eventsOf(email)).find(({ event }) => event === 'claims')
    expect(changed).toMatchObject({
      before: { role: 'utility', agencyId: water },
      after: { role: 'planner', agencyId: office },
    })
    await signInAs(subject)
    expect((await eventsOf(email)).filter(({ event }) => event === 'claims')).toHaveLength(1)
  })

  it('works for a client without a secret', async () => {
    await addOrganisation(db(), 'WATER')
    await serve(settings({ ...mapped, OIDC_CLIENT_ID: 'public', OIDC_CLIENT_SECRET: '' }))
    expect(await whoIs(await signInAs(somebody().subject))).toMatchObject({ user: { role: 'utility' } })
  })

  it('ends the session that the browser had, whoever comes back', async () => {
    await addOrganisation(db(), 'WATER')
    const first = await signInAs(somebody().subject)
    const before = cookieOf(first, 'nasaq')
    const { url, cookie } = await begin()
    const second = await comeBack(await provePerson(url, somebody().subject), `${cookie}; ${before}`)
    expect(await whoIs(second)).not.toBe(null)
    expect(cookieOf(second, 'nasaq')).not.toBe(before)
    expect(await whoIs(first)).toBe(null)
  })

  it('lets one browser sign in in two windows at once', async () => {
    await addOrganisation(db(), 'WATER')
    const { subject } = somebody()
    const first = await begin()
    const second = await begin('/works', first.cookie)
    expect(second.cookie).toBe(first.cookie)
    for (const { url } of [first, second])
      expect(await whoIs(await comeBack(await provePerson(url, subject), second.cookie))).not.toBe(null)
  })
})

describe('an invitation', () => {
  let agency: string
  let admin: SignedIn
  beforeEach(async () => {
    agency = await addOrganisation(db(), 'WATER')
    await serve(settings())
    admin = await signedIn(app, db(), 'admin', agency)
  })

  it('is taken up by its verified e-mail, whatever its letters, and its secret is void', async () => {
    const { subject, email } = somebody()
    provider.people.set(subject, { email: email.toUpperCase(), email_verified: true })
    const invited = await invite(admin, agency, email, 'contractor')
    const { user } = await whoIs(await signInAs(subject))
    expect(user).toMatchObject({ id: invited.id, role: 'contractor', name: words })
    const [account] = await db()('app_user').where({ email })
    expect(account).toMatchObject({ status: 'active', issuer: provider.issuer, subject, ticket_hash: null })
    const linked = (await eventsOf(email)).find(({ event }) => event === 'link')
    expect(linked).toMatchObject({ before: { status: 'invited' }, after: { status: 'active' } })
    expect(await whoIs(await signInAs(subject))).toMatchObject({ user: { id: invited.id } })
  })

  it('gets its role from the claims where they are mapped', async () => {
    await serve(settings(mapped))
    const { subject, email } = somebody()
    const invited = await invite(admin, agency, email, 'consultant')
    expect(await whoIs(await signInAs(subject))).toMatchObject({ user: { id: invited.id, role: 'utility' } })
  })

  it.each([[false], ['true'], [undefined]])('is nobody’s whose e-mail is not verified (%j)', async (email_verified) => {
    const { subject, email } = somebody({ email_verified })
    await invite(admin, agency, email)
    expect(whyNot(await signInAs(subject))).toBe('email')
    expect(await db()('app_user').where({ email }).first('status', 'subject')).toEqual({
      status: 'invited',
      subject: null,
    })
  })

  it('that has run out is not taken up', async () => {
    const { subject, email } = somebody()
    await invite(admin, agency, email)
    await db()('app_user')
      .where({ email })
      .update({ ticket_until: new Date(Date.now() - 1000) })
    expect(whyNot(await signInAs(subject))).toBe('invitation')
  })

  it('that was taken up with a password stays with whoever knows it', async () => {
    const { subject, email } = somebody()
    await invite(admin, agency, email)
    const taken = { status: 'active', password_hash: 'x', ticket_hash: null, ticket_for: null, ticket_until: null }
    await db()('app_user').where({ email }).update(taken)
    expect(whyNot(await signInAs(subject))).toBe('email_taken')
  })

  it('is taken up by one person only', async () => {
    const [one, other] = [somebody(), somebody()]
    await invite(admin, agency, one.email)
    await signInAs(one.subject)
    provider.people.set(other.subject, { email: one.email, email_verified: true })
    expect(whyNot(await signInAs(other.subject))).toBe('email_taken')
  })

  it('is needed where no claims are mapped', async () => {
    const { subject, email } = somebody({ groups: ['admin', 'nasaq-admins'] })
    expect(whyNot(await signInAs(subject))).toBe('unknown')
    expect(await db()('app_user').where({ email })).toEqual([])
  })
})

describe('claims that give nothing', () => {
  beforeEach(() => addOrganisation(db(), 'WATER'))
  it.each([
    ['no organisation', { agency: undefined }],
    ['an unknown organisation', { agency: 'FIRE' }],
    ['two organisations', { agency: ['WATER', 'KSA'] }],
    ['no role', { groups: undefined }],
    ['an unknown role', { groups: ['staff'] }],
    ['our own word for a role, which the mapping does not name', { groups: ['utility'] }],
    ['a role that such an organisation does not have', { groups: ['nasaq-planners'] }],
  ])('make no account: %s', async (_what, more) => {
    const { subject, email } = somebody(more)
    expect(whyNot(await signInAs(subject))).toBe('role')
    expect(await db()('app_user').where({ email })).toEqual([])
  })

  it('do not let in whoever had an account by claims of before', async () => {
    const { subject } = somebody()
    expect(await whoIs(await signInAs(subject))).not.toBe(null)
    Object.assign(provider.people.get(subject) ?? {}, { groups: [] })
    expect(whyNot(await signInAs(subject))).toBe('role')
  })

  it('make no administrator by that name alone', async () => {
    await serve(settings({ OIDC_ORGANISATION_CLAIM: 'agency', OIDC_ROLE_CLAIM: 'groups' }))
    expect(whyNot(await signInAs(somebody({ groups: 'admin' }).subject))).toBe('role')
    expect(await whoIs(await signInAs(somebody({ groups: 'utility' }).subject))).toMatchObject({
      user: { role: 'utility' },
    })
  })
})

describe('whoever is not to come in', () => {
  beforeEach(() => addOrganisation(db(), 'WATER'))

  it('is suspended: by claims and by invitation', async () => {
    const { subject, email } = somebody()
    await signInAs(subject)
    await db()('app_user').where({ email }).update({ status: 'suspended' })
    expect(whyNot(await signInAs(subject))).toBe('suspended')
    await db()('app_user').where({ email }).update({ issuer: null, subject: null })
    expect(whyNot(await signInAs(subject))).toBe('suspended')
  })

  it('is not kept out by others who guess passwords for their e-mail', async () => {
    const { subject, email } = somebody()
    await signInAs(subject)
    for (let tries = 0; tries < 5; tries++)
      await app.inject({ method: 'POST', url: '/api/session', payload: { email, password: 'guess' } })
    expect(await db()('app_user').where({ email }).whereNotNull('locked_until')).toHaveLength(1)
    expect(await whoIs(await signInAs(subject))).not.toBe(null)
  })

  it('gave up at the provider', async () => {
    const answer = await signInAs(null, '/works?lang=en')
    expect(whyNot(answer)).toBe('denied')
    expect(String(answer.headers.location)).toContain('lang=en')
  })

  it('comes back with a state that was not ours', async () => {
    const { subject } = somebody()
    const [{ url, cookie }, other] = [await begin(), await begin()]
    const back = await provePerson(url, subject)
    const right = back.searchParams.get('state') ?? ''
    for (const state of ['', 'guess', other.url.searchParams.get('state') ?? '']) {
      back.searchParams.set('state', state)
      expect(whyNot(await comeBack(back, cookie))).toBe('attempt')
    }
    back.searchParams.set('state', right)
    expect(await whoIs(await comeBack(back, cookie))).not.toBe(null)
  })

  it('comes back in another browser, or in one without the cookie', async () => {
    const { subject } = somebody()
    const [{ url }, other] = [await begin(), await begin()]
    const back = await provePerson(url, subject)
    for (const cookie of [other.cookie, '', '__Host-nasaq-oidc=guess', `__Host-nasaq-oidc=${'x'.repeat(43)}`])
      expect(whyNot(await comeBack(back, cookie))).toBe('attempt')
  })

  it('comes back twice', async () => {
    const { url, cookie } = await begin()
    const back = await provePerson(url, somebody().subject)
    expect(await whoIs(await comeBack(back, cookie))).not.toBe(null)
    expect(whyNot(await comeBack(back, cookie))).toBe('attempt')
  })

  it('comes back after more than ten minutes', async () => {
    const { url, cookie } = await begin()
    const back = await provePerson(url, somebody().subject)
    ahead = 601_000
    expect(whyNot(await comeBack(back, cookie))).toBe('attempt')
  })

  it('asked the provider for another nonce', async () => {
    const { url, cookie } = await begin()
    url.searchParams.set('nonce', 'of-somebody-else')
    expect(whyNot(await comeBack(await provePerson(url, somebody().subject), cookie))).toBe('answer')
  })

  it('brings a code that was used before', async () => {
    const { subject } = somebody()
    const first = await begin()
    const used = await provePerson(first.url, subject)
    await comeBack(used, first.cookie)
    const second = await begin()
    const back = await provePerson(second.url, subject)
    back.searchParams.set('code', used.searchParams.get('code') ?? '')
    expect(whyNot(await comeBack(back, second.cookie))).toBe('answer')
  })

  it('brings a code that was stolen before it was used: it was for another challenge', async () => {
    const stolen = await provePerson((await begin()).url, somebody().subject)
    const { url, cookie } = await begin()
    const back = await provePerson(url, somebody().subject)
    back.searchParams.set('code', stolen.searchParams.get('code') ?? '')
    expect(whyNot(await comeBack(back, cookie))).toBe('answer')
  })

  it('brings a code for another client', async () => {
    const { url, cookie } = await begin()
    url.searchParams.set('client_id', 'other')
    expect(whyNot(await comeBack(await provePerson(url, somebody().subject), cookie))).toBe('answer')
  })

  it('says that another provider answered', async () => {
    const { url, cookie } = await begin()
    const back = await provePerson(url, somebody().subject)
    back.searchParams.set('iss', 'https://id.evil.example')
    expect(whyNot(await comeBack(back, cookie))).toBe('answer')
  })
})

describe('an ID token', () => {
  beforeEach(() => addOrganisation(db(), 'WATER'))
  const seconds = () => Math.floor(Date.now() / 1000)
  it.each([
    ['of another issuer', () => ({ iss: 'https://id.evil.example' })],
    ['for another audience', () => ({ aud: 'other' })],
    ['for several, made for another', () => ({ aud: ['nasaq', 'other'], azp: 'other' })],
    ['that has run out', () => ({ exp: seconds() - 11 })],
    ['without an end', () => ({ exp: undefined })],
    ['without an instant', () => ({ iat: undefined })],
    ['without a nonce', () => ({ nonce: undefined })],
    ['of another nonce', () => ({ nonce: 'guess' })],
    ['of another subject than user-info', () => ({ sub: 'somebody-else' })],
  ])('%s proves nothing', async (_what, change) => {
    provider.alter = (claims) => JSON.parse(JSON.stringify({ ...claims, ...change() }))
    expect(whyNot(await signInAs(somebody().subject))).toBe('answer')
  })

  it('is taken with clocks a few seconds apart, and not with more', async () => {
    provider.alter = (claims) => ({ ...claims, exp: seconds() + 60 })
    ahead = 65_000
    expect(await whoIs(await signInAs(somebody().subject))).not.toBe(null)
    ahead = 75_000
    expect(whyNot(await signInAs(somebody().subject))).toBe('answer')
  })

  it('that the provider did not sign proves nothing', async () => {
    const { sign } = provider
    provider.sign = (claims) => sign(claims, { foreign: true })
    const answer = await signInAs(somebody().subject)
    provider.sign = sign
    expect(whyNot(answer)).toBe('answer')
  })

  it('is read with a new key as soon as the provider has one', async () => {
    const { subject } = somebody()
    expect(await whoIs(await signInAs(subject))).not.toBe(null)
    await provider.rotate()
    expect(await whoIs(await signInAs(subject))).not.toBe(null)
  })
})

describe('the page to show afterwards', () => {
  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    '/api/session/oidc',
  ])('is one of ours, or nothing begins: %j', async (to) => {
    const answer = await ask(`/api/session/oidc?to=${encodeURIComponent(to)}`)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toMatchObject([{ path: 'to' }])
  })
})

describe('a provider that does not answer', () => {
  beforeEach(() => provider.stop())

  it('keeps nobody from starting the service or signing in with a password, and is asked again', async () => {
    try {
      const answer = await ask('/api/session/oidc')
      expect(answer.statusCode).toBe(503)
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
      expect(answer.json()).toMatchObject({
        type: '/problems/unavailable',
        detail: expect.stringContaining('identity'),
      })
      const page = await ask('/api/session/oidc?to=/works?lang=en', '', { accept: 'text/html,*/*' })
      expect(whyNot(page)).toBe('unavailable')
      expect((await ask('/api/session/ways')).statusCode).toBe(200)
      expect((await ask('/api/ready')).statusCode).toBe(200)
      await signedIn(app, db(), 'admin')
    } finally {
      await provider.resume()
    }
    expect((await ask('/api/session/oidc')).statusCode).toBe(302)
  })

  it('between leaving and coming back lets nobody in', async () => {
    await provider.resume()
    const { url, cookie } = await begin()
    const back = await provePerson(url, somebody().subject)
    await provider.stop()
    const answer = await comeBack(back, cookie)
    await provider.resume()
    expect(whyNot(answer)).toBe('unavailable')
  })

  it('is asked where its endpoints are once, and again after an hour', async () => {
    await provider.resume()
    const before = provider.discovered
    await Promise.all([begin(), begin(), begin()])
    expect(provider.discovered - before).toBe(1)
    ahead = 3_600_000
    await begin()
    expect(provider.discovered - before).toBe(2)
  })
})

describe('a provider that cannot be trusted to be itself', () => {
  it.each([
    ['another issuer', { issuer: 'https://id.evil.example' }],
    ['a token endpoint without encryption', { token_endpoint: 'http://id.evil.example/token' }],
    ['keys without encryption', { jwks_uri: 'http://id.evil.example/keys' }],
    ['a page to sign in without encryption', { authorization_endpoint: 'http://id.evil.example/auth' }],
    ['no keys', { jwks_uri: undefined }],
  ])('is not gone to: it names %s', async (_what, more) => {
    provider.describe = (metadata) => ({ ...metadata, ...more })
    expect((await ask('/api/session/oidc')).statusCode).toBe(503)
  })

  it('does not keep anybody waiting by saying nothing', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    await serve(settings({ OIDC_ISSUER: `http://127.0.0.1:${(silent.address() as AddressInfo).port}` }))
    const began = Date.now()
    const answer = await ask('/api/session/oidc')
    silent.close()
    expect(answer.statusCode).toBe(503)
    expect(Date.now() - began).toBeLessThan(8_000)
  })
})

describe('signing out', () => {
  beforeEach(() => addOrganisation(db(), 'WATER'))
  const isIn = async (cookie: string) => (await ask('/api/session', cookie)).statusCode === 200

  it('at the provider ends the session that was opened there, and no other', async () => {
    const { subject } = somebody()
    const [here, there] = [new TestBrowser(), new TestBrowser()]
    const ours = cookieOf(await signInAs(subject, '/', here), 'nasaq')
    const elsewhere = cookieOf(await signInAs(subject, '/', there), 'nasaq')
    const leave = await ask('/api/session/oidc/leave')
    const end = new URL(String(leave.headers.location))
    expect(end.searchParams.get('post_logout_redirect_uri')).toBe(`${publicUrl}/`)
    expect((await here.signOut(end.href)).href).toBe(`${publicUrl}/`)
    expect(await isIn(ours)).toBe(false)
    expect(await isIn(elsewhere)).toBe(true)
  })

  const event = { 'http://schemas.openid.net/event/backchannel-logout': {} }
  function logoutToken(more: Record<string, unknown>, options?: Parameters<TestProvider['sign']>[1]) {
    const iat = Math.floor(Date.now() / 1000)
    const claims = {
      iss: provider.issuer,
      aud: 'nasaq',
      iat,
      exp: iat + 120,
      jti: randomUUID(),
      events: event,
      ...more,
    }
    return provider.sign(JSON.parse(JSON.stringify(claims)), { type: 'logout+jwt', ...options })
  }
  function send(token: string, type = 'application/x-www-form-urlencoded') {
    const payload = new URLSearchParams({ logout_token: token }).toString()
    const headers = { 'content-type': type }
    return app.inject({ method: 'POST', url: '/api/session/oidc/logout', headers, payload })
  }

  it('of a subject ends all of their sessions, recorded, and nobody else’s', async () => {
    const [one, other] = [somebody(), somebody()]
    const first = cookieOf(await signInAs(one.subject), 'nasaq')
    const second = cookieOf(await signInAs(one.subject), 'nasaq')
    const others = cookieOf(await signInAs(other.subject), 'nasaq')
    const answer = await send(await logoutToken({ sub: one.subject }))
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store'])
    expect([await isIn(first), await isIn(second), await isIn(others)]).toEqual([false, false, true])
    expect((await eventsOf(one.email)).filter(({ event }) => event === 'sign_out')).toHaveLength(1)
  })

  it('said again later ends nothing that began meanwhile', async () => {
    const { subject } = somebody()
    const iat = Math.floor(Date.now() / 1000) - 30
    const cookie = cookieOf(await signInAs(subject), 'nasaq')
    expect((await send(await logoutToken({ sub: subject, iat }))).statusCode).toBe(200)
    expect(await isIn(cookie)).toBe(true)
  })

  const past = (seconds: number) => Math.floor(Date.now() / 1000) - seconds
  it.each([
    ['of another issuer', () => ({ iss: 'https://id.evil.example' })],
    ['for another client', () => ({ aud: 'other' })],
    ['that has run out', () => ({ exp: past(11) })],
    ['of long ago', () => ({ iat: past(400) })],
    ['of the future', () => ({ iat: past(-60) })],
    ['without an instant', () => ({ iat: undefined })],
    ['without an end', () => ({ exp: undefined })],
    ['without an id', () => ({ jti: undefined })],
    ['without the event', () => ({ events: { other: {} } })],
    ['without events', () => ({ events: undefined })],
    ['whose events are none', () => ({ events: 'logout' })],
    ['with a nonce', () => ({ nonce: 'x' })],
    ['of nobody', () => ({ sub: undefined })],
  ])('by a token %s ends nothing', async (_what, change) => {
    const { subject } = somebody()
    const cookie = cookieOf(await signInAs(subject), 'nasaq')
    expect((await send(await logoutToken({ sub: subject, ...change() }))).statusCode).toBe(400)
    expect(await isIn(cookie)).toBe(true)
  })

  it('by a token that the provider did not sign, or no token, ends nothing', async () => {
    const { subject } = somebody()
    const cookie = cookieOf(await signInAs(subject), 'nasaq')
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const [, claims = ''] = (await logoutToken({ sub: subject })).split('.')
    const unsigned = `${part({ alg: 'none' })}.${claims}.`
    for (const token of [await logoutToken({ sub: subject }, { foreign: true }), unsigned, 'x', ''])
      expect((await send(token)).statusCode).toBe(400)
    expect((await send('x', 'application/json')).statusCode).toBe(415)
    expect(await isIn(cookie)).toBe(true)
  })

  it('takes forms there and nowhere else: a foreign page could send one', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await app.inject({ method: 'POST', url: '/api/session', headers, payload: 'email=a&password=b' })
    expect(answer.statusCode).toBe(415)
  })

  it('here leaves the password accounts of the office alone', async () => {
    const office = await signedIn(app, db(), 'planner', await rootOffice(db()))
    const session = (await ask('/api/session', office.headers.cookie)).json()
    expect(session.external).toBe(false)
  })
})
