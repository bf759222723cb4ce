import type { Db } from '../../database/connect.ts'
import type { RulePack } from '../../policy/contract.ts'
import { samplingShare } from '../quality/keep.ts'

/**
 * Of a hundred works of each of these contractors, so many are visited once more while they are open: by the last score of
 * each. `null` are works without one.
 */
export async function samplingShares(
  db: Db,
  contractorIds: ReadonlySet<string | null>,
  pack: RulePack,
): Promise<ReadonlyMap<string | null, number>> {
  const shares = new Map<string | null, number>()
  for (const id of contractorIds) shares.set(id, await samplingShare(db, id, pack))
  return shares
}
