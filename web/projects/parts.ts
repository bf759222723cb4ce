import type { Period } from '../../server/time/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import type { ProjectPart } from '../../server/works/progress/contract.ts'
import { latinDigits } from '../i18n/format.ts'

/** A works that a project becomes, as it is typed. */
export interface DraftPart {
  title: string
  category: ProjectPart['category']
  /** Metres along what is left, as typed; empty: from its beginning, to its end. */
  from: string
  to: string
  period: Period
}

export type PartGap = 'title' | 'metres' | 'days'

/** What a part begins with: where the one before it ends, else at the beginning of what is left, on the days that were coordinated. */
export function newPart(
  { title, period, route }: Pick<Works, 'title' | 'period' | 'route'>,
  before?: DraftPart,
): DraftPart {
  const from = route.type.endsWith('Polygon') ? '' : before?.to || '0'
  return { title, category: 'planned', from, to: '', period }
}

function metresOf(text: string): number | undefined {
  return text.trim() === '' ? undefined : Number(latinDigits(text).replace(/[٫,]/, '.'))
}

function stretchOf({ from, to }: Pick<DraftPart, 'from' | 'to'>): { from?: number; to?: number } {
  const [first, last] = [metresOf(from), metresOf(to)]
  return { ...(first === undefined ? {} : { from: first }), ...(last === undefined ? {} : { to: last }) }
}

const shortestTitle = 3

/** What is not right of a part yet; null where nothing is missing. */
export function gapOf(part: DraftPart, lengthMetres: number): PartGap | null {
  if (part.title.trim().length < shortestTitle) return 'title'
  if (part.period.end < part.period.start) return 'days'
  const { from = 0, to = lengthMetres } = stretchOf(part)
  return from >= 0 && to > from && to <= Math.ceil(lengthMetres) ? null : 'metres'
}

/** A part as it is sent. */
export function partOf({ title, category, period, ...metres }: DraftPart): ProjectPart {
  const { from, to } = stretchOf(metres)
  const stretch = { ...(from ? { fromMetres: from } : {}), ...(to === undefined ? {} : { toMetres: to }) }
  return { title: title.trim(), category, period, ...stretch }
}
