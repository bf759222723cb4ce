import { allows } from '../access/policy.ts'
import { isContractorBanned } from '../contractors/standing.ts'
import type { Db } from '../database/connect.ts'
import { type Handover, handoverFacts, handoverOf } from '../inspections/handover/facts.ts'
import type { RulePack } from '../policy/contract.ts'
import { dayAt } from '../time/rules.ts'
import type { Amendment } from '../works/amendments/contract.ts'
import { openAmendment } from '../works/amendments/read.ts'
import type { PlannedWorks } from '../works/amendments/rules.ts'
import type { Works } from '../works/contract.ts'
import type { LifecycleFacts, Party } from '../works/lifecycle/rules.ts'
import { type Consultee, consulteesOf } from './consult.ts'
import { consultationsOf, standingOf } from './consultations.ts'
import type { Consultation, Permit } from './contract.ts'
import type { Fee } from './fees/contract.ts'
import { isOpen, isPaidFor, settledOf } from './fees/rules.ts'
import { feesOf } from './fees/store.ts'
import { type JudgedFinding, type Judging, judgedFindings, registered } from './findings.ts'
import { permitOf } from './permit.ts'
import { type Plan, storedPlan } from './plan.ts'

/** Everything that is known of an application, for the rule and for whoever reads it. */
export interface Dossier {
  findings: JudgedFinding[] | null
  /** Blocking rows of the register that nobody has waived. */
  registerBlocking: number
  /** Of all applications; only the last decides. */
  consultations: Consultation[]
  /** Whom its submission would ask; empty once it is submitted. */
  consultees: Consultee[]
  permit: Permit | null
  /** The amendment that waits for a decision. */
  proposal: Amendment | null
  fees: Fee[]
  /** Whether its contractor may do no works today; null where that could not be looked up. */
  contractorBanned: boolean | null
  /** On its way back to the city: records, inspections, what is open. */
  handover: Handover
}

const beforeSubmission = ['draft', 'planned', 'returned']
/** Statuses in which findings still decide something. */
const undecided = [
  ...beforeSubmission,
  'submitted',
  'in_coordination',
  'approved',
  'permitted',
  'suspended',
  'in_progress',
]

/** Of the works as it is stored, unless another plan of it is asked about. */
export async function dossierOf(
  db: Db,
  works: PlannedWorks,
  judging: Judging,
  plan: Plan = storedPlan(works, judging.now),
): Promise<Dossier> {
  const isBefore = beforeSubmission.includes(works.status)
  const meetings = await registered(db, works.id)
  const permit = await permitOf(db, works.id)
  const isJudged = undecided.includes(works.status) || (works.notifiedAt !== null && permit === null)
  return {
    findings: isJudged ? await judgedFindings(db, works, judging, plan) : [],
    // the register knows of the stored plan alone
    registerBlocking: plan.isAmended
      ? 0
      : meetings.filter(({ severity, state }) => severity === 'blocking' && state !== 'waived').length,
    consultations: await consultationsOf(db, works.id),
    consultees: isBefore ? await consulteesOf(db, works, judging.pack) : [],
    permit,
    proposal: await openAmendment(db, works.id),
    fees: await feesOf(db, works.id),
    contractorBanned: await isContractorBanned(db, works.contractorId, judging),
    handover: await handoverOf(db, works, judging),
  }
}

/** Blocking findings that nobody has waived, or whose waiver is to be judged again. */
export function openBlocking(findings: readonly JudgedFinding[]): JudgedFinding[] {
  return findings.filter(({ severity, standing }) => severity === 'blocking' && standing !== 'waived')
}

/** What whoever asks has given with the event. */
export interface Given {
  hasReason: boolean
  hasGround: boolean
}

export function factsOf(works: Works, dossier: Dossier, given: Given, { pack, now, actor }: Judging): LifecycleFacts {
  const open = dossier.findings && openBlocking(dossier.findings)
  const standing = standingOf(
    dossier.consultations.filter(({ round }) => round === works.rounds),
    now,
  )
  const isBefore = beforeSubmission.includes(works.status)
  return {
    category: works.category,
    period: works.period,
    today: dayAt(now, pack.zone),
    hasStarted: works.actualPeriod !== null,
    hasReason: given.hasReason,
    findings: open
      ? {
          complete: true,
          blocking: Math.max(open.length, dossier.registerBlocking),
          limits: open.filter(({ kind }) => kind === 'limit').length,
        }
      : null,
    // what was submitted before anybody was asked has been heard by nobody
    consultation: isBefore
      ? { asked: dossier.consultees.length, open: 0, objections: 0 }
      : works.rounds === 0
        ? null
        : standing,
    emergency: emergencyOf(works, given, pack),
    fee: feeFactOf(dossier),
    contractor: dossier.contractorBanned === null ? null : { isBanned: dossier.contractorBanned },
    permit: dossier.permit?.valid ?? null,
    ...handoverFacts(dossier.handover),
    guaranteeUntil: works.guaranteeUntil,
    isOwn: actor.agencyId === works.agencyId,
    amendments: {
      isOpen: dossier.proposal !== null,
      askedOn: dossier.proposal && dayAt(new Date(dossier.proposal.askedAt), pack.zone),
      isPaid: dossier.proposal === null || isPaidFor(dossier.fees, dossier.proposal.number),
      isConsulted: dossier.proposal !== null && dossier.proposal.round === works.rounds,
      isExtendedOften: (dossier.permit?.extensions ?? 0) >= pack.extension.most,
    },
  }
}

function emergencyOf(works: Works, { hasGround }: Given, { emergency }: RulePack): LifecycleFacts['emergency'] {
  const isAnnounced = works.category === 'emergency' && works.notifiedAt !== null
  return {
    hasGround,
    isAnnounced,
    isSmall: works.areaSquareMetres <= emergency.mostSquareMetres,
    isFiled: works.notifiedAt !== null && works.submittedAt !== null,
    isDescribed: works.description !== null && works.trenchDepthMetres !== null && works.trenchWidthMetres !== null,
  }
}

/** Of the fee for the permit. */
function feeFactOf({ fees }: Dossier): LifecycleFacts['fee'] {
  const isSettled = settledOf(fees)
  return isSettled === null ? null : { isSettled, isOwed: fees.some(isOpen) }
}

/** As what somebody stands before a works: as its owner or in the owner's place, as the office that decides. */
export function partiesOf(works: Works, { actor }: Pick<Judging, 'actor'>): Party[] {
  return [
    ...(allows(actor, 'works.change', works) ? (['owner'] as const) : []),
    ...(allows(actor, 'works.decide', works) ? (['office'] as const) : []),
  ]
}

/** Whether somebody reads what is between the parties of a works: these do, and every municipality that it touches. */
export function readsParties(works: Works, judging: Pick<Judging, 'actor'>): boolean {
  return allows(judging.actor, 'works.procedure', works) || partiesOf(works, judging).length > 0
}
