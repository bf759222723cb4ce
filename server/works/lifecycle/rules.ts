import type { Period } from '../../time/contract.ts'
import type { Category, Status, WorksEvent } from '../contract.ts'

/** Who makes something happen: whoever may change the works, the office that decides on its ground, or the clock. */
export type Party = 'owner' | 'office' | 'time'

/** What the lifecycle asks of an emergency: whether its notice names a ground, and what has become of it since. */
export interface EmergencyFacts {
  hasGround: boolean
  isSmall: boolean
  isFiled: boolean
  /** What its application has to tell is told. */
  isDescribed: boolean
}

/** What the lifecycle asks of a works. What could not be found out is `null`, and never reads as "in order". */
export interface LifecycleFacts {
  category: Category
  period: Period
  /** The calendar day in the jurisdiction's zone. */
  today: string
  /** Its ground has been opened. */
  hasStarted: boolean
  /** Whether a reason was given. */
  hasReason: boolean
  /** Of the findings that hold now: whether all was looked up, those blocking that nobody has waived, and limits of the category. */
  findings: { complete: boolean; blocking: number; limits: number } | null
  /** Of the consultation that runs: whom it asks, answers not yet given or deemed, objections. */
  consultation: { asked: number; open: number; objections: number } | null
  emergency: EmergencyFacts
  /** The days that its permit names; null without one. */
  permit: Period | null
  /** The final inspection and what stands against a clearance; null as long as nobody has looked. */
  handover: { isPassed: boolean; openDefects: number; openReports: number } | null
}

export const refusals = [
  'wrong_status',
  'not_yours',
  'no_right_to_dig',
  'no_emergency',
  'by_notice_only',
  'ground_missing',
  'not_small',
  'not_described',
  'filed_already',
  'not_filed',
  'reason_missing',
  'unknown_findings',
  'blocking_findings',
  'limits_crossed',
  'in_the_past',
  'unknown_consultation',
  'answers_open',
  'objections_open',
  'permit_missing',
  'permit_there',
  'permit_not_begun',
  'permit_over',
  'permit_runs',
  'digging',
  'not_opened',
  'not_inspected',
  'not_passed',
  'defects_open',
  'reports_open',
] as const
export type LifecycleRefusal = (typeof refusals)[number]

type Need = (facts: LifecycleFacts) => LifecycleRefusal | false

const reason: Need = ({ hasReason }) => !hasReason && 'reason_missing'
const opened: Need = ({ hasStarted }) => !hasStarted && 'not_opened'
const unopened: Need = ({ hasStarted }) => hasStarted && 'digging'
const rightToDig: Need = ({ category }) => category === 'future_project' && 'no_right_to_dig'
const byApplication: Need = ({ category }) => category === 'emergency' && 'by_notice_only'
const emergency: Need = ({ category }) => category !== 'emergency' && 'no_emergency'
const grounded: Need = (facts) => !facts.emergency.hasGround && 'ground_missing'
const small: Need = (facts) => !facts.emergency.isSmall && 'not_small'
const described: Need = (facts) => !facts.emergency.isDescribed && 'not_described'
const unfiled: Need = (facts) => facts.emergency.isFiled && 'filed_already'
const filed: Need = (facts) => !facts.emergency.isFiled && 'not_filed'
const unpermitted: Need = ({ permit }) => permit !== null && 'permit_there'
const toCome: Need = ({ period, today }) => period.end < today && 'in_the_past'
const known: Need = ({ findings }) => !findings?.complete && 'unknown_findings'
const withinLimits: Need = ({ findings }) => (findings?.limits ?? 1) > 0 && 'limits_crossed'
const unblocked: Need = ({ findings }) => (findings?.blocking ?? 1) > 0 && 'blocking_findings'
const asked: Need = ({ consultation }) => consultation === null && 'unknown_consultation'
const answered: Need = ({ consultation }) => (consultation?.open ?? 1) > 0 && 'answers_open'
const unopposed: Need = ({ consultation }) => (consultation?.objections ?? 1) > 0 && 'objections_open'
const permitted: Need = ({ permit }) => permit === null && 'permit_missing'
const begun: Need = ({ permit, today }) => permit !== null && today < permit.start && 'permit_not_begun'
const inForce: Need = ({ permit, today }) => permit !== null && today > permit.end && 'permit_over'
const runOut: Need = ({ permit, today }) => permit !== null && today <= permit.end && 'permit_runs'
/** What has not been opened goes on only within its permit; what lies open must be closed in any case. */
const resumable: Need = (facts) => !facts.hasStarted && inForce(facts)
const inspected: Need = ({ handover }) => handover === null && 'not_inspected'
const passed: Need = ({ handover }) => !handover?.isPassed && 'not_passed'
const mended: Need = ({ handover }) => (handover?.openDefects ?? 1) > 0 && 'defects_open'
const solved: Need = ({ handover }) => (handover?.openReports ?? 1) > 0 && 'reports_open'

/** What stands between an application and its permit: looked up whole, nothing blocking, everybody heard. [B] */
const cleared: readonly Need[] = [toCome, known, unblocked, asked, answered, unopposed]

interface Edge {
  event: WorksEvent
  from: readonly Status[]
  by: readonly Party[]
  /** Where it leads; the first, unless `isOther` holds. */
  to: readonly [Status, Status?]
  isOther?: (facts: LifecycleFacts) => boolean
  needs?: readonly Need[]
}

const applied = ['submitted', 'in_coordination'] as const satisfies readonly Status[]
const undug = ['draft', 'planned', 'returned', ...applied, 'approved', 'permitted'] as const satisfies readonly Status[]

/** Statuses of ground that is open, or was. */
const dug = ['in_progress', 'suspended', 'reinstated', 'in_guarantee'] as const satisfies readonly Status[]

/** Where nobody is to be asked and nothing to be settled, an application waits for the office alone. */
const isCoordinated = ({ consultation, findings }: LifecycleFacts) =>
  (consultation?.asked ?? 1) > 0 || (findings?.blocking ?? 1) > 0

/** Every edge of the lifecycle. What is not here does not happen. */
const edges: readonly Edge[] = [
  { event: 'plan', from: ['draft'], by: ['owner'], to: ['planned'] },
  {
    event: 'notify',
    from: ['draft', 'planned'],
    by: ['owner'],
    to: ['in_progress'],
    needs: [emergency, grounded, small],
  },
  // a fault may be mended before its application is filed
  ...dug.flatMap((status): Edge[] => [
    { event: 'file', from: [status], by: ['owner'], to: [status], needs: [emergency, unfiled, described, small] },
    { event: 'grant', from: [status], by: ['office'], to: [status], needs: [emergency, filed, unpermitted, known] },
  ]),
  {
    event: 'submit',
    from: ['planned', 'returned'],
    by: ['owner'],
    to: ['submitted', 'in_coordination'],
    isOther: isCoordinated,
    needs: [rightToDig, byApplication, toCome, known, withinLimits, asked],
  },
  { event: 'return', from: [...applied, 'approved'], by: ['office'], to: ['returned'], needs: [reason] },
  { event: 'refuse', from: [...applied, 'approved'], by: ['office'], to: ['refused'], needs: [reason] },
  { event: 'approve', from: applied, by: ['office'], to: ['approved'], needs: cleared },
  { event: 'grant', from: ['approved'], by: ['office'], to: ['permitted'], needs: cleared },
  { event: 'start', from: ['permitted'], by: ['owner'], to: ['in_progress'], needs: [permitted, begun, inForce] },
  { event: 'suspend', from: ['permitted', 'in_progress'], by: ['office'], to: ['suspended'], needs: [reason] },
  {
    event: 'resume',
    from: ['suspended'],
    by: ['office'],
    to: ['permitted', 'in_progress'],
    isOther: ({ hasStarted }) => hasStarted,
    needs: [known, unblocked, resumable],
  },
  { event: 'reinstate', from: ['in_progress', 'suspended'], by: ['owner'], to: ['reinstated'], needs: [opened] },
  { event: 'accept', from: ['reinstated'], by: ['office'], to: ['in_guarantee'], needs: [inspected, passed] },
  {
    event: 'clear',
    from: ['in_guarantee'],
    by: ['office'],
    to: ['closed'],
    needs: [inspected, passed, mended, solved],
  },
  { event: 'cancel', from: [...undug, 'suspended'], by: ['owner', 'office'], to: ['cancelled'], needs: [unopened] },
  {
    event: 'expire',
    from: ['permitted', 'suspended'],
    by: ['time'],
    to: ['expired'],
    needs: [unopened, permitted, runOut],
  },
]

/** What may become of a works in this status, whoever asks: the edges that leave it. */
export function eventsFrom(status: Status, party: Party): WorksEvent[] {
  return edges.filter(({ from, by }) => from.includes(status) && by.includes(party)).map(({ event }) => event)
}

/** The status after an event, or everything that stands against it: the one rule of the lifecycle. */
export function transition(
  status: Status,
  event: WorksEvent,
  parties: readonly Party[],
  facts: LifecycleFacts,
): { status: Status; refusals?: never } | { status?: never; refusals: LifecycleRefusal[] } {
  const edge = edges.find((each) => each.event === event && each.from.includes(status))
  if (!edge) return { refusals: ['wrong_status'] }
  if (!edge.by.some((party) => parties.includes(party))) return { refusals: ['not_yours'] }
  const against = (edge.needs ?? []).map((need) => need(facts)).filter((refusal) => refusal !== false)
  if (against.length > 0) return { refusals: against }
  const [usual, other] = edge.to
  return { status: other && edge.isOther?.(facts) ? other : usual }
}

/** Where an event may lead from a status, whatever the facts: what a history is checked by. */
export function endsOf(status: Status, event: WorksEvent): Status[] {
  return edges
    .filter((each) => each.event === event && each.from.includes(status))
    .flatMap(({ to }) => to.filter((end) => end !== undefined))
}
