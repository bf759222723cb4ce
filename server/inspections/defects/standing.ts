import type { Actor } from '../../access/actor.ts'
import type { Deed } from '../../access/deeds.ts'
import { allows } from '../../access/policy.ts'
import type { DefectParty } from './rules.ts'

/** What the policy asks of a defect. */
export interface DefectPlace {
  agencyId: string
  contractorId: string | null
  municipalityIds: readonly string[]
}

function allowed(actor: Actor | null, deed: Deed, { agencyId, contractorId, municipalityIds }: DefectPlace): boolean {
  return [agencyId, contractorId].some((id) => allows(actor, deed, { agencyId: id, municipalityIds }))
}

/** Is it there for them: as theirs to mend, or on their ground? */
export function seesDefect(actor: Actor | null, place: DefectPlace): boolean {
  return allowed(actor, 'defects.see', place)
}

/** As what somebody stands before a defect. */
export function partiesOf(actor: Actor, place: DefectPlace): DefectParty[] {
  return [
    ...(allowed(actor, 'defects.answer', place) ? (['responsible'] as const) : []),
    ...(allowed(actor, 'defects.judge', place) ? (['inspector'] as const) : []),
    ...(allowed(actor, 'defects.decide', place) ? (['office'] as const) : []),
  ]
}
