import { periodFault } from '../time/rules.ts'
import type { OpportunityStage } from './contract.ts'

/** Where an opportunity may go next; source: the opportunity portal's public service pages. */
const next: Record<OpportunityStage, readonly OpportunityStage[]> = {
  planned: ['prequalification', 'open', 'cancelled'],
  prequalification: ['open', 'cancelled'],
  open: ['closed', 'cancelled'],
  closed: ['opened', 'cancelled'],
  opened: ['evaluated', 'cancelled'],
  evaluated: ['awarded', 'cancelled'],
  awarded: ['contracted', 'cancelled'],
  contracted: ['handed_over', 'cancelled'],
  handed_over: ['operating'],
  operating: ['returned'],
  returned: [],
  cancelled: [],
}

/** May it go there? Staying is always allowed. */
export function mayGo(from: OpportunityStage, to: OpportunityStage): boolean {
  return from === to || next[from].includes(to)
}

/** The stages that may be chosen for a site: its own, and those that follow. */
export function stagesFrom(stage: OpportunityStage): readonly OpportunityStage[] {
  return [stage, ...next[stage]]
}

interface Deadlines {
  questionsUntil: string | null
  bidsUntil: string | null
}

/** What the deadlines may be refused for, and at which member; null when they are in order. */
export function deadlineFault({
  questionsUntil,
  bidsUntil,
}: Deadlines): { path: keyof Deadlines; code: 'not_a_day' | 'out_of_range' | 'bids_before_questions' } | null {
  for (const [path, day] of [
    ['questionsUntil', questionsUntil],
    ['bidsUntil', bidsUntil],
  ] as const) {
    const fault = day === null ? null : periodFault({ start: day, end: day })
    if (fault === 'not_a_day' || fault === 'out_of_range') return { path, code: fault }
  }
  if (questionsUntil && bidsUntil && bidsUntil < questionsUntil)
    return { path: 'bidsUntil', code: 'bids_before_questions' }
  return null
}
