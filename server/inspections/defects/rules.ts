import type { Status, Works } from '../../works/contract.ts'
import type { DefectAnswer, DefectEvent, DefectState } from './contract.ts'

const dugStatuses: readonly Status[] = ['in_progress', 'suspended', 'reinstated', 'in_guarantee']

/** Ground that somebody has opened and nobody has been cleared of: only there something is found. A works may be stopped before that. */
export function isDug({ status, actualPeriod }: Pick<Works, 'status' | 'actualPeriod'>): boolean {
  return dugStatuses.includes(status) && (status !== 'suspended' || actualPeriod !== null)
}

/** As what somebody stands before a defect: who has to mend it, who looks at the mend, the office that decides, or nobody but time. */
export type DefectParty = 'responsible' | 'inspector' | 'office' | 'time'

/** What is known of a defect, and of what is asked to be done with it. */
export interface DefectFacts {
  state: DefectState
  answer: DefectAnswer | null
  /** Disputed or asked to be seen together, and not decided. */
  isContested: boolean
  agreedDay: string | null
  proposedDays: readonly string[]
  /** The time for an answer is over. */
  isAnswerOverdue: boolean
  today: string
  hasReason: boolean
  /** The days that are named. */
  days: readonly string[]
  /** The last day that may be proposed. */
  lastDay: string
  /** Of the photo of a mend: null where there is none. */
  photo: DefectPhoto | null
}

export interface DefectPhoto {
  /** From the defect, null where nobody knows where it was taken. */
  metres: number | null
  withinMetres: number
  /** Taken before the defect was found. */
  isOld: boolean
}

export type DefectRefusal =
  | 'not_yours'
  | 'mended'
  | 'not_mended'
  | 'ended'
  | 'answered'
  | 'answer_time_runs'
  | 'answer_time_over'
  | 'nothing_contested'
  | 'no_visit_asked'
  | 'visit_agreed'
  | 'reason_missing'
  | 'day_missing'
  | 'day_past'
  | 'day_far'
  | 'day_not_proposed'
  | 'photo_missing'
  | 'photo_placeless'
  | 'photo_elsewhere'
  | 'photo_old'

type Need = (facts: DefectFacts) => DefectRefusal | false

const reason: Need = ({ hasReason }) => !hasReason && 'reason_missing'
const unanswered: Need = ({ answer }) => answer !== null && 'answered'
const overdue: Need = ({ isAnswerOverdue }) => !isAnswerOverdue && 'answer_time_runs'
/** Past its days silence has accepted it already, whenever time comes to write that down. */
const inTime: Need = ({ isAnswerOverdue }) => isAnswerOverdue && 'answer_time_over'
const contested: Need = ({ isContested }) => !isContested && 'nothing_contested'
const visitAsked: Need = ({ answer, isContested }) => !(answer === 'joint_visit' && isContested) && 'no_visit_asked'
const visitOpen: Need = ({ agreedDay }) => agreedDay !== null && 'visit_agreed'
const dayNamed: Need = ({ days }) => days.length === 0 && 'day_missing'
const toCome: Need = ({ days, today }) => days.some((day) => day < today) && 'day_past'
const soon: Need = ({ days, lastDay }) => days.some((day) => day > lastDay) && 'day_far'
const proposed: Need = ({ days, proposedDays }) => days.some((day) => !proposedDays.includes(day)) && 'day_not_proposed'
const pictured: Need = ({ photo }) => photo === null && 'photo_missing'
const placed: Need = ({ photo }) => photo?.metres === null && 'photo_placeless'
const onSpot: Need = ({ photo }) => (photo?.metres ?? 0) > (photo?.withinMetres ?? 0) && 'photo_elsewhere'
const fresh: Need = ({ photo }) => photo?.isOld === true && 'photo_old'

interface Edge {
  event: Exclude<DefectEvent, 'open'>
  from: readonly DefectState[]
  by: readonly DefectParty[]
  /** Where it leads; without it the defect stays what it is. */
  to?: DefectState
  needs?: readonly Need[]
}

const unsettled = ['open', 'mended'] as const satisfies readonly DefectState[]

/** Every edge of a defect's life. What is not here does not happen. */
const edges: readonly Edge[] = [
  { event: 'accept', from: ['open'], by: ['responsible'], needs: [unanswered] },
  { event: 'dispute', from: ['open'], by: ['responsible'], needs: [unanswered, inTime, reason] },
  { event: 'ask_visit', from: ['open'], by: ['responsible'], needs: [unanswered, inTime, dayNamed, toCome, soon] },
  { event: 'deem', from: ['open'], by: ['time'], needs: [unanswered, overdue] },
  { event: 'agree_visit', from: ['open'], by: ['office'], needs: [visitAsked, visitOpen, dayNamed, toCome, proposed] },
  { event: 'uphold', from: unsettled, by: ['office'], needs: [contested, reason] },
  { event: 'withdraw', from: unsettled, by: ['office'], to: 'withdrawn', needs: [reason] },
  // a hole is closed at once, whoever has to pay for it in the end
  {
    event: 'mend',
    from: ['open'],
    by: ['responsible'],
    to: 'mended',
    needs: [reason, pictured, placed, onSpot, fresh],
  },
  { event: 'reject', from: ['mended'], by: ['inspector', 'office'], to: 'open', needs: [reason, toCome] },
  // whoever stands before it may see that it is in order before anybody has said so
  { event: 'verify', from: unsettled, by: ['inspector', 'office'], to: 'verified' },
  { event: 'find_again', from: unsettled, by: ['inspector', 'office'], to: 'open' },
]

export type DefectStep = { state: DefectState; refusal?: never } | { state?: never; refusal: DefectRefusal }

/** Why an event does not fit where a defect stands. */
function misplaced(state: DefectState): DefectRefusal {
  if (state === 'open') return 'not_mended'
  return state === 'mended' ? 'mended' : 'ended'
}

/** What an event does to a defect, done by one of these parties, or the first thing that stands against it. */
export function defectStep(
  event: Exclude<DefectEvent, 'open'>,
  parties: readonly DefectParty[],
  facts: DefectFacts,
): DefectStep {
  const edge = edges.find((one) => one.event === event) as Edge
  if (!edge.by.some((party) => parties.includes(party))) return { refusal: 'not_yours' }
  if (!edge.from.includes(facts.state)) return { refusal: misplaced(facts.state) }
  for (const need of edge.needs ?? []) {
    const refusal = need(facts)
    if (refusal) return { refusal }
  }
  return { state: edge.to ?? facts.state }
}

/** What is asked for in the doing: nothing that keeps a deed from being offered. */
const givenInDoing: ReadonlySet<DefectRefusal> = new Set(['reason_missing', 'day_missing', 'photo_missing'])

/** May one of these parties do it now, given what the doing asks for? */
export function mayStep(
  event: Exclude<DefectEvent, 'open'>,
  parties: readonly DefectParty[],
  facts: DefectFacts,
): boolean {
  const { refusal } = defectStep(event, parties, facts)
  return refusal === undefined || givenInDoing.has(refusal)
}

/** Open past its due day. What is contested waits for the office: its days do not count. */
export function isLateOn(
  { state, dueOn, isContested }: { state: DefectState; dueOn: string; isContested: boolean },
  today: string,
): boolean {
  return state === 'open' && !isContested && dueOn < today
}
