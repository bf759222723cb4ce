import type { Assessed } from '../../../server/coordination/contract.ts'
import type { Route } from '../../../server/geo/contract.ts'
import type { Period } from '../../../server/time/contract.ts'
import { addDays, shift } from '../../../server/time/rules.ts'
import {
  type Category,
  type Method,
  type NewWorks,
  type TrafficImpact,
  type Utility,
  utilities,
} from '../../../server/works/contract.ts'
import { latinDigits } from '../../i18n/format.ts'

/** The words of a works that is being drawn; the drawing itself is the map's. */
export interface Draft {
  title: string
  category: Category
  utility: Utility
  method: Method
  /** As typed. */
  trenchWidth: string
  trafficImpact: TrafficImpact
  period: Period
  agencyId: string | null
}

const firstLead = 14
const firstLength = 19

/** What a new drawing begins with: two weeks ahead, in the trade of its agency. */
export function newDraft(today: string, agency: { id: string; code: string } | undefined): Draft {
  const start = addDays(today, firstLead)
  return {
    title: '',
    category: 'planned',
    utility: utilities.find((utility) => agency?.code.toLowerCase().includes(utility)) ?? 'other',
    method: 'open_cut',
    trenchWidth: '',
    trafficImpact: 'minor',
    period: { start, end: addDays(start, firstLength - 1) },
    agencyId: agency?.id ?? null,
  }
}

function width(draft: Draft): { trenchWidthMetres?: number } {
  const metres = Number(latinDigits(draft.trenchWidth).replace(',', '.'))
  return metres > 0 && metres <= 100 ? { trenchWidthMetres: metres } : {}
}

export function assessedOf(draft: Draft, route: Route): Assessed {
  const { category, trafficImpact, period, agencyId } = draft
  return { category, route, period, trafficImpact, ...width(draft), ...(agencyId ? { agencyId } : {}) }
}

/** What is sent to be stored; the office names the agency it records for. */
export function worksOf(draft: Draft, route: Route, status: 'draft' | 'planned', byOffice: boolean): NewWorks {
  const { title, category, utility, method, trafficImpact, period, agencyId } = draft
  const agency = byOffice && agencyId ? { agencyId } : {}
  return {
    title: title.trim(),
    category,
    utility,
    method,
    trafficImpact,
    period,
    route,
    status,
    ...width(draft),
    ...agency,
  }
}

/** The draft so many days earlier (negative) or later. */
export function shifted(draft: Draft, days: number): Draft {
  return { ...draft, period: shift(draft.period, days) }
}
