import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { addOrganisation, now, serviceOn, signedIn } from '../../testing/service.ts'
import type { App } from '../http/app-types.ts'
import { hashPassword } from './passwords.ts'

const db = databaseForTests()
let app: App
let instant: Date

const hash = hashPassword('right')

beforeEach(async () => {
  instant = now
  app = await serviceOn(db(), { clock: () => instant })
  const names = { name_ar: 'مخطط', name_en: 'Planner' }
  await db()('app_user').insert({ id: uuidv7(), email: 'a@test', ...names, role: 'planner', password_hash: await hash })
})

function signIn(password: string, email = 'a@test') {
  return app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'accept-language': 'en' },
    payload: { email, password },
  })
}

function later(minutes: number): void {
  instant = new Date(now.getTime() + minutes * 60_000)
}

describe('signing in', () => {
  it('opens a session with a cookie that no script reads', async () => {
    const answer = await signIn('right', 'A@Test')
    expect(answer.statusCode).toBe(200)
    expect(answer.json().user).toMatchObject({ email: 'a@test', role: 'planner' })
    const [session, hint] = answer.headers['set-cookie'] as string[]
    expect(session).toMatch(/^nasaq=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(hint).toBe('nasaq-signed-in=1; Path=/; SameSite=Lax')
    const [stored] = await db()('session').select('token_hash')
    expect(stored.token_hash.toString('base64url')).not.toBe(
      /nasaq=([\w-]+)/.exec(String(answer.headers['set-cookie']))?.[1],
    )
  })

  it('says the same of a wrong password and of an unknown account', async () => {
    const [wrong, unknown] = [await signIn('wrong'), await signIn('right', 'b@test')]
    expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401])
    expect(wrong.json()).toEqual(unknown.json())
  })

  it('counts tries that come at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => signIn('wrong')))
    expect((await signIn('right')).statusCode).toBe(401)
  })

  it('locks for five minutes after five wrong tries', async () => {
    for (let i = 0; i < 5; i++) await signIn('wrong')
    expect((await signIn('right')).statusCode).toBe(401)
    later(4.9)
    expect((await signIn('right')).statusCode).toBe(401)
    later(5.1)
    expect((await signIn('right')).statusCode).toBe(200)
  })
})

describe('a session', () => {
  const cookieOf = (answer: { headers: Record<string, unknown> }) =>
    String(answer.headers['set-cookie']).split(';')[0] ?? ''
  const ask = (cookie: string) => app.inject({ method: 'GET', url: '/api/session', headers: { cookie } })

  it('is who the cookie says, and nobody without one', async () => {
    const cookie = cookieOf(await signIn('right'))
    expect((await ask(cookie)).json().user.email).toBe('a@test')
    expect((await ask('')).statusCode).toBe(401)
    expect((await ask('nasaq=guess')).statusCode).toBe(401)
  })

  it('ends after half an hour of silence, and after twelve hours in any case', async () => {
    const cookie = cookieOf(await signIn('right'))
    later(29)
    expect((await ask(cookie)).statusCode).toBe(200)
    later(58)
    expect((await ask(cookie)).statusCode).toBe(200)
    later(89)
    expect((await ask(cookie)).statusCode).toBe(401)
    const busy = cookieOf(await signIn('right'))
    for (let minutes = 89; minutes < 89 + 720; minutes += 20) {
      later(minutes)
      expect((await ask(busy)).statusCode).toBe(200)
    }
    later(89 + 721)
    expect((await ask(busy)).statusCode).toBe(401)
  })

  it('ends when it is signed out', async () => {
    const { headers } = await signedIn(app, db(), 'planner', await addOrganisation(db(), 'OFFICE'))
    expect((await app.inject({ method: 'DELETE', url: '/api/session' })).statusCode).toBe(401)
    const cookie = headers.cookie ?? ''
    expect((await app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } })).statusCode).toBe(403)
    expect((await app.inject({ method: 'DELETE', url: '/api/session', headers })).statusCode).toBe(204)
    expect((await ask(cookie)).statusCode).toBe(401)
  })
})

describe('agencies and municipalities', () => {
  it('are there for everybody', async () => {
    await addOrganisation(db(), 'WATER')
    const agencies = await app.inject({ method: 'GET', url: '/api/agencies' })
    expect(agencies.json().items.map((agency: { code: string }) => agency.code)).toEqual(
      expect.arrayContaining(['KSA', 'WATER']),
    )
    const municipalities = await app.inject({ method: 'GET', url: '/api/municipalities?boundaries=true' })
    expect(municipalities.json().items).toMatchObject([{ code: 'KSA', regionId: 'KSA' }])
  })
})
