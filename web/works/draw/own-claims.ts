import type { Assessed } from '../../../server/coordination/contract.ts'
import type { Period } from '../../../server/time/contract.ts'
import { dayNumber, shift } from '../../../server/time/rules.ts'
import type { Works } from '../../../server/works/contract.ts'
import { withinPeriod } from '../../../server/works/diversions/rules.ts'

/**
 * What an assessment of another plan of a works takes over from it. Its diversions move along with its first day, as
 * they do where the plan is stored; of each what the new period leaves.
 */
export function ownClaims(
  works: Works,
  whole: Period,
): Pick<Assessed, 'worksId' | 'diversions' | 'projectId' | 'connections'> {
  const { id: worksId, projectId, connections } = works
  const moved = dayNumber(whole.start) - dayNumber(works.period.start)
  const diversions = works.diversions.map(({ line, period }) => ({ line, period: period && shift(period, moved) }))
  return {
    worksId,
    diversions: withinPeriod(diversions, whole),
    ...(projectId ? { projectId } : {}),
    ...(connections ? { connections } : {}),
  }
}
