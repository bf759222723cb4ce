import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import type { Outcome } from '../http/problem.ts'
import type { Language } from '../language/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Works } from '../works/contract.ts'
import type { WorksKeeper } from '../works/store.ts'
import type { Checklist } from './checklists/contract.ts'
import type { InspectionOutcome, NewInspection } from './contract.ts'
import { defectsFollow } from './defects/consequence.ts'
import { stopWork } from './stop-work.ts'
import { tellFailure } from './told.ts'
import { proposeViolations } from './violations/from-inspection.ts'
import { fulfilVisit, planNext } from './visits/consequences.ts'

/** An inspection that has just been stored, with what it was about. */
export interface Found {
  /** As it was sent; a failed item has its severity here. */
  sent: NewInspection
  /** The visit that it fulfils. */
  visitId: string | null
  number: string
  outcome: InspectionOutcome
  /** The version that its codes belong to. */
  checklist: Checklist
  works: Works
}

export interface Following {
  pack: RulePack
  keeper: WorksKeeper
  actor: Actor
  now: Date
  language: Language
}

/**
 * What follows from an inspection. By the owner's door, in the transaction that stored it: a problem takes the
 * inspection back as well.
 */
export type Consequence = (db: Db, found: Found, following: Following) => Promise<Outcome<null>>

/** All of them, in the order in which they happen. */
export const consequences: readonly Consequence[] = [
  fulfilVisit,
  defectsFollow,
  planNext,
  stopWork,
  proposeViolations,
  tellFailure,
]

/** Lets everything follow from an inspection. */
export async function follow(db: Db, found: Found, following: Following): Promise<Outcome<null>> {
  for (const consequence of consequences) {
    const done = await consequence(db, found, following)
    if (done.problem) return done
  }
  return { value: null }
}
