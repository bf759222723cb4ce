import type { Actor } from '../../access/actor.ts'
import { sightBindings } from '../../access/policy.ts'

/**
 * Which meetings are in sight, as a condition on them as `m`: of the office that called them, of those whom they concern, and of
 * the offices of their ground. Bind it with `meetingSight`.
 */
export const sightOfMeetings = `(m.agency_id = cast(:heldAgency as uuid) or cast(:heldAgency as uuid) = any (m.agency_ids)
  or cast(:heldEverywhere as boolean) or m.municipality_ids && cast(:heldGround as uuid[]))`

const placed = (ground: string) =>
  `i.municipality_ids && cast(:${ground} as uuid[]) or m.municipality_ids[1] = any (cast(:${ground} as uuid[]))`

/**
 * The same for their items as `i`. What is between some is theirs as it is elsewhere: a case as cases are, charges and decisions
 * as the procedure of the works; and of the office of its ground, and the one that writes the minutes. Whoever is left with an
 * item reads it.
 */
export const sightOfItems = `(not i.is_between
  or cast(:caseSeesAgency as uuid) = i.settler_id or cast(:caseSeesAgency as uuid) = any (i.named_ids)
  or i.point = 'cases' and (cast(:caseSeesAgency as uuid) = any (i.party_ids) or cast(:caseSeesEverywhere as boolean) or ${placed('caseSeesGround')})
  or i.point <> 'cases' and (cast(:partyAgency as uuid) = any (i.party_ids) or cast(:partyEverywhere as boolean) or ${placed('partyGround')}))`

export function meetingSight(actor: Actor) {
  const held = sightBindings(actor, 'meetings.see')
  const cases = sightBindings(actor, 'cases.see')
  const party = sightBindings(actor, 'works.procedure')
  return {
    ...{ heldAgency: held.seesAgency, heldEverywhere: held.seesEverywhere, heldGround: held.seesGround },
    ...{ caseSeesAgency: cases.seesAgency, caseSeesEverywhere: cases.seesEverywhere, caseSeesGround: cases.seesGround },
    ...{ partyAgency: party.seesAgency, partyEverywhere: party.seesEverywhere, partyGround: party.seesGround },
  }
}
