import type { Case, NewCaseAnswer, NewDecision, NewMeasure, NewProposal } from '../../server/cases/contract.ts'
import { write } from '../api.ts'
import { isReason } from '../permits/reason.ts'

export type MeasureDeed = 'propose' | 'counter' | 'decide'

/** A measure on its way to be drawn up: what for, and what was seen when that began. */
export interface MeasureAsked {
  deed: MeasureDeed
  room: Case
  /** What a counter-proposal answers. */
  proposalId: string | null
}

/** The first proposal may come without a word; who counters or decides says why. */
export function needsWords({ deed }: Pick<MeasureAsked, 'deed'>): boolean {
  return deed !== 'propose'
}

/** What is decided holds for the works as they were seen; a proposal is tried on them as they are. */
export function rulesOverWorks({ deed }: Pick<MeasureAsked, 'deed'>): boolean {
  return deed === 'decide'
}

export function sendMeasure({ deed, room, proposalId }: MeasureAsked, measure: NewMeasure, words: string) {
  const path = `/api/cases/${room.id}`
  if (deed === 'propose') {
    const note = isReason(words) ? { note: words } : {}
    return write<Case>('POST', `${path}/proposals`, { measure, ...note } satisfies NewProposal)
  }
  if (deed === 'counter') {
    const given: NewCaseAnswer = { answer: 'counter', reason: words, measure }
    return write<Case>('POST', `${path}/proposals/${proposalId}/answers`, given)
  }
  const given: NewDecision = { works: versionsOf(room), reason: words, measure }
  return write<Case>('POST', `${path}/decision`, given)
}

/** The works as whoever decides has seen them. */
export function versionsOf({ works }: Case): NewDecision['works'] {
  return works.map(({ id, version }) => ({ id, version }))
}
