import { describe, expect, it } from 'vitest'
import { expiryOf, stateOf } from './key-state.ts'

const now = new Date('2026-11-26T09:00:00Z')

describe('a key', () => {
  it.each([
    [null, null, 'active'],
    [null, '2026-11-26T09:00:01Z', 'active'],
    [null, '2026-11-26T09:00:00Z', 'expired'],
    ['2026-11-25T09:00:00Z', '2026-11-26T08:00:00Z', 'revoked'],
  ] as const)('revoked %s, good until %s: %s', (revokedAt, expiresAt, expected) =>
    expect(stateOf({ revokedAt, expiresAt }, now)).toBe(expected),
  )

  it('is made for days from now, or without end', () => {
    expect(expiryOf('90', now)).toBe('2027-02-24T09:00:00.000Z')
    expect(expiryOf('0', now)).toBe(null)
  })
})
