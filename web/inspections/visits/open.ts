import { openVisitStates, type VisitState } from '../../../server/inspections/visits/contract.ts'

/** Is somebody still to go there? */
export function isOpen(state: VisitState): boolean {
  return openVisitStates.some((open) => open === state)
}
