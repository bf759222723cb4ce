import type { CallState } from './contract.ts'

/** Where a call stands on a day; its closing day still takes answers. */
export function stateOf(
  { closedAt, closesOn }: { closedAt: string | null; closesOn: string },
  today: string,
): CallState {
  if (closedAt !== null) return 'closed'
  return closesOn < today ? 'over' : 'open'
}

export type CallFault = 'ground_missing' | 'ground_twice' | 'lead_elsewhere' | 'closes_past' | 'period_past'

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
