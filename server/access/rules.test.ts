import { describe, expect, it } from 'vitest'
import { roleMay, userMay } from './rules.ts'

describe('roleMay', () => {
  it.each([
    ['admin', 'accounts.manage', true],
    ['planner', 'accounts.manage', false],
    ['utility', 'audit.read', true],
    ['investor', 'audit.read', false],
    [null, 'audit.read', false],
    [null, 'public', true],
  ] as const)('%s, %s: %s', (role, permission, expected) => expect(roleMay(role, permission)).toBe(expected))
})

describe('userMay', () => {
  it.each([
    ['utility', true, 'accounts.manage', true],
    ['utility', true, 'webhooks.manage', true],
    ['owner', true, 'audit.read', true],
    ['utility', true, 'violations.decide', false],
    ['utility', false, 'accounts.manage', false],
    ['admin', true, 'violations.decide', true],
  ] as const)('%s, an administrator: %s, %s: %s', (role, isAdmin, permission, expected) =>
    expect(userMay({ role, isAdmin }, permission)).toBe(expected),
  )
  it('lets a visitor do what is public', () => {
    expect([userMay(null, 'public'), userMay(null, 'accounts.manage')]).toEqual([true, false])
  })
})
