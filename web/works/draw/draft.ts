import type { Assessed } from '../../../server/coordination/contract.ts'
import type { Route } from '../../../server/geo/contract.ts'
import type { Period } from '../../../server/time/contract.ts'
import { addDays, dayNumber, shift } from '../../../server/time/rules.ts'
import {
  type Category,
  type Closure,
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
import { isWhole, type NoDays, noDaysOf } from './no-days.ts'

/** The words of a works that is being drawn or changed; the drawing itself is the map's. */
export interface Draft {
  title: string
  description: string
  category: Category
  utility: Utility
  method: Method
  /** As typed. */
  trenchWidth: string
  trenchDepth: string
  trafficImpact: TrafficImpact
  closure: Closure
  period: Period
  /** What was typed in place of a day and is none. Until it is mended, the day before it is not what is meant. */
  noDays: NoDays
  agencyId: string | null
  /** Who is to dig; null as long as nobody is named. */
  contractorId: string | null
  /** What the agency calls it itself. */
  reference: string
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
    trenchDepth: '',
    trafficImpact: 'minor',
    closure: 'none',
    period: { start, end: addDays(start, firstLength - 1) },
    noDays: {},
    agencyId: agency?.id ?? null,
    contractorId: null,
    reference: '',
  }
}

const mostMetres = 100

function metresOf(text: string): number {
  return Number(latinDigits(text).replace(',', '.'))
}

/** Something was typed that is no width, or no depth: it must not be stored as none, nor as the usual one. */
function isNoMetres(typed: string): boolean {
  const metres = metresOf(typed)
  return typed.trim() !== '' && !(metres > 0 && metres <= mostMetres)
}
export const isNoWidth = ({ trenchWidth }: Pick<Draft, 'trenchWidth'>) => isNoMetres(trenchWidth)
export const isNoDepth = ({ trenchDepth }: Pick<Draft, 'trenchDepth'>) => isNoMetres(trenchDepth)

/** What was typed; where nothing was, what is usual. */
function width(draft: Draft, usual?: number): { trenchWidthMetres?: number } {
  if (draft.trenchWidth.trim() === '') return usual === undefined ? {} : { trenchWidthMetres: usual }
  return isNoWidth(draft) ? {} : { trenchWidthMetres: metresOf(draft.trenchWidth) }
}

/** No depth is usual: what nobody has typed is not known. */
function depth(draft: Draft): { trenchDepthMetres?: number } {
  if (draft.trenchDepth.trim() === '' || isNoDepth(draft)) return {}
  return { trenchDepthMetres: metresOf(draft.trenchDepth) }
}

/** What is asked of the server; nothing while a day is none, for the answer would be another day's. */
export function askedOf(draft: Draft, route: Route | null, usualWidth?: number): Assessed | null {
  return route && isWhole(draft) ? assessedOf(draft, route, usualWidth) : null
}

export function assessedOf(draft: Draft, route: Route, usualWidth?: number): Assessed {
  const { category, trafficImpact, closure, period, agencyId } = draft
  return {
    category,
    route,
    period,
    trafficImpact,
    closure,
    ...width(draft, usualWidth),
    ...(agencyId ? { agencyId } : {}),
  }
}

interface Stored {
  route: Route
  status: 'draft' | 'planned'
  byOffice: boolean
  usualWidth?: number | undefined
}

/** What is sent to be stored; the office names the agency it records for. */
export function worksOf(draft: Draft, { route, status, byOffice, usualWidth }: Stored): NewWorks {
  const { title, description, category, utility, method, trafficImpact, closure, period, agencyId, contractorId } =
    draft
  const agency = byOffice && agencyId ? { agencyId } : {}
  const [words, reference] = [description.trim(), draft.reference.trim()]
  return {
    title: title.trim(),
    ...(words ? { description: words } : {}),
    ...(reference ? { externalReference: reference } : {}),
    category,
    utility,
    method,
    trafficImpact,
    closure,
    period,
    route,
    status,
    ...width(draft, usualWidth),
    ...depth(draft),
    ...agency,
    ...(contractorId ? { contractorId } : {}),
  }
}

const shortestTitle = 3

/** What the words still lack before they can be stored. */
export function missingOf(draft: Draft, say: Speech['say']): string[] {
  const wrong = noDaysOf(draft, say)
  const isTurned = wrong.length === 0 && draft.period.end < draft.period.start
  return [
    ...(draft.title.trim().length < shortestTitle ? [say('draw.needTitle')] : []),
    ...wrong,
    ...(isTurned ? [say('draw.endsFirst')] : []),
    ...(isNoWidth(draft) ? [say('draw.noWidth')] : []),
    ...(isNoDepth(draft) ? [say('draw.noDepth')] : []),
  ]
}

/** The draft in another category: a danger is dug today, so days that are over or to come become days from today on. */
export function inCategory(draft: Draft, category: Category, today: string): Draft {
  const { period } = draft
  const isOfToday = period.start <= today && today <= period.end
  if (category !== 'emergency' || isOfToday) return { ...draft, category }
  return { ...shifted(draft, dayNumber(today) - dayNumber(period.start)), category }
}

/** The draft so many days earlier (negative) or later. */
export function shifted(draft: Draft, days: number): Draft {
  return { ...draft, period: shift(draft.period, days), noDays: {} }
}

/** A works as it stands, to be changed. */
export function draftOf(works: Works): Draft {
  const { title, description, category, utility, method, trenchWidthMetres, trafficImpact, closure, period, agencyId } =
    works
  const typed = (metres: number | null) => (metres === null ? '' : String(metres))
  return {
    title,
    description: description ?? '',
    category,
    utility,
    method,
    trenchWidth: typed(trenchWidthMetres),
    trenchDepth: typed(works.trenchDepthMetres),
    trafficImpact,
    closure,
    period,
    noDays: {},
    agencyId,
    contractorId: works.contractorId,
    reference: works.externalReference ?? '',
  }
}

/** What brings a works to the draft; its route stays unless another one was drawn. */
export function changeOf(draft: Draft, { version }: Pick<Works, 'version'>, drawn?: Route): WorksChange {
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
    contractorId: draft.contractorId,
    externalReference: draft.reference.trim() || null,
    trenchWidthMetres: null,
    trenchDepthMetres: null,
    ...width(draft),
    ...depth(draft),
    ...(drawn ? { route: drawn } : {}),
  }
}
