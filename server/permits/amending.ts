import type { Db } from '../database/connect.ts'
import type { Amendment } from '../works/amendments/contract.ts'
import { followingOf } from '../works/amendments/rules.ts'
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
  const planned = proposal && (await metBy(db, works, proposal, judging))
  const possible = new Set<string>(parties.flatMap((party) => eventsFrom(works.status, party)))
  const offered = amendmentEvents.filter((event) => possible.has(event))
  const amending = offered.flatMap((event) => {
    const judged = event === 'amend' && planned ? planned : { works, dossier }
    const facts = factsOf(judged.works, judged.dossier, given, judging)
    const { refusals = [] } = transition(works.status, event, parties, facts)
    if (refusals.includes('not_yours')) return []
    const against = event === 'amend' && planned?.against ? [planned.against] : []
    const reasons = [...against, ...reasonsOf(refusals, judged.dossier)]
    return [{ event, reasons: reasons.map(({ code, detail }) => ({ code, detail: detail(judging.language) })) }]
  })
  return { proposal: proposal && { amendment: proposal, findings: planned?.dossier.findings ?? null }, amending }
}

/** The works as a proposal would make it, and what that would meet; null where it would change nothing any more. */
async function metBy(db: Db, works: Works, proposal: Amendment, judging: Judging) {
  const taken = await takeProposed(db, works, proposal, judging.pack)
  if (taken.problem) return null
  const change = taken.value
  const { following } = followingOf(works, change)
  if (!following) return null
  const planned = await plannedBy(db, works, change, judging.pack)
  const plan = amendedPlan(works, change, following, new Date(proposal.askedAt))
  const { actor, pack } = judging
  const against = await againstMoving(db, { works, change }, { actor, pack, as: 'office' })
  return { works: planned, dossier: await dossierOf(db, planned, judging, plan), against }
}
