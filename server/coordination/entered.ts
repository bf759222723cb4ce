import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import type { Route } from '../geo/contract.ts'
import { failed, type Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import { takeConnections } from '../works/connections/amended.ts'
import { connectionsOf, standing } from '../works/connections/read.ts'
import type { Entered } from '../works/connections/rules.ts'
import { findWorks } from '../works/read.ts'
import type { Assessed } from './contract.ts'

interface Taking {
  route: Route
  actor: Actor
  pack: RulePack
}

/** The connections that a draft would have: those that stand, and those that are tried with it, taken in as they would be. */
export async function connectionsWith(
  db: Db,
  { worksId, connectionList }: Pick<Assessed, 'worksId' | 'connectionList'>,
  { route, actor, pack }: Taking,
): Promise<Outcome<readonly Entered[]>> {
  const stored = worksId ? standing(await connectionsOf(db, worksId)) : []
  if (!connectionList) return { value: stored }
  const works = worksId ? await findWorks(db, worksId, actor) : null
  if (!works) return failed('not-found')
  const taken = await takeConnections(db, works, connectionList, { route, pack })
  return taken.problem ? taken : { value: taken.value.pack?.standing ?? stored }
}
