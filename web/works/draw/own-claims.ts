import type { Assessed } from '../../../server/coordination/contract.ts'
import type { Period } from '../../../server/time/contract.ts'
import type { Works } from '../../../server/works/contract.ts'
import { withinPeriod } from '../../../server/works/diversions/rules.ts'

/** What an assessment of another plan of a works takes over from it; of its diversions what the new period leaves. */
export function ownClaims(
  { id: worksId, projectId, connections, diversions }: Works,
  whole: Period,
): Partial<Assessed> {
  return {
    worksId,
    diversions: withinPeriod(diversions, whole).map(({ line, period }) => ({ line, period })),
    ...(projectId ? { projectId } : {}),
    ...(connections ? { connections } : {}),
  }
}
