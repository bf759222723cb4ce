import type { Case } from '../../server/cases/contract.ts'
import type { Problem } from '../api.ts'
import { hasMovedOn } from '../permits/use-deed.ts'
import { type MovedWorks, movedSince, type ReadWhole } from './moved-since.ts'
import { type MeasureAsked, rulesOverWorks } from './send-measure.ts'

interface Sending {
  error: Problem | null
  isPending: boolean
}

/** Have the works moved under what is decided on them? `moved`: how, as far as it is read. */
export function movingOf(
  asked: MeasureAsked,
  now: Case,
  { error, isPending }: Sending,
  whole?: ReadWhole,
): { isOld: boolean; moved: MovedWorks[] | null } {
  if (!rulesOverWorks(asked)) return { isOld: false, moved: null }
  const moved = isPending ? [] : movedSince(asked.room, now, whole)
  return { isOld: moved.length > 0 || hasMovedOn(error), moved: moved.length > 0 ? moved : null }
}
