import type { OrganisationKind } from '../../agencies/contract.ts'
import type { DelegationState } from './contract.ts'

interface Told {
  from: string
  until: string | null
  isRevoked: boolean
}

/** How a delegation stands on a day: both its days are inside, and revoked it holds no more, whatever its days say. */
export function delegationStateOn({ from, until, isRevoked }: Told, day: string): DelegationState {
  if (isRevoked) return 'revoked'
  if (day < from) return 'to_come'
  return until !== null && day > until ? 'over' : 'in_force'
}

/** Organisations whose people answer consultations; who digs or tests for others answers for nobody. */
const answering: readonly OrganisationKind[] = ['utility', 'municipality', 'authority']

/** May an organisation of this kind be entrusted with the answers of another? */
export function mayAnswerForOthers(kind: OrganisationKind): boolean {
  return answering.includes(kind)
}
