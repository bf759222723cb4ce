import { describe, expect, it } from 'vitest'
import { permitStateOf } from './rules.ts'

const valid = { start: '2026-12-01', end: '2026-12-31' }

describe('a permit', () => {
  it.each([
    ['the day before it begins', 'permitted', '2026-11-30', 'not_begun'],
    ['on its first day', 'permitted', '2026-12-01', 'in_force'],
    ['while it is dug', 'in_progress', '2026-12-15', 'in_force'],
    ['on its last day', 'in_progress', '2026-12-31', 'in_force'],
    ['the day after, still open', 'in_progress', '2027-01-01', 'over'],
    ['the day after, never begun', 'permitted', '2027-01-01', 'over'],
    ['while work is stopped', 'suspended', '2026-12-15', 'suspended'],
    ['once the ground is closed', 'reinstated', '2026-12-20', 'finished'],
    ['in its guarantee', 'in_guarantee', '2027-06-01', 'finished'],
    ['after the clearance', 'closed', '2029-01-01', 'finished'],
    ['of a works that was cancelled', 'cancelled', '2026-12-15', 'void'],
    ['that ran out unused', 'expired', '2027-01-05', 'void'],
    ['of a works that is not to be seen', null, '2026-12-15', 'void'],
  ] as const)('%s', (_when, status, today, state) => expect(permitStateOf(valid, status, today)).toBe(state))
})
