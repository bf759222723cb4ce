import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import { type Role, roles } from '../agencies/contract.ts'
import type { App } from '../http/app-types.ts'
import { roleMay } from './permissions.ts'

const db = databaseForTests()
let app: App
let accounts: Map<Role, SignedIn>

beforeEach(async () => {
  app = await serviceOn(db())
  accounts = new Map()
  for (const role of roles) accounts.set(role, await signedIn(app, db(), role))
})

const anId = '018f0000-0000-7000-8000-000000000001'

function ask(method: string, url: string, headers: Record<string, string> = {}) {
  const address = url.replace(/:(\w+)/g, (_all, name: string) => (name === 'id' ? anId : 'x'))
  const hasBody = method !== 'GET' && method !== 'HEAD' && method !== 'DELETE'
  return app.inject({ method: method as 'GET', url: address, headers, ...(hasBody ? { payload: {} } : {}) })
}

describe('every route of the service', () => {
  it('that asks for a permission answers 401 to visitors and 403 to each role without it, before it reads anything', {
    timeout: 120_000,
  }, async () => {
    const closed = app.declarations.filter(({ permission }) => permission !== 'public')
    expect(closed.length).toBeGreaterThan(15)
    const wrong: string[] = []
    for (const { method, url, permission } of closed) {
      const visitor = await ask(method, url)
      if (visitor.statusCode !== 401) wrong.push(`${method} ${url}: ${visitor.statusCode} to a visitor`)
      for (const role of roles.filter((one) => !roleMay(one, permission))) {
        const answer = await ask(method, url, accounts.get(role)?.headers)
        if (answer.statusCode !== 403) wrong.push(`${method} ${url}: ${answer.statusCode} to ${role}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('that writes with a session wants its protection token', async () => {
    const writing = app.declarations.filter(
      ({ method, url }) => !['GET', 'HEAD', 'OPTIONS'].includes(method) && url !== '/api/session',
    )
    const wrong: string[] = []
    for (const { method, url } of writing) {
      const { cookie = '' } = accounts.get('admin')?.headers ?? {}
      const answer = await ask(method, url, { cookie })
      if (answer.statusCode !== 403) wrong.push(`${method} ${url}: ${answer.statusCode}`)
    }
    expect(wrong).toEqual([])
  })
})

describe('what nobody declared', () => {
  it('does not start', () => {
    expect(() => app.get('/api/forgotten', async () => 'open')).toThrow()
  })

  it('is not found, as a problem', async () => {
    const answer = await app.inject({
      method: 'GET',
      url: '/api/nothing',
      headers: { 'accept-language': 'en;q=0.5, fr' },
    })
    expect(answer.statusCode).toBe(404)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toEqual({
      type: '/problems/not-found',
      title: 'Not found',
      status: 404,
      detail: 'What you asked for does not exist, or you may not see it.',
    })
  })
})
