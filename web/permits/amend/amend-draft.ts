import type { Route } from '../../../server/geo/contract.ts'
import type { AskedChange } from '../../../server/works/amendments/contract.ts'
import type { TrafficImpact, Works } from '../../../server/works/contract.ts'
import { latinDigits } from '../../i18n/format.ts'
import type { Sketch } from '../../sketch/sketch.ts'
import { isReason } from '../reason.ts'

/** What of a works is amended in words; another route is drawn. */
export interface AmendDraft {
  start: string
  end: string
  /** As typed. */
  trenchWidth: string
  trafficImpact: TrafficImpact
  reason: string
}

type Amended = Pick<Works, 'period' | 'trenchWidthMetres' | 'trafficImpact'>

/** A width that is none; an end before its start. */
export type AmendFault = 'width' | 'order'

const widestMetres = 100

export function amendDraftOf({ period, trenchWidthMetres, trafficImpact }: Amended): AmendDraft {
  const trenchWidth = trenchWidthMetres === null ? '' : String(trenchWidthMetres)
  return { ...period, trenchWidth, trafficImpact, reason: '' }
}

function widthOf({ trenchWidth }: AmendDraft): number | null {
  const metres = Number(latinDigits(trenchWidth).replace(',', '.'))
  return trenchWidth.trim() !== '' && metres > 0 && metres <= widestMetres ? metres : null
}

export function faultOf(draft: AmendDraft, works: Amended): AmendFault | null {
  const isWidthGone = draft.trenchWidth.trim() === '' && works.trenchWidthMetres === null
  if (!isWidthGone && widthOf(draft) === null) return 'width'
  return draft.end < draft.start ? 'order' : null
}

/** The members that are another than those of the works; with its route where one was drawn. */
export function changeOf(draft: AmendDraft, works: Amended & { route?: Route }, drawn?: Route): AskedChange {
  const { start, end, trafficImpact } = draft
  const width = widthOf(draft)
  return {
    ...(start !== works.period.start || end !== works.period.end ? { period: { start, end } } : {}),
    ...(width !== null && width !== works.trenchWidthMetres ? { trenchWidthMetres: width } : {}),
    ...(trafficImpact === works.trafficImpact ? {} : { trafficImpact }),
    ...(drawn && JSON.stringify(drawn) !== JSON.stringify(works.route) ? { route: drawn } : {}),
  }
}

/** What may be asked about; null where a word is wrong, or nothing is another. */
export function changeToPrice(
  draft: AmendDraft,
  works: Amended & { route?: Route },
  drawn?: Route,
): AskedChange | null {
  const change = changeOf(draft, works, drawn)
  return faultOf(draft, works) === null && Object.keys(change).length > 0 ? change : null
}

export function isAmendment(draft: AmendDraft, works: Amended & { route?: Route }, drawn?: Route): boolean {
  return changeToPrice(draft, works, drawn) !== null && isReason(draft.reason)
}

/** A route as the pen takes it up again. One of several parts is none that it draws: it is drawn anew. */
export function sketchOf(route: Route): Pick<Sketch, 'shape' | 'vertices' | 'finished'> {
  const shape = route.type.endsWith('LineString') ? 'line' : 'area'
  const ring = route.type === 'Polygon' && route.coordinates.length === 1 ? route.coordinates[0]?.slice(0, -1) : []
  const places = route.type === 'LineString' ? route.coordinates : (ring ?? [])
  const vertices = places.map((place) => ({ place, loose: false }))
  return { shape, vertices, finished: vertices.length > 0 }
}

const mostDays = 366

/** The days of an extension as typed; null where they are none. */
export function extensionDaysOf(text: string): number | null {
  const days = Number(latinDigits(text.trim()))
  return text.trim() !== '' && Number.isInteger(days) && days >= 1 && days <= mostDays ? days : null
}
