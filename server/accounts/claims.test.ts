import { describe, expect, it } from 'vitest'
import { namesOf, organisationOf, refusalToLink, roleOf, verifiedEmail } from './claims.ts'

const mapping = {
  organisation: 'agency',
  role: 'realm_access.roles',
  roles: [
    ['admin', 'nasaq-admin'],
    ['planner', 'nasaq-planner'],
    ['utility', 'nasaq-utility'],
  ],
} as const

describe('the organisation', () => {
  it.each([
    ['WATER', 'WATER'],
    [['WATER'], 'WATER'],
    [['WATER', 'WATER'], 'WATER'],
    [['WATER', 'POWER'], null],
    ['', null],
    [undefined, null],
    [{ code: 'WATER' }, null],
    [7, null],
  ])('of the claim %j is %j', (agency, code) => expect(organisationOf({ agency }, mapping)).toBe(code))

  it('may be named by an address, or stand deeper', () => {
    const address = { ...mapping, organisation: 'https://id.example/agency' }
    expect(organisationOf({ 'https://id.example/agency': 'WATER' }, address)).toBe('WATER')
    expect(organisationOf({ a: { b: 'WATER' } }, { ...mapping, organisation: 'a.b' })).toBe('WATER')
    expect(organisationOf({}, { ...mapping, organisation: 'constructor.name' })).toBe(null)
  })
})

describe('the role', () => {
  const given = (roles: unknown, kind: Parameters<typeof roleOf>[2]) =>
    roleOf({ realm_access: { roles } }, mapping, kind)
  it.each([
    ['nasaq-planner', 'municipality', 'planner'],
    [['other', 'nasaq-planner'], 'municipality', 'planner'],
    [['nasaq-planner', 'nasaq-admin'], 'municipality', 'admin'],
    [['nasaq-planner', 'nasaq-utility'], 'utility', 'utility'],
    [['nasaq-planner'], 'utility', null],
    ['planner', 'municipality', null],
    ['NASAQ-PLANNER', 'municipality', null],
    [[], 'municipality', null],
    [undefined, 'municipality', null],
    [{ 'nasaq-planner': true }, 'municipality', null],
  ] as const)('of %j in a %s is %j', (roles, kind, role) => expect(given(roles, kind)).toBe(role))
})

describe('the e-mail', () => {
  it.each([
    ['Noura@Water.example', true, 'noura@water.example'],
    ['noura@water.example', false, null],
    ['noura@water.example', 'true', null],
    ['noura@water.example', undefined, null],
    ['\u212Aamal@water.example', true, null],
    ['noura@w\u0430ter.example', true, null],
    ['noura', true, null],
    ['a b@water.example', true, null],
    [undefined, true, null],
    [['noura@water.example'], true, null],
  ])('%j, verified %j, is %j', (email, email_verified, expected) =>
    expect(verifiedEmail({ email, email_verified })).toBe(expected),
  )
})

describe('the names', () => {
  it.each([
    [
      { name: 'Noura', 'name#ar': 'نورة' },
      { ar: 'نورة', en: 'Noura' },
    ],
    [{ preferred_username: 'noura' }, { ar: 'noura', en: 'noura' }],
    [{ name: ' \u0000 ' }, { ar: 'a@b.example', en: 'a@b.example' }],
    [{ name: 'x'.repeat(300) }, { ar: 'x'.repeat(200), en: 'x'.repeat(200) }],
    [{ name: 7 }, { ar: 'a@b.example', en: 'a@b.example' }],
  ])('of %j', (claims, names) => expect(namesOf(claims, 'a@b.example')).toEqual(names))

  it('are never cut through a letter of two halves', () => {
    const name = `${'x'.repeat(199)}😀`
    expect(namesOf({ name: `${name}y` }, 'a@b.example').en).toBe(name)
  })
})

describe('an account with the same e-mail', () => {
  const now = new Date('2026-11-24T06:00:00Z')
  it.each([
    ['invited', false, '2026-11-25T00:00:00Z', null],
    ['invited', false, '2026-11-24T06:00:00Z', 'invitation'],
    ['invited', false, null, 'invitation'],
    ['invited', true, '2026-11-25T00:00:00Z', 'email_taken'],
    ['active', false, null, 'email_taken'],
    ['active', false, '2026-11-25T00:00:00Z', 'email_taken'],
    ['suspended', false, '2026-11-25T00:00:00Z', 'suspended'],
  ] as const)('%s, linked %s, ticket until %s: %s', (status, isLinked, ticketUntil, refusal) =>
    expect(refusalToLink({ status, isLinked, ticketUntil }, now)).toBe(refusal),
  )
})
