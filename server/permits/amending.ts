import type { Db } from '../database/connect.ts'
import type { Reason } from '../http/problem.ts'
import { ruleChange } from '../works/amendments/amend.ts'
import type { Amendment } from '../works/amendments/contract.ts'
import { takeProposed } from '../works/amendments/take.ts'
import { amendmentEvents, type Works } from '../works/contract.ts'
import { eventsFrom, transition } from '../works/lifecycle/rules.ts'
import { mayChange } from '../works/rules.ts'
import type { Procedure } from './contract.ts'
import { againstMoving } from './elsewhere.ts'
import { type Dossier, dossierOf, factsOf, partiesOf, readsParties } from './facts.ts'
import type { Judging } from './findings.ts'
import { amendedPlan, plannedBy } from './plan.ts'
import { reasonsOf } from './reasons.ts'

const given = { hasReason: true, hasGround: false }

/** The proposal that waits, with what its plan would meet, and what whoever asks may do about amendments. */
export async function amendingOf(
  db: Db,
  works: Works,
  dossier: Dossier,
  judging: Judging,
): Promise<Pick<Procedure, 'proposal' | 'amending'>> {
  const parties = partiesOf(works, judging)
  // what was not applied for is changed
  if (!readsParties(works, judging) || mayChange(works)) return { proposal: null, amending: [] }
  const { proposal } = dossier
  const met = proposal && (await metBy(db, works, proposal, judging))
  const possible = new Set<string>(parties.flatMap((party) => eventsFrom(works.status, party)))
  const told = ({ code, detail }: Reason) => ({ code, detail: detail(judging.language) })
  const offered = amendmentEvents.filter((event) => possible.has(event))
  const amending = offered.flatMap((event) => {
    const judged = (event === 'amend' && met?.plan) || { works, dossier }
    const facts = factsOf(judged.works, judged.dossier, given, judging)
    const { refusals = [] } = transition(works.status, event, parties, facts)
    if (refusals.includes('not_yours')) return []
    const against = (event === 'amend' && met?.against) || []
    const reasons = [...against, ...reasonsOf(refusals, judged.dossier)]
    return [{ event, reasons: reasons.map(told) }]
  })
  if (!proposal || !met) return { proposal: null, amending }
  const { plan, against } = met
  const waiting = plan
    ? { findings: plan.dossier.findings, against: [] }
    : { findings: null, against: against.map(told) }
  return { proposal: { amendment: proposal, ...waiting }, amending }
}

interface Met {
  /** Null where it can become nothing any more: `against` says why. */
  plan: { works: Works; dossier: Dossier } | null
  against: Reason[]
}

/** The works as a proposal would make it, what that would meet, and what stands against it besides. */
async function metBy(db: Db, works: Works, proposal: Amendment, judging: Judging): Promise<Met> {
  const { actor, pack } = judging
  const taken = await takeProposed(db, works, proposal, pack)
  if (taken.problem) return { plan: null, against: taken.problem.reasons ?? [] }
  const change = taken.value
  const ruled = ruleChange(works, change)
  if (ruled.problem) return { plan: null, against: ruled.problem.reasons ?? [] }
  const planned = await plannedBy(db, works, change, pack)
  const plan = amendedPlan(works, change, ruled.value, new Date(proposal.askedAt))
  const passing = await againstMoving(db, { works, change }, { actor, pack, as: 'office' })
  const dossier = await dossierOf(db, planned, judging, plan)
  return { plan: { works: planned, dossier }, against: passing ? [passing] : [] }
}
