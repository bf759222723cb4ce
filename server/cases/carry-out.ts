import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { linkWorks } from '../dig-once/link.ts'
import type { Outcome } from '../http/problem.ts'
import type { Language } from '../language/contract.ts'
import { waiveBetween } from '../permits/waivers.ts'
import type { RulePack } from '../policy/contract.ts'
import { amendWorks } from '../works/amendments/amend.ts'
import type { Works } from '../works/contract.ts'
import { findWorks } from '../works/read.ts'
import type { AmendmentKeeper } from '../works/store.ts'
import type { Measure } from './contract.ts'
import { sayCases } from './messages.ts'
import { judgePermitted, type Permitted, passingFault, permittedAs } from './permitted.ts'
import { goesByPermit } from './rules.ts'

/** What works in a case are done with. `keeper` keeps the register; the cases themselves are kept once all is done. */
export interface CaseDoing {
  pack: RulePack
  keeper: AmendmentKeeper
  actor: Actor
  now: Date
  language: Language
  onFailure: (error: unknown) => void
}

/** A case as far as it is carried out. */
export interface Carried {
  id: string
  number: string
  pairs: readonly (readonly [string, string])[]
  works: ReadonlyMap<string, Works>
}

/**
 * What all parties have agreed on is done in the office's place, and so is what is tried: no party alone may move the works
 * of the others. The audit and the history name whoever gave the last word.
 */
export function inTheOfficesPlace(actor: Actor): Actor {
  return { ...actor, role: 'planner', ground: 'everywhere', isAdmin: false, scopes: null }
}

/**
 * Carries a measure out: moves and reroutes works, links those that share a trench, waives what is accepted as it is. In one
 * transaction, whose works and ground are held; gives the works that are others now.
 */
export async function carryOut(
  db: Db,
  carried: Carried,
  { measure, reason }: { measure: Measure; reason: string },
  doing: CaseDoing,
): Promise<Outcome<string[]>> {
  const words = sayCases('carried_out', { number: carried.number, reason })(doing.language)
  // linked works clash no more while their days are in step: they may be moved onto each other's days afterwards
  if (measure.lead) {
    const linked = await linkWorks(db, { ...measure.lead, cause: { kind: 'case', id: carried.id } }, doing)
    if (linked.problem) return linked
  }
  const changed = await changeAll(db, carried, { measure, words }, doing)
  if (changed.problem) return changed
  if (measure.kind === 'as_is')
    await waiveBetween(db, carried.pairs, { reason: words, conditions: measure.conditions, caseId: carried.id }, doing)
  return { value: [...carried.works.keys()] }
}

/**
 * All moves are one: every works is moved before what follows from any of them is done, and permits are judged on the ground as
 * it lies once all have left it. Two that change places meet on their way, and nobody stands against that.
 */
async function changeAll(
  db: Db,
  carried: Carried,
  { measure, words }: { measure: Measure; words: string },
  doing: CaseDoing,
): Promise<Outcome<null>> {
  const cause = { kind: 'case', caseId: carried.id, reason: words } as const
  const followers: (() => Promise<Outcome<null>>)[] = []
  const follow: AmendmentKeeper['follow'] = async (at, amended, following) => {
    followers.push(() => doing.keeper.follow(at, amended, following))
    return { value: null }
  }
  const permitted: { worksId: string; before: Permitted }[] = []
  for (const { worksId, period, route } of measure.changes) {
    const works = (await findWorks(db, worksId, doing.actor)) as Works
    const change = { period, route }
    if (goesByPermit(works.status)) {
      const passing = await passingFault(db, { works, change }, doing.pack)
      if (passing) return passing
      permitted.push({ worksId, before: await permittedAs(db, works, period) })
    }
    const deed = { works, change, cause }
    const moved = await amendWorks(db, deed, { ...doing, keeper: { ...doing.keeper, follow } })
    if (moved.problem) return moved
  }
  for (const done of followers) {
    const followed = await done()
    if (followed.problem) return followed
  }
  for (const { worksId, before } of permitted) {
    const judged = await judgePermitted(db, (await findWorks(db, worksId, doing.actor)) as Works, before, doing)
    if (judged.problem) return judged
  }
  return { value: null }
}
