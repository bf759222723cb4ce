import type { Status } from '../../server/works/contract.ts'

const undecided: readonly Status[] = ['draft', 'planned', 'submitted', 'in_coordination', 'returned']

/** Its application was decided: until then the plan is what a works is about. */
export function isDecided({ status }: { status: Status }): boolean {
  return !undecided.includes(status)
}
