import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import { addDays, daysOf } from '../time/rules.ts'
import { dueAfter } from '../time/working-days.ts'
import type { Category, Status } from '../works/contract.ts'
import { byPermit } from '../works/lifecycle/rules.ts'
import type { CaseDeed, CaseState, MeasureKind, Trial } from './contract.ts'

/** How whoever acts stands to a case. */
export interface CaseStanding {
  /** Acts for an organisation whose works are in it. */
  isParty: boolean
  /** Acts for the office that decides on the ground of what caused it. */
  isOffice: boolean
  /** The works that caused it are theirs: the first word is too. */
  isCause: boolean
}

type Tried = Pick<Trial, 'complete' | 'blocking' | 'refusal'>

export interface CaseFacts {
  state: CaseState
  standing: CaseStanding
  /** Anything was ever proposed since it was opened. */
  hasProposals: boolean
  /** What stands proposed and waits for answers. */
  proposed: { isOwn: boolean; isAnswered: boolean } | null
}

export const caseRefusals = [
  'not_a_party',
  'not_the_office',
  'ended',
  'waits_for_office',
  'cause_first',
  'answer_first',
  'nothing_proposed',
  'answered',
  'not_feasible',
  'unknown_findings',
  'leaves_blocking',
] as const
export type CaseRefusal = (typeof caseRefusals)[number]

const ended: readonly CaseState[] = ['settled', 'closed']

/** What stands against a deed in a case; null where nothing does. */
export function caseRefusal(deed: CaseDeed, facts: CaseFacts): CaseRefusal | null {
  const { standing, state } = facts
  if (deed === 'decide' && !standing.isOffice) return 'not_the_office'
  if (!standing.isParty && !standing.isOffice) return 'not_a_party'
  if (ended.includes(state)) return 'ended'
  if (deed === 'write' || deed === 'decide') return null
  if (state === 'agreed') return 'waits_for_office'
  return deed === 'propose' ? proposing(facts) : answering(facts)
}

/** The first word is of whoever caused it, as long as their time runs; the office may always speak. */
function proposing({ standing, state, hasProposals, proposed }: CaseFacts): CaseRefusal | null {
  if (!hasProposals && state === 'open' && !standing.isCause && !standing.isOffice) return 'cause_first'
  return proposed && standing.isParty && !proposed.isOwn && !proposed.isAnswered ? 'answer_first' : null
}

function answering({ standing, proposed }: CaseFacts): CaseRefusal | null {
  if (!standing.isParty) return 'not_a_party'
  if (!proposed) return 'nothing_proposed'
  return proposed.isAnswered ? 'answered' : null
}

/** Nothing is agreed or decided that leaves or makes a blocking finding, or of which that is not known. */
export function trialRefusal({ complete, blocking, refusal }: Tried): CaseRefusal | null {
  if (refusal) return 'not_feasible'
  if (!complete) return 'unknown_findings'
  return blocking.length > 0 ? 'leaves_blocking' : null
}

/** Whether a works goes by a permit, which only the office changes. */
export function goesByPermit(status: Status): boolean {
  return (byPermit as readonly Status[]).includes(status)
}

/** What all have accepted is carried out; but only the office waives a finding, links works over one, or changes what it has given a permit for. */
export function stateOnceAgreed(kind: MeasureKind, changed: readonly Status[]): 'agreed' | 'settled' {
  return kind === 'as_is' || kind === 'shared_trench' || changed.some(goesByPermit) ? 'agreed' : 'settled'
}

/** By when the office decides what the parties have agreed on. */
export function officeDue(from: Date, pack: Parameters<typeof dueAfter>[2] & Pick<RulePack, 'cases'>): Date {
  return dueAfter(from, pack.cases.officeHours, pack)
}

/** When the next turn ends: on the working-day clock, and never after the last day of the case. */
export function turnEnds(
  what: 'proposal' | 'answer',
  from: Date,
  lastDue: Date,
  pack: Parameters<typeof dueAfter>[2] & Pick<RulePack, 'cases'>,
): Date {
  const hours = what === 'proposal' ? pack.cases.proposalHours : pack.cases.answerHours
  const due = dueAfter(from, hours, pack)
  return due < lastDue ? due : lastDue
}

/** When the office decides, whatever is proposed until then. */
export function caseEnds(from: Date, pack: Parameters<typeof dueAfter>[2] & Pick<RulePack, 'cases'>): Date {
  return dueAfter(from, pack.cases.mostHours, pack)
}

export interface Placed {
  id: string
  category: Category
  period: Period
}

/**
 * The days of works that dig one after another, in this order: each as soon as the ground has rested after the one before
 * it, and none earlier than it meant to. The first stays where it is.
 */
export function inSequence(
  order: readonly Placed[],
  { moratoriumDays }: Pick<RulePack, 'moratoriumDays'>,
): { worksId: string; period: Period }[] {
  let free = ''
  return order.map(({ id, category, period }) => {
    const start = free > period.start ? free : period.start
    const end = addDays(start, daysOf(period) - 1)
    free = addDays(end, Math.max(category === 'road_works' ? moratoriumDays.roadWorks : moratoriumDays.other, 1))
    return { worksId: id, period: { start, end } }
  })
}
