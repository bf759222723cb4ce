import type { Phrase } from '../../language/speak.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { Period } from '../../time/contract.ts'
import type { PairKind, Severity } from '../contract.ts'

/** Days that a period may not touch; with `applies` `start` or `end`, only its first or last day may not lie in them. */
export interface Forbidden {
  from: string | null
  to: string | null
  applies: 'period' | 'start' | 'end'
}

/** Forbidden days, and how grave it is to touch them. */
export interface Wall extends Forbidden {
  severity: Severity
}

/** A closure that lies on a diversion, seen from one of both works: whose the closure is, and the days that each has for it. */
export interface Crossing {
  closes: 'own' | 'other'
  own: Period
  other: Period
}

/** What decides when two works may lie beside each other, seen from the first. Days inclusive. */
export interface Neighbours {
  own: { period: Period; category: string }
  other: { period: Period; category: string; finished: boolean; guaranteeUntil: string | null }
  /** They share a trench: it stands open for both while one period holds the other. */
  linked?: boolean
  /** Where one closes what the other leads its traffic along, whenever that is. */
  crossings?: readonly Crossing[]
}

/** What is known of two works that meet, seen from the first. Metres and square metres geodesic. */
export interface Meeting extends Neighbours {
  other: Neighbours['other'] & { title: string; number: string }
  overlapMetres: number
  overlapSquareMetres: number
  distanceMetres: number
  sharedPeriod: Period | null
  gapDays: number | null
}

/**
 * A kind of finding between two works. `holds` is a condition in SQL over the relation `pair` of `pairs.sql`, so that
 * one statement serves a draft, a written works and a whole import alike; the rest is pure.
 */
export interface PairRule {
  kind: PairKind
  ruleId: string
  severity: Severity
  holds: string
  /** On which ground it can hold at all: where footprints intersect, where only reaches do, or where a closure lies on a diversion. */
  where: 'footprints' | 'reaches' | 'diversions'
  digOnce?: true
  /** The days on which it holds, wherever the period stands now; the other works stay where they are. */
  forbids: (neighbours: Neighbours, pack: RulePack) => Forbidden[]
  explain: (meeting: Meeting, pack: RulePack) => Phrase
}
