import { describe, expect, it } from 'vitest'
import { readOidc } from './oidc-settings.ts'

const right = {
  OIDC_ISSUER: 'https://id.example/realms/city',
  OIDC_CLIENT_ID: 'nasaq',
  NASAQ_PUBLIC_URL: 'https://nasaq.example',
}
const mapped = { ...right, OIDC_ORGANISATION_CLAIM: 'agency', OIDC_ROLE_CLAIM: 'groups' }

describe('the settings of an identity provider', () => {
  it('are none where nothing is set', () => {
    expect(readOidc({})).toEqual({ oidc: null, faults: [] })
    expect(readOidc({ NASAQ_PUBLIC_URL: 'https://nasaq.example', OIDC_ISSUER: '' })).toEqual({ oidc: null, faults: [] })
  })

  it('need no secret and no mapping', () => {
    expect(readOidc(right).oidc).toEqual({
      issuer: 'https://id.example/realms/city',
      clientId: 'nasaq',
      clientSecret: null,
      publicUrl: 'https://nasaq.example',
      scopes: 'openid email profile',
      name: { ar: 'حساب جهتك', en: 'your organisation’s account' },
      mapping: null,
    })
  })

  it('give roles by their own names, but never that of the administrator', () => {
    const values = readOidc(mapped).oidc?.mapping?.roles.map(([role, value]) => `${role}=${value}`)
    expect(values).toContain('planner=planner')
    expect(values).not.toContain('admin=admin')
  })

  it('give roles by a list, in its order', () => {
    const { oidc } = readOidc({ ...mapped, OIDC_ROLES: 'admin=/nasaq/admins, planner=a=b' })
    expect(oidc?.mapping?.roles).toEqual([
      ['admin', '/nasaq/admins'],
      ['planner', 'a=b'],
    ])
  })

  it.each([
    ['http://id.example', false],
    ['ftp://id.example', false],
    ['https://user:word@id.example', false],
    ['https://id.example/?tenant=1', false],
    ['id.example', false],
    ['http://127.0.0.1.example', false],
    ['http://127.0.0.1:4000', true],
    ['http://[::1]:4000', true],
    ['http://localhost:4000/realms/city', true],
  ])('take the issuer %s: %s', (OIDC_ISSUER, isRight) => {
    expect(readOidc({ ...right, OIDC_ISSUER }).oidc !== null).toBe(isRight)
  })

  it.each([
    ['https://nasaq.example/', true],
    ['https://nasaq.example:8443', true],
    ['http://127.0.0.1:8080', true],
    ['http://nasaq.example', false],
    ['https://nasaq.example/city', false],
    ['nasaq.example', false],
  ])('take the public address %s: %s', (NASAQ_PUBLIC_URL, isRight) => {
    expect(readOidc({ ...right, NASAQ_PUBLIC_URL }).oidc !== null).toBe(isRight)
  })

  it('name everything that is wrong at once', () => {
    const { oidc, faults } = readOidc({
      OIDC_CLIENT_SECRET: 'x',
      OIDC_SCOPES: 'email',
      OIDC_ROLE_CLAIM: 'groups',
      OIDC_ROLES: 'planner=a,mayor=b,admin',
      NASAQ_PUBLIC_URL: 'http://nasaq.example',
    })
    expect(oidc).toBe(null)
    expect(faults.map(({ setting }) => setting)).toEqual([
      'OIDC_ISSUER',
      'OIDC_CLIENT_ID',
      'NASAQ_PUBLIC_URL',
      'OIDC_SCOPES',
      'OIDC_ORGANISATION_CLAIM',
      'OIDC_ROLES',
      'OIDC_ROLES',
    ])
  })
})
