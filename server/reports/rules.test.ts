import { expect, it } from 'vitest'
import { organisationKinds } from '../agencies/contract.ts'
import { type ReportDeed, type ReporterDeed, reportStatuses } from './contract.ts'
import {
  dealsWithReports,
  isOpen,
  mayStep,
  type ReportFacts,
  type ReportParty,
  reportStep,
  undisputedBecause,
} from './rules.ts'

it('is open until it is solved, turned down or found to be another', () => {
  expect(reportStatuses.filter(isOpen)).toEqual(['received', 'routed', 'in_progress', 'disputed'])
  expect(reportStatuses.filter((status) => !isOpen(status))).toEqual(['solved', 'confirmed', 'rejected', 'duplicate'])
})

it('is passed to those whose people can deal with it', () => {
  expect(organisationKinds.filter(dealsWithReports)).toEqual(['utility', 'municipality', 'authority'])
})

const photo = { metres: 12, withinMetres: 100, isOld: false }
const facts: ReportFacts = { status: 'received', isWithOffice: false, isDisputedOnce: false, isDisputeOver: false, closedBy: null, isRated: false, hasReason: true, photo } // biome-ignore format: one line

it.each<[ReportDeed | ReporterDeed, ReportParty, Partial<ReportFacts>, string]>([
  ['take', 'office', {}, 'in_progress'],
  ['take', 'asked', { status: 'routed' }, 'in_progress'],
  ['take', 'asked', { status: 'disputed' }, 'in_progress'],
  ['take', 'asked', { status: 'in_progress' }, 'taken'],
  ['take', 'asked', { status: 'solved' }, 'ended'],
  ['take', 'reporter', {}, 'not_yours'],
  ['solve', 'asked', { status: 'in_progress' }, 'solved'],
  ['solve', 'office', { status: 'disputed' }, 'solved'],
  ['solve', 'asked', { photo: null }, 'photo_missing'],
  ['solve', 'asked', { photo: { ...photo, metres: null } }, 'photo_placeless'],
  ['solve', 'asked', { photo: { ...photo, metres: 101 } }, 'photo_elsewhere'],
  ['solve', 'asked', { photo: { ...photo, metres: 100 } }, 'solved'],
  ['solve', 'asked', { photo: { ...photo, isOld: true } }, 'photo_old'],
  ['solve', 'asked', { status: 'rejected' }, 'ended'],
  ['pass_on', 'office', { status: 'disputed' }, 'routed'],
  ['pass_on', 'asked', {}, 'not_yours'],
  ['hand_back', 'asked', { status: 'routed' }, 'received'],
  ['hand_back', 'asked', { status: 'routed', isWithOffice: true }, 'with_office'],
  ['hand_back', 'asked', { status: 'routed', hasReason: false }, 'reason_missing'],
  ['hand_back', 'office', { status: 'routed' }, 'not_yours'],
  ['reject', 'office', {}, 'rejected'],
  ['reject', 'office', { hasReason: false }, 'reason_missing'],
  ['reject', 'asked', {}, 'not_yours'],
  ['double', 'office', {}, 'duplicate'],
  ['double', 'office', { status: 'solved' }, 'ended'],
  ['reopen', 'office', { status: 'solved' }, 'routed'],
  ['reopen', 'office', { status: 'rejected' }, 'routed'],
  ['reopen', 'office', { status: 'in_progress' }, 'still_open'],
  ['reopen', 'asked', { status: 'solved' }, 'not_yours'],
  ['confirm', 'reporter', { status: 'solved' }, 'confirmed'],
  ['confirm', 'reporter', { status: 'in_progress' }, 'not_solved'],
  ['confirm', 'office', { status: 'solved' }, 'not_yours'],
  ['dispute', 'reporter', { status: 'solved' }, 'disputed'],
  ['dispute', 'reporter', { status: 'confirmed' }, 'ended'],
  ['dispute', 'reporter', { status: 'solved', isDisputedOnce: true }, 'disputed_before'],
  ['dispute', 'reporter', { status: 'solved', isDisputeOver: true }, 'dispute_over'],
  ['dispute', 'reporter', { status: 'solved', hasReason: false }, 'reason_missing'],
  ['dispute', 'reporter', { status: 'solved', closedBy: 'works_closed' }, 'works_closed'],
  ['dispute', 'reporter', { status: 'solved', closedBy: 'defect_verified' }, 'defect_verified'],
  ['rate', 'reporter', { status: 'solved' }, 'solved'],
  ['rate', 'reporter', { status: 'confirmed', hasReason: false }, 'confirmed'],
  ['rate', 'reporter', { status: 'rejected' }, 'rejected'],
  ['rate', 'reporter', { status: 'disputed' }, 'not_solved'],
  ['rate', 'reporter', { status: 'duplicate' }, 'ended'],
  ['rate', 'reporter', { status: 'solved', isRated: true }, 'rated_before'],
  ['rate', 'office', { status: 'solved' }, 'not_yours'],
])('%s by the %s, %j: %s', (event, party, more, expected) => {
  const step = reportStep(event, [party], { ...facts, ...more })
  expect(step.status ?? step.refusal).toBe(expected)
})

it('offers what lacks only what the doing asks for', () => {
  const bare = { ...facts, hasReason: false, photo: null }
  expect(mayStep('solve', ['asked'], bare)).toBe(true)
  expect(mayStep('reject', ['office'], bare)).toBe(true)
  expect(mayStep('hand_back', ['asked'], { ...bare, isWithOffice: true })).toBe(false)
})

it('says why a solution cannot be disputed, and nothing of what is no solution', () => {
  const solved = { ...facts, status: 'solved' as const, hasReason: false }
  expect(undisputedBecause(solved)).toBeNull()
  expect(undisputedBecause({ ...solved, isDisputeOver: true })).toBe('dispute_over')
  expect(undisputedBecause({ ...solved, closedBy: 'works_closed' })).toBe('works_closed')
  expect(undisputedBecause({ ...solved, status: 'rejected', isDisputeOver: true })).toBeNull()
})
