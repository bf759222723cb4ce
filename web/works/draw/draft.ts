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
  type Works,
  type WorksChange,
} from '../../../server/works/contract.ts'
import { latinDigits } from '../../i18n/format.ts'
import type { Speech } from '../../i18n/language.tsx'

/** The words of a works that is being drawn or changed; the drawing itself is the map's. */
export interface Draft {
  title: string
  description: string
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

/** The trade that a part of an agency's code begins like: `CITY-ELEC` is electricity's, `TEL2` a telecom's. */
function tradeOf(code: string): Utility {
  const parts = code
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(({ length }) => length >= 3)
  const isLike = (utility: string, part: string) => utility.startsWith(part) || part.startsWith(utility)
  return utilities.find((utility) => parts.some((part) => isLike(utility, part))) ?? 'other'
}

/** What a new drawing begins with: two weeks ahead, in the trade of its agency. */
export function newDraft(today: string, agency: { id: string; code: string } | undefined): Draft {
  const start = addDays(today, firstLead)
  return {
    title: '',
    description: '',
    category: 'planned',
    utility: tradeOf(agency?.code ?? ''),
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
  const { title, description, category, utility, method, trafficImpact, period, agencyId } = draft
  const agency = byOffice && agencyId ? { agencyId } : {}
  const words = description.trim()
  return {
    title: title.trim(),
    ...(words ? { description: words } : {}),
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

const shortestTitle = 3

/** What the words still lack before they can be stored. */
export function missingOf(draft: Draft, say: Speech['say']): string[] {
  return [
    draft.title.trim().length < shortestTitle ? say('draw.needTitle') : null,
    draft.period.end < draft.period.start ? say('draw.endsFirst') : null,
  ].filter((each) => each !== null)
}

/** The draft so many days earlier (negative) or later. */
export function shifted(draft: Draft, days: number): Draft {
  return { ...draft, period: shift(draft.period, days) }
}

/** A works as it stands, to be changed. */
export function draftOf(works: Works): Draft {
  const { title, description, category, utility, method, trenchWidthMetres, trafficImpact, period, agencyId } = works
  const trenchWidth = trenchWidthMetres === null ? '' : String(trenchWidthMetres)
  return {
    title,
    description: description ?? '',
    category,
    utility,
    method,
    trenchWidth,
    trafficImpact,
    period,
    agencyId,
  }
}

/** What brings a works to the draft; its route stays. */
export function changeOf(draft: Draft, { version }: Works): WorksChange {
  const { title, description, category, utility, method, trafficImpact, period } = draft
  return {
    version,
    title: title.trim(),
    description: description.trim() || null,
    category,
    utility,
    method,
    trafficImpact,
    period,
    trenchWidthMetres: null,
    ...width(draft),
  }
}
