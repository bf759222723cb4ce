import type { Db } from '../database/connect.ts'
import { failed, type Outcome } from '../http/problem.ts'
import type { Language } from '../language/contract.ts'
import { type Moving, passesTo } from '../permits/elsewhere.ts'
import { dossierOf, factsOf } from '../permits/facts.ts'
import type { Judging } from '../permits/findings.ts'
import { permitOf } from '../permits/permit.ts'
import { reasonsOf } from '../permits/reasons.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import { openAmendment } from '../works/amendments/read.ts'
import type { Status, Works } from '../works/contract.ts'
import { transition } from '../works/lifecycle/rules.ts'
import { sayCases } from './messages.ts'

/** A works with a permit, before a case changes it. */
export interface Permitted {
  status: Status
  valid: Period | null
  /** The change lets its permit run longer. */
  isLonger: boolean
  isExtendedOften: (most: RulePack['extension']['most']) => boolean
  /** Its owner has proposed another change, which the office has not decided on. */
  isOpen: boolean
}

export async function permittedAs(db: Db, works: Works, period: Period | undefined): Promise<Permitted> {
  const permit = await permitOf(db, works.id)
  const isLonger = permit !== null && period !== undefined && period.end > permit.valid.end
  return {
    status: works.status,
    valid: permit?.valid ?? null,
    isLonger,
    isExtendedOften: (most) => (permit?.extensions ?? 0) >= most,
    isOpen: (await openAmendment(db, works.id)) !== null,
  }
}

/** A case hands no permit on, whoever decides it: most of the works stays where the office decides that has granted it. */
export async function passingFault(db: Db, moving: Moving, pack: RulePack): Promise<Outcome<never> | null> {
  const to = await passesTo(db, moving, pack)
  if (!to) return null
  const detail = (language: Language) => sayCases('lies_elsewhere', { municipality: to[language] })(language)
  return failed('refused', { reasons: [{ code: 'lies_elsewhere', detail }] })
}

/**
 * What the lifecycle says to a change of a works with a permit that a case has made: what was agreed on or decided there stands for a
 * proposal, the office grants it, and a later end is an extension like any other. Judged on the works as they lie after it; a
 * refusal takes it back with everything else.
 */
export async function judgePermitted(
  db: Db,
  changed: Works,
  before: Permitted,
  judging: Judging,
): Promise<Outcome<null>> {
  const dossier = await dossierOf(db, changed, judging)
  const facts = {
    ...factsOf(changed, dossier, { hasReason: true, hasGround: false }, judging),
    permit: before.valid,
    amendments: {
      isOpen: before.isOpen,
      askedOn: null,
      // the parties and the office have looked at it in the case
      isConsulted: false,
      // what is changed for the sake of others costs nothing more
      isPaid: true,
      isExtendedOften: before.isExtendedOften(judging.pack.extension.most),
    },
  }
  const decided = { ...facts, amendments: { ...facts.amendments, isOpen: true } }
  const refusals = [
    ...(before.isOpen ? (['amendment_open'] as const) : []),
    ...(transition(before.status, 'amend', ['office'], decided).refusals ?? []),
    ...(before.isLonger ? (transition(before.status, 'prolong', ['owner'], facts).refusals ?? []) : []),
  ]
  const against = [...new Set(refusals)]
  return against.length === 0 ? { value: null } : failed('refused', { reasons: reasonsOf(against, dossier) })
}
