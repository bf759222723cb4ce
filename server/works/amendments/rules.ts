import type { Lines, Route } from '../../geo/contract.ts'
import type { Period } from '../../time/contract.ts'
import type { ListedConnection } from '../connections/contract.ts'
import type { Entered } from '../connections/rules.ts'
import type { Closure, Status, TrafficImpact, Works } from '../contract.ts'
import { endsOf } from '../lifecycle/rules.ts'
import { type Amendable, amendable } from './contract.ts'

/** What an amendment makes another of a works; what is left out stays. */
export interface Change {
  period?: Period | undefined
  route?: Route | undefined
  trenchWidthMetres?: number | null | undefined
  trafficImpact?: TrafficImpact | undefined
  connections?: number | null | undefined
  closure?: Closure | undefined
  /** All of them, in place of those that there were. */
  diversions?: readonly Led[] | undefined
  /** Connections that come, and those that are drawn anew. */
  connectionList?: readonly ListedConnection[] | undefined
  /** What follows from those as long as they are not stored: those drawn anew as they were, and all that there would be. */
  pack?: { before: readonly ListedConnection[]; standing: readonly Entered[] } | undefined
}

/** A works as a change makes it, with the connections that it would have where those are others. */
export type PlannedWorks = Works & { entered?: readonly Entered[] | undefined }

/** A way on which traffic is led, and on which days of the works; null: on all of them. */
export interface Led {
  line: Lines
  period: Period | null
}

type Amended = Pick<Works, Exclude<Amendable, 'diversions' | 'connectionList'>> & { diversions: readonly Led[] }

/** A member as an amendment tells of it: of diversions where and when they lead, and nothing that follows from it. */
export function toldOf(works: Amended | Change, member: Amendable): unknown {
  if (member === 'diversions') return works.diversions?.map(({ line, period }) => ({ line, period }))
  if (member === 'connectionList') return 'connectionList' in works ? works.connectionList : undefined
  return works[member]
}

export const amendmentRefusals = ['nothing_changed', 'not_amendable', 'start_fixed'] as const
export type AmendmentRefusal = (typeof amendmentRefusals)[number]

/** The members that are another after the change. */
export function movedBy(works: Amended, change: Change): Amendable[] {
  const said = (from: Amended | Change, member: Amendable) => JSON.stringify(toldOf(from, member))
  return amendable.filter((member) => change[member] !== undefined && said(change, member) !== said(works, member))
}

/** What follows from an amendment that takes effect. */
export interface Following {
  status: Status
  /** Whether the office's clock begins anew. */
  isReviewed: boolean
  /** Whether it counts as received anew: its ground or its days are others. */
  isReceived: boolean
  /** Whom it asks: everybody in a new round, those not asked in this one, nobody. */
  asks: 'everybody' | 'newcomers' | 'nobody'
}

const underReview: readonly Status[] = ['submitted', 'in_coordination', 'approved']
const ground: readonly Amendable[] = ['route', 'trenchWidthMetres', 'connectionList']
/** What ground and days follow from: an application is another with them. */
const grounding: readonly Amendable[] = ['period', ...ground]
/** What is closed, and where traffic is led meanwhile: an answer to less is none to this. */
const traffic: readonly Amendable[] = ['closure', 'diversions']

/** Where another plan takes another decision first, and the digging goes on by the old one meanwhile. */
const byPermit: readonly Status[] = ['permitted', 'in_progress', 'suspended']

/**
 * Whether others have to be heard before a proposal is accepted: it moves the ground or the traffic that they were asked about,
 * or hinders traffic as much as some are asked for.
 */
export function asksFirst(works: Amended & Pick<Works, 'status'>, change: Change): boolean {
  const moved = movedBy(works, change)
  const isHindered = moved.includes('trafficImpact') && change.trafficImpact === 'major'
  const isOther = moved.some((member) => [...ground, ...traffic].includes(member))
  return byPermit.includes(works.status) && (isOther || isHindered)
}

/** Whether a change makes the ground of a works another. */
export function movesGround(works: Amended, change: Change): boolean {
  return movedBy(works, change).some((member) => ground.includes(member))
}

/** As what an amendment is asked for: a later end than the permit's is an extension of it. */
export function askedAs(
  { status }: Pick<Works, 'status'>,
  { period }: Change,
  permit: { valid: Period } | null,
): 'amend' | 'propose' | 'prolong' {
  if (!byPermit.includes(status)) return 'amend'
  return permit && period && period.end > permit.valid.end ? 'prolong' : 'propose'
}

/**
 * What an amendment in effect means for a works, or why there is none. An application under review is coordinated anew: everybody
 * is asked where ground, days or traffic move, else only those whom it concerns for the first time. A permit follows its works.
 */
export function followingOf(
  works: Amended & Pick<Works, 'status' | 'actualPeriod'>,
  change: Change,
): { following: Following; refusal?: never } | { following?: never; refusal: AmendmentRefusal } {
  const moved = movedBy(works, change)
  if (moved.length === 0) return { refusal: 'nothing_changed' }
  const [status] = endsOf(works.status, 'amend')
  if (status === undefined) return { refusal: 'not_amendable' }
  const isStartMoved = change.period !== undefined && change.period.start !== works.period.start
  if (works.actualPeriod !== null && isStartMoved) return { refusal: 'start_fixed' }
  const isReviewed = underReview.includes(works.status)
  const isReceived = isReviewed && moved.some((member) => grounding.includes(member))
  const isAsked = isReceived || moved.some((member) => traffic.includes(member))
  const asks = !isReviewed ? 'nobody' : isAsked ? 'everybody' : 'newcomers'
  return { following: { status, isReviewed, isReceived, asks } }
}
