import type { Period } from '../time/contract.ts'
import type { Status } from '../works/contract.ts'
import type { PermitState } from './contract.ts'

const finished: readonly Status[] = ['reinstated', 'in_guarantee', 'closed']

/** What a permit is worth on a day, by how its works stands; `null` where whoever asks does not see the works any more. */
export function permitStateOf(valid: Period, status: Status | null, today: string): PermitState {
  if (status === 'suspended') return 'suspended'
  if (status !== null && finished.includes(status)) return 'finished'
  if (status !== 'permitted' && status !== 'in_progress') return 'void'
  if (today < valid.start) return 'not_begun'
  return today > valid.end ? 'over' : 'in_force'
}
