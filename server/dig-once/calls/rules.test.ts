import { describe, expect, it } from 'vitest'
import { answerFault, callFault, stateOf } from './rules.ts'

const today = '2026-11-24'

describe('the state of a call', () => {
  it.each([
    ['before its closing day', null, '2026-11-25', 'open'],
    ['on its closing day', null, '2026-11-24', 'open'],
    ['after it', null, '2026-11-23', 'over'],
    ['once closed', '2026-11-20T08:00:00Z', '2026-11-25', 'closed'],
  ] as const)('%s', (_name, closedAt, closesOn, expected) =>
    expect(stateOf({ closedAt, closesOn }, today)).toBe(expected),
  )
})

describe('a call', () => {
  const given = { worksIds: ['a', 'b'], leadId: 'a', period: { end: '2027-01-31' }, closesOn: '2026-12-08' }
  const { worksIds: _worksIds, leadId: _leadId, ...groundless } = given

  it.each([
    ['of works', given, null],
    ['of a route', { ...groundless, route: {} }, null],
    ['without ground', groundless, 'ground_missing'],
    ['with two grounds', { ...given, route: {} }, 'ground_twice'],
    ['whose lead is none of its works', { ...given, leadId: 'c' }, 'lead_elsewhere'],
    ['with a lead and no works', { ...groundless, route: {}, leadId: 'a' }, 'lead_elsewhere'],
    ['that closes today', { ...given, closesOn: today }, null],
    ['that has closed', { ...given, closesOn: '2026-11-23' }, 'closes_past'],
    ['for days gone by', { ...given, period: { end: '2026-11-23' } }, 'period_past'],
  ] as const)('%s', (_name, call, expected) => expect(callFault(call, today)?.fault ?? null).toBe(expected))
})

describe('an answer', () => {
  it.each([
    ['interested with works', { isInterested: true, worksIds: ['a'] }, null],
    ['interested with a draft', { isInterested: true, draft: {} }, null],
    ['interested with neither', { isInterested: true }, 'works_needed'],
    ['not interested', { isInterested: false }, null],
    ['not interested, with works', { isInterested: false, worksIds: ['a'] }, 'works_unneeded'],
    ['not interested, with a draft', { isInterested: false, draft: {} }, 'works_unneeded'],
  ] as const)('%s', (_name, answer, expected) => expect(answerFault(answer)).toBe(expected))
})
