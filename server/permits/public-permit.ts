import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { trenchOf } from '../dig-once/trench.ts'
import { summariesOf } from '../works/read.ts'
import type { PublicPermit } from './contract.ts'
import { permitByNumber } from './permit.ts'
import { noticeOf } from './resident-notices.ts'
import { permitStateOf } from './rules.ts'

/** What anybody learns who reads a permit's number at the site, as it is on a day; null where there is none. */
export async function publicPermit(
  db: Db,
  number: string,
  { actor, today }: { actor: Actor | null; today: string },
): Promise<PublicPermit | null> {
  const found = await permitByNumber(db, number)
  if (!found) return null
  const { permit, code } = found
  const works = (await summariesOf(db, [permit.worksId], actor)).get(permit.worksId) ?? null
  const state = permitStateOf(permit.valid, works?.status ?? null, today)
  const notice = works && (await noticeOf(db, works.id))
  const connections = works && (await connectionsIn(db, works.id))
  const shown = state === 'void' ? { ...permit, conditions: [] } : permit
  const trench = works && (await trenchOf(db, works.id, actor))
  return { permit: shown, code, works, connections, trench, state, notice }
}

async function connectionsIn(db: Db, worksId: string): Promise<number | null> {
  const found = (await db('works').where({ id: worksId }).first('connections')) as { connections: number | null }
  return found.connections
}
