import { dayNumber } from '../../time/rules.ts'
import type { Condition, EntryKind, Grade, NewPavementEntry, PavementRule as Rules } from './contract.ts'

/** What a segment's condition is told from; `shareCut` from nought to one, days as YYYY-MM-DD. */
export interface Surface {
  shareCut: number
  cuts: number
  surfacedOn: string | null
}

/** On the average; of the age of a surface. */
export const daysOfYear = 365.25
const tenths = (value: number) => Math.round(value * 10) / 10

/** How good the surface of a segment is by the pack's open formula, with what each part takes. [ours] */
export function conditionOf(
  { shareCut, cuts, surfacedOn }: Surface,
  today: string,
  { minus, grades }: Rules,
): Condition {
  const percent = tenths(shareCut * 100)
  const years = surfacedOn === null ? null : tenths(Math.max(0, dayNumber(today) - dayNumber(surfacedOn)) / daysOfYear)
  const parts: Condition['parts'] = [
    { part: 'share', value: percent, minus: tenths(percent * minus.perSharePercent) },
    { part: 'cuts', value: cuts, minus: tenths(cuts * minus.perCut) },
    { part: 'age', value: years, minus: tenths((years ?? 0) * minus.perYear) },
  ]
  const taken = parts.reduce((sum, part) => sum + part.minus, 0)
  const points = Math.max(0, Math.round(100 - taken))
  return { points, grade: gradeOf(points, grades), parts }
}

export function gradeOf(points: number, { a, b, c }: Rules['grades']): Grade {
  if (points >= a) return 'a'
  if (points >= b) return 'b'
  return points >= c ? 'c' : 'd'
}

/** The first day of the window in which cuts count. */
export function windowStart(today: string, { windowYears }: Rules): string {
  const year = Number(today.slice(0, 4)) - windowYears
  const day = today.slice(5) === '02-29' ? '02-28' : today.slice(5)
  return `${String(year).padStart(4, '0')}-${day}`
}

/** What a works does to the surface: the road itself is renewed, the ground is cut open, or neither. */
export function kindOf({ category, method }: { category: string; method: string }): EntryKind {
  if (category === 'road_works') return 'surface'
  return method === 'open_cut' || method === 'micro_trench' ? 'cut' : 'uncut'
}

interface EntryFault {
  path: keyof NewPavementEntry
  code:
    | 'ends_before_start'
    | 'not_over'
    | 'guarantee_before_end'
    | 'beyond_street'
    | 'no_stretch'
    | 'offset_of_side'
    | 'offset_of_middle'
    | 'width_of_side'
  values?: Record<string, number>
}

/** Within this share of its width a street has no side. */
const middleShare = 1 / 6
/** What is measured by hand on a street as long as its line is drawn. */
const slackMetres = 0.1

/** How far from the middle of a street its sides begin and end. */
export function sideOf(widthMetres: number): { least: number; most: number } {
  return { least: tenths(widthMetres * middleShare), most: tenths(widthMetres / 2) }
}

/** What is wrong with what somebody enters of before: what is still open, or to come, is a works of this register. */
export function entryFaults(
  entry: NewPavementEntry,
  { lengthMetres, widthMetres }: { lengthMetres: number; widthMetres: number },
  today: string,
): EntryFault[] {
  const { kind, openedOn, closedOn, guaranteeUntil, fromMetres, toMetres, side, offsetMetres, trenchWidthMetres } =
    entry
  const most = tenths(lengthMetres)
  const across = sideOf(widthMetres)
  const isMiddle = side === 'middle'
  const faults: (EntryFault | false)[] = [
    closedOn > today && { path: 'closedOn', code: 'not_over' },
    closedOn < openedOn && { path: 'closedOn', code: 'ends_before_start' },
    guaranteeUntil !== undefined &&
      guaranteeUntil < closedOn && { path: 'guaranteeUntil', code: 'guarantee_before_end' },
    toMetres > lengthMetres + slackMetres && { path: 'toMetres', code: 'beyond_street', values: { most } },
    toMetres - fromMetres < slackMetres && { path: 'toMetres', code: 'no_stretch' },
    isMiddle && (offsetMetres ?? 0) !== 0 && { path: 'offsetMetres', code: 'offset_of_middle' },
    !isMiddle && isOutside(offsetMetres, across) && { path: 'offsetMetres', code: 'offset_of_side', values: across },
    // from kerb to kerb lies around the middle: how much of one side it is nobody but who enters it knows
    !isMiddle &&
      kind === 'surface' &&
      trenchWidthMetres === undefined && { path: 'trenchWidthMetres', code: 'width_of_side' },
  ]
  return faults.filter((fault) => fault !== false)
}

function isOutside(offsetMetres: number | undefined, { least, most }: { least: number; most: number }): boolean {
  return offsetMetres !== undefined && (offsetMetres < least || offsetMetres > most)
}

const quarters = ['north', 'east', 'south', 'west'] as const
type Quarter = (typeof quarters)[number]
const quarterDegrees = 90

/** The sides of a street that runs towards a bearing: by the compass, as its stretches are told. */
export function sidesAlong(bearingDegrees: number): { left: Quarter; right: Quarter } {
  const quarterOf = (degrees: number) =>
    quarters[Math.floor((degrees + quarterDegrees / 2) / quarterDegrees + quarters.length) % quarters.length] as Quarter
  return { left: quarterOf(bearingDegrees - quarterDegrees), right: quarterOf(bearingDegrees + quarterDegrees) }
}
