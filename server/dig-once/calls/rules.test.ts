import { describe, expect, it } from 'vitest'
import { answerFault, callFault, mayAnswerWith, stateOf, usualClosing } from './rules.ts'

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
    ['that closes on the last of its days', { ...given, closesOn: '2027-01-31' }, null],
    ['that closes after its days', { ...given, closesOn: '2027-02-01' }, 'closes_late'],
    ['for days gone by', { ...given, period: { end: '2026-11-23' } }, 'period_past'],
  ] as const)('%s', (_name, call, expected) => expect(callFault(call, today)?.fault ?? null).toBe(expected))
})

describe('the closing day of a call that names none', () => {
  it.each([
    ['is so many days from now', '2027-01-10', '2026-12-08'],
    ['is before the days it is about', '2026-12-05', '2026-12-04'],
    ['is today where these begin tomorrow', '2026-11-25', today],
    ['is today where these have begun', '2026-11-01', today],
  ] as const)('%s', (_name, start, expected) => expect(usualClosing({ start }, today, 14)).toBe(expected))
})

describe('a works that a call is answered with', () => {
  it.each([
    ['a draft', 'draft', 'planned', true],
    ['a plan', 'planned', 'planned', true],
    ['one with a permit', 'permitted', 'planned', true],
    ['one that has begun', 'in_progress', 'planned', false],
    ['one that is over', 'cancelled', 'planned', false],
    ['an emergency', 'draft', 'emergency', false],
  ] as const)('may be %s or not', (_name, status, category, expected) =>
    expect(mayAnswerWith({ status, category })).toBe(expected),
  )
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
