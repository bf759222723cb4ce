import { describe, expect, it } from 'vitest'
import { organisationKinds } from '../agencies/contract.ts'
import { keyRoleOf, passwordFault, rolesOf, statusAfter, wholeScopes, workingRole } from './rules.ts'

describe('roles', () => {
  it('of the office are given only in organisations that answer for ground', () => {
    for (const kind of organisationKinds)
      expect(rolesOf[kind].includes('planner'), kind).toBe(kind === 'municipality' || kind === 'authority')
  })

  it('of software are ones that people of the organisation may have', () => {
    for (const kind of organisationKinds) expect(rolesOf[kind]).toContain(keyRoleOf[kind])
  })
})

describe('an administrator', () => {
  it.each([
    ['utility', [], 'utility'],
    ['municipality', ['west'], 'admin'],
    ['municipality', [], 'planner'],
    ['authority', 'everywhere', 'admin'],
    [null, [], 'owner'],
  ] as const)('of a %s with the ground %o works as %s', (kind, ground, expected) =>
    expect(workingRole('admin', { kind, ground })).toBe(expected),
  )
})

describe('the scopes of a key', () => {
  it.each([
    [['works.write'], ['works.read', 'works.write']],
    [['conflicts.read'], ['works.read', 'conflicts.read']],
    [
      ['works.assess', 'works.read'],
      ['works.read', 'works.assess'],
    ],
    [['reports.manage'], ['reports.manage']],
    [[], []],
  ] as const)('%j are whole as %j', (asked, whole) => expect(wholeScopes(asked)).toEqual(whole))
})

describe('the status of an account', () => {
  it.each([
    ['active', 'suspend', true, { status: 'suspended' }],
    ['invited', 'suspend', false, { status: 'suspended' }],
    ['suspended', 'suspend', true, { refusal: 'already_suspended' }],
    ['suspended', 'restore', true, { status: 'active' }],
    ['suspended', 'restore', false, { status: 'invited' }],
    ['active', 'restore', true, { refusal: 'not_suspended' }],
    ['invited', 'invite', false, { status: 'invited' }],
    ['active', 'invite', true, { refusal: 'already_active' }],
    ['suspended', 'invite', true, { refusal: 'is_suspended' }],
    ['active', 'reset', true, { status: 'active' }],
    ['invited', 'reset', false, { refusal: 'is_invited' }],
    ['suspended', 'reset', true, { refusal: 'is_suspended' }],
    ['active', 'sign_out', true, { status: 'active' }],
    ['suspended', 'sign_out', true, { status: 'suspended' }],
  ] as const)('%s, %s (with a secret: %s)', (status, event, hasSecret, expected) => {
    expect(statusAfter(status, event, hasSecret)).toEqual(expected)
  })
})

describe('a password', () => {
  const common = new Set(['password1234', 'qwertyuiop12'])
  const own = ['noura.alharbi@water.example', 'نورة الحربي', 'Noura Alharbi']
  it.each([
    ['password1234', 'common'],
    ['PASSWORD1234', 'common'],
    ['aaaaaaaaaaaa', 'common'],
    ['abababababab', 'common'],
    ['nouraalharbi', 'personal'],
    ['Noura-Alharbi1', 'personal'],
    ['الحربي-نورة-1', 'personal'],
    ['three brown camels', null],
    ['alharbi and the nine wells', null],
    ['كلمة مرور طويلة', null],
  ])('%s: %s', (password, fault) => expect(passwordFault(password, { common, own })).toBe(fault))
})
