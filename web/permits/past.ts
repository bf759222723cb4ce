import type { Procedure } from '../../server/permits/contract.ts'
import type { Fee } from '../../server/permits/fees/contract.ts'
import { isOpen } from '../../server/permits/fees/rules.ts'

/** Does any agency still have to answer in the round that runs? */
export function isAnswered({ consultations, consulting }: Pick<Procedure, 'consultations' | 'consulting'>): boolean {
  return consultations.every(
    ({ round, answer, overruled }) => round < consulting.round || answer !== null || overruled !== null,
  )
}

/** Nobody has to do anything about it: it is paid, and the permit that it is for is given. */
export function isPast({ state }: Pick<Fee, 'state'>, hasPermit: boolean): boolean {
  return hasPermit && !isOpen({ state }) && state !== 'refunding'
}
