import type { FoundBy } from '../finding.ts'
import { sayCoordination } from '../messages.ts'

/** A finding that a works makes by itself, against a rule and nothing that lies anywhere. */
export function ofRule(found: Pick<FoundBy, 'kind' | 'ruleId' | 'severity' | 'forbids' | 'explain'>): FoundBy {
  const title = sayCoordination('limit_title')
  return {
    ...found,
    other: { type: 'rule', id: null, number: null, title, agencyId: null, period: null, version: null },
    overlap: null,
    overlapMetres: 0,
    overlapSquareMetres: 0,
    distanceMetres: 0,
    sharedPeriod: null,
    gapDays: null,
    digOnce: false,
  }
}
