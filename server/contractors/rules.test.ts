import { describe, expect, it } from 'vitest'
import type { BanState } from './contract.ts'
import { banStateOn } from './rules.ts'

type Case = readonly [from: string, until: string | null, isLifted: boolean, day: string, state: BanState]

const cases: readonly Case[] = [
  ['2026-12-01', '2026-12-31', false, '2026-11-30', 'to_come'],
  ['2026-12-01', '2026-12-31', false, '2026-12-01', 'in_force'],
  ['2026-12-01', '2026-12-31', false, '2026-12-31', 'in_force'],
  ['2026-12-01', '2026-12-31', false, '2027-01-01', 'over'],
  ['2026-12-01', '2026-12-01', false, '2026-12-01', 'in_force'],
  ['2026-12-01', null, false, '2026-11-30', 'to_come'],
  ['2026-12-01', null, false, '2036-12-01', 'in_force'],
  ['2026-12-01', null, true, '2026-12-01', 'lifted'],
  ['2026-12-01', '2026-12-31', true, '2026-11-30', 'lifted'],
  ['2026-12-01', '2026-12-31', true, '2027-01-01', 'lifted'],
]

describe('a ban', () => {
  it.each(cases)('from %s until %s, lifted: %s, is on %s %s', (from, until, isLifted, day, state) =>
    expect(banStateOn({ from, until, isLifted }, day)).toBe(state),
  )
})
