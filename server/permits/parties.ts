import type { Actor } from '../access/actor.ts'
import { sightBindings } from '../access/policy.ts'

/**
 * Who is told the words and the money of a procedure, as a condition on works: whose it is, the office of its ground, and whoever
 * was asked about it. Bind it with `partyBindings`.
 */
export function partyToProcedure(w: string): string {
  return `(${w}.agency_id = cast(:partyAgency as uuid) or cast(:partyEverywhere as boolean)
    or ${w}.municipality_ids && cast(:partyGround as uuid[])
    or exists (select 1 from consultation asked where asked.works_id = ${w}.id and asked.agency_id = cast(:askedAgency as uuid)))`
}

export function partyBindings(actor: Actor) {
  const { seesAgency, seesEverywhere, seesGround } = sightBindings(actor, 'works.procedure')
  return {
    partyAgency: seesAgency,
    partyEverywhere: seesEverywhere,
    partyGround: seesGround,
    askedAgency: actor.agencyId,
  }
}
