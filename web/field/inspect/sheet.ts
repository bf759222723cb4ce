import type { Areas, Route } from '../../../server/geo/contract.ts'
import type { Checklist, InspectionKind } from '../../../server/inspections/checklists/contract.ts'
import type { Visit } from '../../../server/inspections/visits/contract.ts'
import type { Works } from '../../../server/works/contract.ts'

/** What a phone has to know of a works to inspect it. */
export interface SheetWorks {
  id: string
  number: string
  title: string
  version: number
  agencyId: string
  contractorId: string | null
  route: Route
  footprint: Areas
  lengthMetres: number
  permitNumber: string | null
  status: Works['status']
  actualPeriod: Works['actualPeriod']
}

/** Everything a visit is made with: fetched, or taken along. */
export interface Sheet {
  works: SheetWorks
  visit: Pick<Visit, 'id' | 'cause' | 'dueOn' | 'note'> | null
  checklist: Checklist
  /** From how far on a reason is asked. */
  nearMetres: number
}

/** A visit has one draft; so has a works that nobody planned a visit to, for each kind. */
export function draftKey(asked: {
  visit?: string | undefined
  works?: string | undefined
  kind?: InspectionKind
}): string | null {
  if (asked.visit) return asked.visit
  return asked.works && asked.kind ? `${asked.works} ${asked.kind}` : null
}
