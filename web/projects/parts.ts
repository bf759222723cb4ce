import type { Period } from '../../server/time/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import type { ProjectPart } from '../../server/works/progress/contract.ts'
import { latinDigits } from '../i18n/format.ts'

/** A works that a project becomes, as it is typed. */
export interface DraftPart {
  title: string
  category: ProjectPart['category']
  /** Metres along what is left, as typed; both empty: all of it. */
  from: string
  to: string
  period: Period
}

export type PartGap = 'title' | 'metres' | 'days'

/** What a part begins with: all that is left, on the days that were coordinated. */
export function newPart({ title, period }: Works): DraftPart {
  return { title, category: 'planned', from: '', to: '', period }
}

function metresOf(text: string): number | undefined {
  return text.trim() === '' ? undefined : Number(latinDigits(text).replace(/[٫,]/, '.'))
}

const shortestTitle = 3

/** What is not right of a part yet; null where nothing is missing. */
export function gapOf(part: DraftPart, lengthMetres: number): PartGap | null {
  if (part.title.trim().length < shortestTitle) return 'title'
  if (part.period.end < part.period.start) return 'days'
  const [from, to] = [metresOf(part.from), metresOf(part.to)]
  if (from === undefined && to === undefined) return null
  const isSound = from !== undefined && to !== undefined && from >= 0 && to > from && to <= Math.ceil(lengthMetres)
  return isSound ? null : 'metres'
}

/** A part as it is sent. */
export function partOf({ title, category, from, to, period }: DraftPart): ProjectPart {
  const [fromMetres, toMetres] = [metresOf(from), metresOf(to)]
  const stretch = fromMetres === undefined || toMetres === undefined ? {} : { fromMetres, toMetres }
  return { title: title.trim(), category, period, ...stretch }
}
