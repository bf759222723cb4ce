import type { Phrase } from '../../language/speak.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { Period } from '../../time/contract.ts'
import type { PairKind, Severity } from '../contract.ts'

/** Days that a period may not touch; with `applies: 'start'`, only its first day may not lie in them. */
export interface Forbidden {
  from: string | null
  to: string | null
  applies: 'period' | 'start'
}

/** What is known of two works that meet, seen from the first. Days inclusive, metres and square metres geodesic. */
export interface Meeting {
  own: { period: Period }
  other: {
    title: string
    number: string
    period: Period
    finished: boolean
    category: string
    guaranteeUntil: string | null
  }
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
  digOnce?: true
  forbids: (meeting: Meeting, pack: RulePack) => Forbidden | null
  /** Days on which moving there would make a blocking finding where now there is none: a shift offered must miss them. */
  wouldBlock?: (meeting: Meeting, pack: RulePack) => Forbidden[]
  explain: (meeting: Meeting, pack: RulePack) => Phrase
}
