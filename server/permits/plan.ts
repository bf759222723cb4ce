import type { Db } from '../database/connect.ts'
import type { RulePack } from '../policy/contract.ts'
import { amendedBy } from '../works/amendments/amend.ts'
import { asksFirst, type Change, type Following, type PlannedWorks } from '../works/amendments/rules.ts'
import type { Works } from '../works/contract.ts'
import { areaOf } from '../works/ground.ts'

/** Of what plan of a works its findings are asked. */
export interface Plan {
  /** Not the one that is stored: what was waived there is to be judged again. */
  isAmended: boolean
  /** From when on the time until its start is counted. */
  receivedAt: Date
}

/** The plan that is stored: counted from its application, or from now where there is none. */
export function storedPlan({ submittedAt, status }: Pick<Works, 'submittedAt' | 'status'>, now: Date): Plan {
  return { isAmended: false, receivedAt: submittedAt && status !== 'returned' ? new Date(submittedAt) : now }
}

/**
 * The plan as an amendment would make it: where it is another application, or begins on another day, counted from when it was asked
 * for. How long the office takes is not the applicant's.
 */
export function amendedPlan(works: Works, change: Change, { isReceived }: Following, askedAt: Date): Plan {
  const isStartMoved = change.period !== undefined && change.period.start !== works.period.start
  return isReceived || isStartMoved
    ? { isAmended: true, receivedAt: askedAt }
    : { ...storedPlan(works, askedAt), isAmended: true }
}

/** The works as a change makes it, with the ground that it would take. */
export async function plannedBy(db: Db, works: Works, change: Change, pack: RulePack): Promise<PlannedWorks> {
  const amended = amendedBy(works, change)
  if (!asksFirst(works, change)) return amended
  return { ...amended, areaSquareMetres: await areaOf(db, amended, pack) }
}
