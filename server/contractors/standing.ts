import type { Db } from '../database/connect.ts'
import { certainRows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { dayAt } from '../time/rules.ts'

interface Asking {
  pack: RulePack
  now: Date
  onFailure: (error: unknown) => void
}

/**
 * Whether an office lets this contractor do no works today; null where that could not be looked up. A ban that is being
 * imposed waits until whoever asks has decided, and they for it.
 */
export async function isContractorBanned(
  db: Db,
  contractorId: string | null,
  { pack, now, onFailure }: Asking,
): Promise<boolean | null> {
  if (contractorId === null) return false
  try {
    return await db.transaction((trx) => isBannedOn(trx, contractorId, dayAt(now, pack.zone)))
  } catch (error) {
    onFailure(error)
    return null
  }
}

/** The same on a day, for whoever has nothing else to say where it cannot be found out. */
export async function isBannedOn(db: Db, contractorId: string | null, day: string): Promise<boolean> {
  if (contractorId === null) return false
  const [found] = await certainRows<{ banned: boolean }>(
    db,
    'select contractor_is_banned(cast(:contractorId as uuid), cast(:day as date)) as banned',
    { contractorId, day },
  )
  return (found as { banned: boolean }).banned
}
