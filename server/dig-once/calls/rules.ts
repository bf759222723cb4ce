import { addDays } from '../../time/rules.ts'
import type { Category, Status } from '../../works/contract.ts'
import { canShare } from '../rules.ts'
import type { CallState } from './contract.ts'

/** Where a call stands on a day; its closing day still takes answers. */
export function stateOf(
  { closedAt, closesOn }: { closedAt: string | null; closesOn: string },
  today: string,
): CallState {
  if (closedAt !== null) return 'closed'
  return closesOn < today ? 'over' : 'open'
}

/**
 * When a call closes that does not say: as many days from now as the rule pack gives, but before the days it is about begin,
 * for who answers then can still move.
 */
export function usualClosing(period: { start: string }, today: string, callDays: number): string {
  const [closing] = [addDays(today, callDays), addDays(period.start, -1)].sort()
  return closing === undefined || closing < today ? today : closing
}

export type CallFault =
  | 'ground_missing'
  | 'ground_twice'
  | 'lead_elsewhere'
  | 'closes_past'
  | 'period_past'
  | 'closes_late'

/** What of a call cannot be: it names its ground once, and there is time to answer it. */
export function callFault(
  given: {
    route?: unknown
    worksIds?: readonly string[]
    leadId?: string
    period: { end: string }
    closesOn: string
  },
  today: string,
): { path: string; fault: CallFault } | null {
  const { route, worksIds, leadId, period, closesOn } = given
  if (route === undefined && worksIds === undefined) return { path: 'route', fault: 'ground_missing' }
  if (route !== undefined && worksIds !== undefined) return { path: 'route', fault: 'ground_twice' }
  if (leadId !== undefined && !worksIds?.includes(leadId)) return { path: 'leadId', fault: 'lead_elsewhere' }
  if (closesOn < today) return { path: 'closesOn', fault: 'closes_past' }
  if (period.end < today) return { path: 'period', fault: 'period_past' }
  if (closesOn > period.end) return { path: 'closesOn', fault: 'closes_late' }
  return null
}

export type AnswerFault = 'works_needed' | 'works_unneeded'

/** What of an answer cannot be: interest comes with works or a draft, and nothing else does. */
export function answerFault({
  isInterested,
  worksIds,
  draft,
}: {
  isInterested: boolean
  worksIds?: readonly string[]
  draft?: unknown
}): AnswerFault | null {
  const hasWorks = worksIds !== undefined || draft !== undefined
  if (isInterested && !hasWorks) return 'works_needed'
  if (!isInterested && hasWorks) return 'works_unneeded'
  return null
}

/** May a call be answered with this works? With what is still a plan, also one that is not announced; an emergency waits for nobody. */
export function mayAnswerWith(works: { status: Status; category: Category }): boolean {
  return canShare(works.status === 'draft' ? { ...works, status: 'planned' } : works)
}
