import { expect, it } from 'vitest'
import { organisationKinds } from '../../agencies/contract.ts'
import { delegationStateOn, mayAnswerForOthers } from './rules.ts'

it.each([
  ['before its first day', '2026-11-23', '2026-11-30', false, 'to_come'],
  ['on its first day', '2026-11-24', '2026-11-30', false, 'in_force'],
  ['on its last day', '2026-11-30', '2026-11-30', false, 'in_force'],
  ['after its last day', '2026-12-01', '2026-11-30', false, 'over'],
  ['without a last day', '2036-12-01', null, false, 'in_force'],
  ['that was revoked', '2026-11-25', '2026-11-30', true, 'revoked'],
  ['that was revoked before it came', '2026-11-23', null, true, 'revoked'],
] as const)('a delegation %s', (_what, day, until, isRevoked, state) =>
  expect(delegationStateOn({ from: '2026-11-24', until, isRevoked }, day)).toBe(state),
)

it('is given to organisations that are asked themselves', () => {
  expect(organisationKinds.filter(mayAnswerForOthers)).toEqual(['utility', 'municipality', 'authority'])
})
