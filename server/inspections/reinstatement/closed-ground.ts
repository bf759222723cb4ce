import type { Db } from '../../database/connect.ts'
import { note } from '../../permits/note.ts'
import type { Works } from '../../works/contract.ts'
import { lockWorks } from '../../works/diversions/store.ts'
import { guaranteeEnd } from '../../works/rules.ts'
import { takeGround } from '../handover/facts.ts'
import type { Reinstatement } from './contract.ts'
import { recordsOf } from './read.ts'
import type { Recording } from './store.ts'

/**
 * Ground that was said to be closed is what its records say, also once one of them is corrected: whoever meets it meets
 * that, and whoever is about to accept it sees a newer version than they read.
 */
export async function takeRecorded(
  db: Db,
  works: Works,
  { number, version, correction }: Pick<Reinstatement, 'number' | 'version' | 'correction'>,
  { actor, now, pack, keeper }: Recording,
): Promise<void> {
  const closedOn = works.actualPeriod?.end
  if (works.status !== 'reinstated' || !closedOn) return
  await lockWorks(db, [works], { pack })
  await takeGround(db, works.id, pack)
  const deepest = Math.max(...(await recordsOf(db, works.id)).map(({ depthMetres }) => depthMetres))
  await db('works')
    .where({ id: works.id })
    .update({ guarantee_until: guaranteeEnd(closedOn, deepest, pack) })
  await keeper.keep(db, [works.id], pack)
  const told = { record: number, recordVersion: version }
  await note(db, [works.id], 'record', { reason: correction, told }, { userId: actor.userId, now })
}
