import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { statuses } from './contract.ts'
import { guaranteeEnd, isLive, liveStatuses, mayChange, mayDescribe, mayLeadTraffic } from './rules.ts'

describe('changing a works', () => {
  it.each(statuses.map((status) => [status]))('%s may be changed only before it is submitted', (status) =>
    expect(mayChange({ status })).toBe(['draft', 'planned', 'returned'].includes(status)),
  )

  it.each([
    ['an emergency that is dug', 'in_progress', true, null, true],
    ['an emergency that was stopped', 'suspended', true, null, true],
    ['an emergency with its permit', 'in_progress', true, 'KSA-P-1', false],
    ['an emergency that is closed again', 'reinstated', true, null, false],
    ['works without a permit', 'submitted', false, null, false],
    ['a plan', 'planned', false, null, true],
  ] as const)('the traffic of %s', (_what, status, isNotified, permitNumber, may) =>
    expect(mayLeadTraffic({ status, notifiedAt: isNotified ? '2026-11-24T06:00:00Z' : null, permitNumber })).toBe(may),
  )

  it('an emergency may be described until its application is filed', () => {
    const notifiedAt = '2026-11-24T06:00:00Z'
    expect(mayDescribe({ notifiedAt, submittedAt: null })).toBe(true)
    expect(mayDescribe({ notifiedAt, submittedAt: notifiedAt })).toBe(false)
    expect(mayDescribe({ notifiedAt: null, submittedAt: null })).toBe(false)
  })
})

describe('live statuses', () => {
  it('leave out what neither occupies nor guarantees', () => {
    expect(statuses.filter((status) => !isLive(status))).toEqual([
      'draft',
      'closed',
      'refused',
      'cancelled',
      'expired',
      'progressed',
    ])
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

describe('the end of a guarantee', () => {
  const pack = { guarantee: { months: 24, deepMonths: 36, deepFromMetres: 1.5 } }
  it.each([
    ['a shallow trench', '2026-11-24', 0.9, '2028-11-23'],
    ['exactly as deep as shallow goes', '2026-11-24', 1.5, '2028-11-23'],
    ['a deep one', '2026-11-24', 1.6, '2029-11-23'],
    ['a depth that nobody told', '2026-11-24', null, '2028-11-23'],
    ['a day that the last month lacks', '2028-02-29', 1, '2030-02-27'],
  ])('of %s', (_which, closed, depth, end) => expect(guaranteeEnd(closed, depth, pack)).toBe(end))
})
