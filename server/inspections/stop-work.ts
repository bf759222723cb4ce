import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import type { Outcome } from '../http/problem.ts'
import { happen } from '../permits/events.ts'
import type { Following, Found } from './consequences.ts'
import { canStop } from './rules.ts'

/** An inspector stops works in the office's place; the history and the audit name the inspector. */
function inTheOfficesPlace(actor: Actor): Actor {
  return { ...actor, role: 'planner', ground: 'everywhere', isAdmin: false, scopes: null }
}

/**
 * Suspends a works by the lifecycle's own door. Of a works that stands still already, or is dug no more, the reason is
 * kept and nothing else: what was seen at the site is not refused for what happened meanwhile in an office.
 */
export async function stopWork(
  db: Db,
  { sent, number, works }: Found,
  { actor, ...following }: Following,
): Promise<Outcome<null>> {
  if (sent.stopWork === undefined || !canStop(works.status)) return { value: null }
  const told = { event: 'suspend', version: works.version, reason: `${sent.stopWork.reason} (${number})` } as const
  const onFailure = (error: unknown) => {
    throw error
  }
  const stopped = await happen(db, works.id, told, { ...following, actor: inTheOfficesPlace(actor), onFailure })
  return stopped.problem ? stopped : { value: null }
}
