import { describe, expect, it } from 'vitest'
import type { OutboxEntry } from '../offline/contract.ts'
import { signedBefore } from './signed-before.ts'

const now = new Date('2026-11-27T12:00:00.000Z')
const record = (id: string, more: Partial<OutboxEntry>) =>
  ({ id, operation: 'record', state: 'sent', savedAt: '2026-11-27T08:00:00.000Z', ...more }) as OutboxEntry
const week = '2026-11-21T08:00:00.000Z'

describe('an errand that is opened again', () => {
  it.each([
    ['was signed', { errand: 'v' }, 'a'],
    ['was signed days ago', { errand: 'v', savedAt: week }, 'a'],
    ['was sent beside another’s', { errand: 'v', state: 'waiting' }, 'a'],
    ['was signed before errands were noted', { visitId: 'v' }, 'a'],
    ['is another visit', { errand: 'w', visitId: 'v' }, null],
    ['is only said to be gone on', { errand: 'v', operation: 'visit' }, null],
  ] as const)('for a visit that %s', (_, more, id) => {
    expect(signedBefore([record('a', more)], { key: 'v', isPlanned: true }, now)?.id ?? null).toBe(id)
  })

  it.each([
    ['signed lately', {}, 'a'],
    ['signed days ago', { savedAt: week }, null],
    ['signed days ago and not sent', { savedAt: week, state: 'needs_you' }, 'a'],
  ] as const)('without a visit, for works %s', (_, more, id) => {
    const before = record('a', { errand: 'w investigation', ...more })
    expect(signedBefore([before], { key: 'w investigation', isPlanned: false }, now)?.id ?? null).toBe(id)
  })

  it('shows the last that was signed', () => {
    const both = [record('b', { errand: 'v', savedAt: '2026-11-27T09:00:00.000Z' }), record('a', { errand: 'v' })]
    expect(signedBefore(both, { key: 'v', isPlanned: true }, now)?.id).toBe('b')
  })
})
