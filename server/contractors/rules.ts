import type { BanState } from './contract.ts'

interface Told {
  from: string
  until: string | null
  isLifted: boolean
}

/** How a ban stands on a day: both its days are inside, and lifted it holds no more, whatever its days say. */
export function banStateOn({ from, until, isLifted }: Told, day: string): BanState {
  if (isLifted) return 'lifted'
  if (day < from) return 'to_come'
  return until !== null && day > until ? 'over' : 'in_force'
}
