import { allows } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { dayAt } from '../time/rules.ts'
import type { Works } from '../works/contract.ts'
import type { LifecycleFacts, Party } from '../works/lifecycle/rules.ts'
import { type Consultee, consulteesOf } from './consult.ts'
import { consultationsOf, standingOf } from './consultations.ts'
import type { Consultation, Permit } from './contract.ts'
import { type JudgedFinding, type Judging, judgedFindings, registered } from './findings.ts'
import { permitOf } from './permit.ts'

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

export async function dossierOf(db: Db, works: Works, judging: Judging): Promise<Dossier> {
  const isBefore = beforeSubmission.includes(works.status)
  const meetings = await registered(db, works.id)
  const permit = await permitOf(db, works.id)
  const isJudged = undecided.includes(works.status) || (works.notifiedAt !== null && permit === null)
  return {
    findings: isJudged ? await judgedFindings(db, works, judging) : [],
    registerBlocking: meetings.filter(({ severity, state }) => severity === 'blocking' && state !== 'waived').length,
    consultations: await consultationsOf(db, works.id),
    consultees: isBefore ? await consulteesOf(db, works, judging.pack) : [],
    permit,
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

export function factsOf(works: Works, dossier: Dossier, given: Given, { pack, now }: Judging): LifecycleFacts {
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
    emergency: {
      hasGround: given.hasGround,
      isSmall: works.areaSquareMetres <= pack.emergency.mostSquareMetres,
      isFiled: works.notifiedAt !== null && works.submittedAt !== null,
      isDescribed: works.description !== null && works.trenchDepthMetres !== null && works.trenchWidthMetres !== null,
    },
    permit: dossier.permit?.valid ?? null,
    // inspections are a room of their own; until it is there nobody has looked
    handover: null,
  }
}

/** As what somebody stands before a works: as whoever may change it, as the office that decides. */
export function partiesOf(works: Works, { actor }: Pick<Judging, 'actor'>): Party[] {
  return [
    ...(allows(actor, 'works.change', works) ? (['owner'] as const) : []),
    ...(allows(actor, 'works.decide', works) ? (['office'] as const) : []),
  ]
}
