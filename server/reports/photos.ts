import type { Db } from '../database/connect.ts'
import type { NewReportDeed } from './contract.ts'
import type { WholeRow } from './row.ts'

type Photos = Pick<WholeRow, 'photo_id' | 'after_photo_id' | 'status'>

async function show(db: Db, id: string | null, isPublic: boolean): Promise<void> {
  if (id !== null) await db('photo').where({ id }).update({ is_public: isPublic })
}

/**
 * The photo of a report that is turned down is taken from the public, and given back where that was a mistake. A photo of a solution
 * goes with the solution: where it was none, or the report was.
 */
export async function showPhotosAfter(
  db: Db,
  { photo_id, after_photo_id, status }: Photos,
  deed: NewReportDeed['deed'],
): Promise<void> {
  if (deed !== 'reject' && deed !== 'reopen') return
  await show(db, after_photo_id, false)
  if (deed === 'reject') await show(db, photo_id, false)
  if (deed === 'reopen' && status === 'rejected') await show(db, photo_id, true)
}

/** Another solution takes the place of the one that was disputed. */
export async function hideFormerSolution(db: Db, { after_photo_id }: Pick<WholeRow, 'after_photo_id'>): Promise<void> {
  await show(db, after_photo_id, false)
}
