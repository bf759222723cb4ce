import type { Actor } from '../access/actor.ts'
import type { Deed } from '../access/deeds.ts'
import { allows } from '../access/policy.ts'
import type { CaseStanding } from './rules.ts'

/** Of a case, what decides who may do what in it. */
export interface CasePlace {
  parties: readonly string[]
  municipalityIds: readonly string[]
  causeAgencyId: string
}

function isFor(actor: Actor, deed: Deed, { parties, municipalityIds }: CasePlace): boolean {
  return allows(actor, deed, { municipalityIds }) || parties.some((agencyId) => allows(actor, deed, { agencyId }))
}

/** Its parties and the office of the ground that its works touch; to everybody else there is no such case. */
export function seesCase(actor: Actor, place: CasePlace): boolean {
  return isFor(actor, 'cases.see', place)
}

export function standingIn(actor: Actor, place: CasePlace): CaseStanding {
  const isParty = isFor(actor, 'cases.take_part', place)
  return {
    isParty,
    isOffice: allows(actor, 'works.decide', place),
    isCause: isParty && actor.agencyId === place.causeAgencyId,
  }
}
