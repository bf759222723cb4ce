import type { Calling } from '../../../server/meeting/contract.ts'
import type { NewMeeting } from '../../../server/meeting/held/contract.ts'

/** Whom a meeting concerns, who of them is left out, and who is asked beside them. */
export interface Asking {
  concerned: Calling['concerned']
  leftOut: readonly string[]
  added: readonly string[]
}

export const askedAnew = ({ concerned }: Pick<Calling, 'concerned'>): Asking => ({ concerned, leftOut: [], added: [] })

/** Asks an agency that its agenda concerns, or leaves it out. */
export function toggled(asking: Asking, agencyId: string): Asking {
  const { leftOut } = asking
  const isOut = leftOut.includes(agencyId)
  return { ...asking, leftOut: isOut ? leftOut.filter((id) => id !== agencyId) : [...leftOut, agencyId] }
}

/** How many are asked. */
export function countOf({ concerned, leftOut, added }: Asking): number {
  return concerned.length - leftOut.length + added.length
}

/** What is sent of it; nothing where all whom it concerns are asked and nobody else. */
export function sentOf({ leftOut, added }: Asking): Pick<NewMeeting, 'agencyIds' | 'leftOutIds'> {
  return {
    ...(added.length > 0 ? { agencyIds: [...added] } : {}),
    ...(leftOut.length > 0 ? { leftOutIds: [...leftOut] } : {}),
  }
}
