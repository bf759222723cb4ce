import type { Period } from '../../time/contract.ts'
import type { Category } from '../contract.ts'

/** Who makes something happen: whoever may change the works, the office that decides on its ground, or the clock. */
export type Party = 'owner' | 'office' | 'time'

/** What the lifecycle asks of an emergency: whether its notice names a ground, and what has become of it since. */
export interface EmergencyFacts {
  hasGround: boolean
  /** It was announced here, and dug by its notice. */
  isAnnounced: boolean
  isSmall: boolean
  isFiled: boolean
  /** What its application has to tell is told. */
  isDescribed: boolean
}

/** The last inspections and what stands against a clearance; null where that could not be looked up. */
export interface HandoverFacts {
  /** Somebody has been there. */
  isInspected: boolean
  /** The last final inspection was passed. */
  isPassed: boolean
  /** The last inspection of the guarantee was passed. */
  isKept: boolean
  openDefects: number
  openReports: number
  /** Samples that no laboratory has told a result of. */
  openSamples: number
  /** Samples that are due and were not taken, or have not passed. */
  unmetSamples: number
  /** Violations that somebody still answers for. */
  openViolations: number
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
  /** Whether an office lets its contractor do no works now; without a contractor nobody is banned. */
  contractor: { isBanned: boolean } | null
  /** Of the fee for the permit, and whether that or another of the works is still asked for; null where none was set, or it could not be looked up. */
  fee: { isSettled: boolean; isOwed: boolean } | null
  /** The days that its permit names; null without one. */
  permit: Period | null
  /** Of the records of how its ground was closed: told whole, and nothing only for the time being; null without any. */
  reinstatement: { isWhole: boolean; isPermanent: boolean } | null
  handover: HandoverFacts | null
  /** The last day of its guarantee; null before its ground was closed. */
  guaranteeUntil: string | null
  /** It belongs to the organisation of whoever does it. */
  isOwn: boolean
  amendments: AmendmentFacts
}

/** What the lifecycle asks of the amendments of a permit. */
export interface AmendmentFacts {
  /** One waits for a decision. */
  isOpen: boolean
  /** The calendar day on which that one was asked for. */
  askedOn: string | null
  /** Nothing is open of what that one costs. */
  isPaid: boolean
  /** That one moves ground: others are asked about it first. */
  isConsulted: boolean
  /** The permit was extended as often as may be. */
  isExtendedOften: boolean
}

export const refusals = [
  'wrong_status',
  'not_yours',
  'no_right_to_dig',
  'no_emergency',
  'by_notice_only',
  'ground_missing',
  'not_today',
  'not_small',
  'not_described',
  'filed_already',
  'not_filed',
  'reason_missing',
  'unknown_findings',
  'blocking_findings',
  'limits_crossed',
  'unknown_contractor',
  'contractor_banned',
  'in_the_past',
  'unknown_consultation',
  'answers_open',
  'objections_open',
  'unknown_fee',
  'fee_open',
  'permit_missing',
  'permit_there',
  'permit_not_begun',
  'permit_over',
  'permit_runs',
  'digging',
  'not_opened',
  'record_missing',
  'record_incomplete',
  'interim_open',
  'not_inspected',
  'not_passed',
  'guarantee_not_passed',
  'defects_open',
  'reports_open',
  'samples_open',
  'samples_unmet',
  'violations_open',
  'amendment_open',
  'no_amendment',
  'extended_often',
] as const
export type LifecycleRefusal = (typeof refusals)[number]
