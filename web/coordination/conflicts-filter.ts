import type { ExpressionSpecification, FilterSpecification } from 'maplibre-gl'
import {
  type ConflictSort,
  conflictSorts,
  type PairKind,
  pairKinds,
  type Severity,
  severities,
} from '../../server/coordination/contract.ts'
import type { Period } from '../../server/time/contract.ts'
import { dayNumber } from '../../server/time/rules.ts'
import { type Address, known } from '../address.ts'
import { allOf, oneOfNumbers, overlaps } from '../map/time-filter.ts'

export interface ConflictsFilter {
  kinds: PairKind[]
  severities: Severity[]
}

/** The filter of an address; what it names and we do not know is left out. */
export function conflictsFilter({ kind, severity }: Pick<Address, 'kind' | 'severity'>): ConflictsFilter {
  return { kinds: known(kind, pairKinds), severities: known(severity, severities) }
}

/** What an address sorts by; the gravest first where it means nothing. */
export function readSort(member: string | undefined): ConflictSort {
  return conflictSorts.find((sort) => sort === member) ?? 'severity'
}

/** Works that never meet in time are in a window when either is live in it: not when it lies in the days between them. */
function outsideGap({ start, end }: Period): FilterSpecification {
  return [
    'any',
    ['!', ['has', 'idle_from']],
    ['<', dayNumber(start), ['get', 'idle_from']],
    ['>', dayNumber(end), ['get', 'idle_to']],
  ] as FilterSpecification
}

/** Of a feature: the office let it pass. */
export const isWaived: ExpressionSpecification = ['has', 'waived']

/** Of a feature: it holds its works up. */
export const isBlocking: ExpressionSpecification = [
  'all',
  ['==', ['get', 'severity'], severities.indexOf('blocking')],
  ['!', isWaived],
]

/** The filter for tiles, which carry the places of the words in their lists. */
export function tileFilter(filter: ConflictsFilter, window: Period): FilterSpecification {
  return allOf(
    overlaps(window),
    outsideGap(window),
    oneOfNumbers(
      'kind',
      filter.kinds.map((word) => pairKinds.indexOf(word)),
    ),
    oneOfNumbers(
      'severity',
      filter.severities.map((word) => severities.indexOf(word)),
    ),
  )
}

/** The same filter for the list. */
export function listQuery(filter: ConflictsFilter, window: Period) {
  return {
    kind: filter.kinds.join(','),
    severity: filter.severities.join(','),
    from: window.start,
    to: window.end,
  }
}
