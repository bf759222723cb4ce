import { roleMay } from '../access/rules.ts'
import { keyRoleOf } from '../accounts/rules.ts'
import type { OrganisationKind } from '../agencies/contract.ts'
import type { ReportDeed, ReporterDeed, ReportStatus, Undisputed } from './contract.ts'

/** Somebody still has to do something about it. */
export const openStatuses = ['received', 'routed', 'in_progress', 'disputed'] as const satisfies readonly ReportStatus[]

export function isOpen(status: ReportStatus): boolean {
  const open: readonly ReportStatus[] = openStatuses
  return open.includes(status)
}

/** Whether there is anybody in an organisation of this kind who can deal with a report that is passed to it. */
export function dealsWithReports(kind: OrganisationKind): boolean {
  return roleMay(keyRoleOf[kind], 'reports.manage')
}

/** As what somebody stands before a report: the office of its ground, whom it was passed to, or who sent it. */
export type ReportParty = 'office' | 'asked' | 'reporter'

/** What is known of a report, and of what is asked to be done with it. */
export interface ReportFacts {
  status: ReportStatus
  /** It is with the office of its ground itself. */
  isWithOffice: boolean
  /** It was solved and its reporter has said no before. */
  isDisputedOnce: boolean
  isDisputeOver: boolean
  /** What it led to, where that was accepted on the spot: a solution that others have judged. */
  closedBy: 'works_closed' | 'defect_verified' | null
  isRated: boolean
  hasReason: boolean
  photo: SolutionPhoto | null
}

export interface SolutionPhoto {
  /** From the report, null where nobody knows where it was taken. */
  metres: number | null
  withinMetres: number
  /** Taken before it was last said to be unsolved. */
  isOld: boolean
}

export type ReportRefusal =
  | 'not_yours'
  | 'ended'
  | 'not_solved'
  | 'still_open'
  | 'taken'
  | 'with_office'
  | 'disputed_before'
  | 'dispute_over'
  | 'works_closed'
  | 'defect_verified'
  | 'rated_before'
  | 'reason_missing'
  | 'photo_missing'
  | 'photo_placeless'
  | 'photo_elsewhere'
  | 'photo_old'

type Need = (facts: ReportFacts) => ReportRefusal | false

const reason: Need = ({ hasReason }) => !hasReason && 'reason_missing'
const elsewhere: Need = ({ isWithOffice }) => isWithOffice && 'with_office'
const once: Need = ({ isDisputedOnce }) => isDisputedOnce && 'disputed_before'
const inTime: Need = ({ isDisputeOver }) => isDisputeOver && 'dispute_over'
const unjudged: Need = ({ closedBy }) => closedBy ?? false
const unrated: Need = ({ isRated }) => isRated && 'rated_before'
const pictured: Need = ({ photo }) => photo === null && 'photo_missing'
const placed: Need = ({ photo }) => photo?.metres === null && 'photo_placeless'
const onSpot: Need = ({ photo }) => (photo?.metres ?? 0) > (photo?.withinMetres ?? 0) && 'photo_elsewhere'
const fresh: Need = ({ photo }) => photo?.isOld === true && 'photo_old'

interface Edge {
  from: readonly ReportStatus[]
  by: readonly ReportParty[]
  to: ReportStatus | 'same'
  needs?: readonly Need[]
}

const dealing = ['office', 'asked'] as const

/** Every edge of a report's way after it came. What is not here does not happen. */
const edges: Readonly<Record<ReportDeed | ReporterDeed, Edge>> = {
  take: { from: ['received', 'routed', 'disputed'], by: dealing, to: 'in_progress' },
  // closed without being mended is what such systems are blamed for: there is no solution without a photo of it
  solve: { from: openStatuses, by: dealing, to: 'solved', needs: [pictured, placed, onSpot, fresh] },
  pass_on: { from: openStatuses, by: ['office'], to: 'routed' },
  hand_back: { from: openStatuses, by: ['asked'], to: 'received', needs: [elsewhere, reason] },
  double: { from: openStatuses, by: ['office'], to: 'duplicate' },
  reject: { from: openStatuses, by: ['office'], to: 'rejected', needs: [reason] },
  reopen: { from: ['solved', 'confirmed', 'rejected', 'duplicate'], by: ['office'], to: 'routed', needs: [reason] },
  confirm: { from: ['solved'], by: ['reporter'], to: 'confirmed' },
  dispute: { from: ['solved'], by: ['reporter'], to: 'disputed', needs: [once, inTime, unjudged, reason] },
  rate: { from: ['solved', 'confirmed', 'rejected'], by: ['reporter'], to: 'same', needs: [unrated] },
}

export type ReportStep = { status: ReportStatus; refusal?: never } | { status?: never; refusal: ReportRefusal }

/** Why an event does not fit where a report stands. */
function misplaced(event: ReportDeed | ReporterDeed, status: ReportStatus): ReportRefusal {
  if (event === 'confirm' || event === 'dispute' || event === 'rate') return isOpen(status) ? 'not_solved' : 'ended'
  if (event === 'reopen') return 'still_open'
  return status === 'in_progress' ? 'taken' : 'ended'
}

/** What an event does to a report, done by one of these parties, or the first thing that stands against it. */
export function reportStep(
  event: ReportDeed | ReporterDeed,
  parties: readonly ReportParty[],
  facts: ReportFacts,
): ReportStep {
  const { from, by, to, needs = [] } = edges[event]
  if (!by.some((party) => parties.includes(party))) return { refusal: 'not_yours' }
  if (!from.includes(facts.status)) return { refusal: misplaced(event, facts.status) }
  for (const need of needs) {
    const refusal = need(facts)
    if (refusal) return { refusal }
  }
  return { status: to === 'same' ? facts.status : to }
}

/** What is asked for in the doing: nothing that keeps a deed from being offered. */
const givenInDoing: ReadonlySet<ReportRefusal> = new Set(['reason_missing', 'photo_missing'])

/** May one of these parties do it now, given what the doing asks for? */
export function mayStep(
  event: ReportDeed | ReporterDeed,
  parties: readonly ReportParty[],
  facts: ReportFacts,
): boolean {
  const { refusal } = reportStep(event, parties, facts)
  return refusal === undefined || givenInDoing.has(refusal)
}

/** Why the solution that its reporter looks at cannot be disputed; null where it can, or where there is none to dispute. */
export function undisputedBecause(facts: ReportFacts): Undisputed | null {
  if (facts.status !== 'solved') return null
  const { refusal } = reportStep('dispute', ['reporter'], { ...facts, hasReason: true })
  const known: Partial<Record<ReportRefusal, Undisputed>> = {
    disputed_before: 'disputed_before',
    dispute_over: 'dispute_over',
    works_closed: 'works_closed',
    defect_verified: 'defect_verified',
  }
  return (refusal && known[refusal]) ?? null
}
