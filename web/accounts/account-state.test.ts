import { describe, expect, it } from 'vitest'
import { statesOf } from './account-state.ts'

const now = new Date('2026-11-26T09:00:00Z')
const [past, coming] = ['2026-11-26T08:59:59Z', '2026-11-26T09:05:00Z']

describe('the state of an account', () => {
  it.each([
    ['active', null, null, ['account.status.active']],
    ['active', null, past, ['account.status.active']],
    ['active', null, coming, ['account.locked']],
    ['active', coming, null, ['account.awaitsPassword']],
    ['active', past, null, ['account.resetEnded']],
    ['active', coming, coming, ['account.awaitsPassword', 'account.locked']],
    ['invited', coming, null, ['account.status.invited']],
    ['invited', past, null, ['account.inviteEnded']],
    ['suspended', null, coming, ['account.status.suspended']],
  ] as const)('%s, ticket until %s, locked until %s: %j', (status, ticketUntil, lockedUntil, expected) =>
    expect(statesOf({ status, ticketUntil, lockedUntil }, now).map(({ words }) => words)).toEqual(expected),
  )
})
