import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { statuses, worksEvents } from './contract.ts'
import { isLive, liveStatuses, mayChange, nextStatus } from './rules.ts'

describe('the lifecycle so far', () => {
  const planned: Record<string, string> = { draft: 'planned' }
  const cancelled = ['draft', 'planned', 'submitted', 'in_coordination', 'approved', 'permitted', 'returned']
  const over = ['closed', 'refused', 'cancelled', 'expired', 'reinstated', 'in_guarantee']

  it.each(statuses.map((status) => [status]))('plan from %s', (status) => {
    const refusal = over.includes(status) ? 'already_over' : 'already_planned'
    expect(nextStatus(status, 'plan')).toEqual(planned[status] ? { status: planned[status] } : { refusal })
  })

  it.each(statuses.map((status) => [status]))('cancel from %s', (status) => {
    const refusal = over.includes(status) ? 'already_over' : 'digging'
    expect(nextStatus(status, 'cancel')).toEqual(cancelled.includes(status) ? { status: 'cancelled' } : { refusal })
  })

  it('knows two events', () => expect(worksEvents).toEqual(['plan', 'cancel']))

  it.each(statuses.map((status) => [status]))('%s may be changed only before it is submitted', (status) =>
    expect(mayChange(status)).toBe(['draft', 'planned', 'returned'].includes(status)),
  )
})

describe('live statuses', () => {
  it('leave out what neither occupies nor guarantees', () => {
    expect(statuses.filter((status) => !isLive(status))).toEqual(['draft', 'closed', 'refused', 'cancelled', 'expired'])
  })

  it.each([['../../migrations/0006_works.ts'], ['../coordination/pairs.sql'], ['../coordination/register.ts']])(
    'are the same list in %s, or the partial index would not be used',
    (file) => {
      const text = readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8')
      const list = /status in \(('planned'[^)]*)\)/.exec(text)?.[1]?.match(/\w+/g)
      expect(list).toEqual([...liveStatuses])
    },
  )
})
