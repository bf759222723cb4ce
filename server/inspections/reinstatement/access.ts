import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import type { Status, Works } from '../../works/contract.ts'

const recordable: readonly Status[] = ['in_progress', 'suspended', 'reinstated']

/**
 * From the first day of digging until it is accepted: what was accepted stays as it was, and what was stopped before anybody dug has
 * no ground that could be closed.
 */
export function isRecordable({ status, actualPeriod }: Pick<Works, 'status' | 'actualPeriod'>): boolean {
  return recordable.includes(status) && (status !== 'suspended' || actualPeriod !== null)
}

/** Whose works it is, who digs it, and the office on whose ground it lies. */
export function isRecorder(actor: Actor, works: Pick<Works, 'agencyId' | 'contractorId' | 'municipalityIds'>): boolean {
  const { agencyId, contractorId, municipalityIds } = works
  return (
    allows(actor, 'reinstatements.record', { agencyId, municipalityIds }) ||
    allows(actor, 'reinstatements.record', { agencyId: contractorId })
  )
}

export function mayRecord(actor: Actor, works: Works): boolean {
  return isRecordable(works) && isRecorder(actor, works)
}
