import { describe, expect, it } from 'vitest'
import { roleMay } from './rules.ts'

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
