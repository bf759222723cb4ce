import type { Language } from '../language/contract.ts'
import type { Phrase } from '../language/speak.ts'
import type { Period } from '../time/contract.ts'
import { daysOf } from '../time/rules.ts'
import { clearingShifts } from './clears.ts'
import type { Finding } from './contract.ts'
import { round } from './figure.ts'
import type { Forbidden } from './kinds/kind.ts'

/** A finding before it is put into words of one language. */
export interface FoundBy {
  kind: Finding['kind']
  ruleId: string
  severity: Finding['severity']
  digOnce: boolean
  /** Days that cause it; none where time has nothing to do with it. */
  forbids: Forbidden[]
  explain: Phrase
  other: Omit<Finding['other'], 'title'> & { title: Phrase }
  overlap: Record<string, unknown> | null
  overlapMetres: number
  overlapSquareMetres: number
  distanceMetres: number
  sharedPeriod: Period | null
  gapDays: number | null
}

/** A finding as it goes out, in the asked language. */
export function tell(found: FoundBy, period: Period, today: string, language: Language): Finding {
  const { forbids, explain, other, ...rest } = found
  return {
    ...rest,
    complete: true,
    overlapMetres: round(found.overlapMetres),
    overlapSquareMetres: round(found.overlapSquareMetres),
    distanceMetres: round(found.distanceMetres),
    other: { ...other, title: other.title(language) },
    sharedDays: found.sharedPeriod ? daysOf(found.sharedPeriod) : null,
    clears: forbids.length > 0 ? clearingShifts(period, forbids, today) : null,
    explanation: explain(language),
  }
}
