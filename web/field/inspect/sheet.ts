import type { Areas, Route } from '../../../server/geo/contract.ts'
import type { Checklist, InspectionKind } from '../../../server/inspections/checklists/contract.ts'
import type { Visit } from '../../../server/inspections/visits/contract.ts'
import type { Works } from '../../../server/works/contract.ts'
import type { Problem } from '../../api.ts'
import type { FieldArea } from '../offline/contract.ts'

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

export interface Asked {
  visit?: string | undefined
  works: string
  kind: InspectionKind
}

/** Neither the service nor the phone knows it. */
export const notHere: Problem = { type: '/problems/offline', title: '', status: 0 }

/** Only what a visit needs: it is kept with the draft. */
export function sheetOf(
  works: SheetWorks,
  { visit, kind }: { visit: Sheet['visit']; kind: InspectionKind },
  { checklists, nearMetres }: Pick<FieldArea, 'checklists' | 'nearMetres'>,
): Sheet {
  const checklist = checklists.find((each) => each.kind === kind)
  if (!checklist) throw notHere
  const { id, number, title, version, agencyId, contractorId, route, footprint, lengthMetres } = works
  const { permitNumber, status, actualPeriod } = works
  return {
    works: {
      ...{ id, number, title, version, agencyId, contractorId, route, footprint, lengthMetres },
      ...{ permitNumber, status, actualPeriod },
    },
    visit: visit ? { id: visit.id, cause: visit.cause, dueOn: visit.dueOn, note: visit.note } : null,
    checklist,
    nearMetres,
  }
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
