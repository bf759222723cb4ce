import { addDays, addMonths } from '../../time/rules.ts'
import type { Part, QualityNumbers } from './pack.ts'
import type { PartCode } from './parts.ts'

export type { PartCode, PartyKind } from './parts.ts'
export { partyKinds, rates } from './parts.ts'

/** What the cases of a part add up to: its figure is `points` by `size`. */
export interface PartTally {
  code: PartCode
  cases: number
  points: number
  size: number
}

/** A part of a score, with all that it was reckoned from. */
export interface PartScore {
  code: PartCode
  weight: number
  cases: number
  fewest: number
  best: number
  worst: number
  /** Null without a case. */
  figure: number | null
  /** 0 to 100; null where there are too few cases to say. */
  score: number | null
}

export interface QualityScore {
  /** 0 to 100 with one decimal; null where there are too few cases to say. */
  score: number | null
  cases: number
  parts: PartScore[]
}

const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

/** What a figure is worth: `best` 100, `worst` nothing, and in proportion between them. [ours] */
export function worthOf(figure: number, { best, worst }: Pick<Part, 'best' | 'worst'>): number {
  if (best === worst) return figure === best ? 100 : 0
  return Math.max(0, Math.min(100, (100 * (figure - worst)) / (best - worst)))
}

function partScore(part: Part, tally: PartTally | undefined): PartScore {
  const { cases = 0, points = 0, size = 0 } = tally ?? {}
  const figure = cases > 0 && size > 0 ? points / size : null
  const isEnough = figure !== null && cases >= part.fewest
  return {
    ...part,
    cases,
    figure: figure === null ? null : rounded(figure, 2),
    score: isEnough ? rounded(worthOf(figure, part), 1) : null,
  }
}

/**
 * The quality score: the mean of what its parts are worth, by their weights. Parts of too few cases say nothing and weigh
 * nothing; where all that count have fewer than `fewestCases` together, nothing is said at all. [ours]
 */
export function qualityScore(
  parts: readonly Part[],
  tallies: readonly PartTally[],
  { fewestCases }: Pick<QualityNumbers, 'fewestCases'>,
): QualityScore {
  const scored = parts.map((part) =>
    partScore(
      part,
      tallies.find(({ code }) => code === part.code),
    ),
  )
  const counting = scored.filter(({ score }) => score !== null)
  const cases = counting.reduce((sum, part) => sum + part.cases, 0)
  const weight = counting.reduce((sum, part) => sum + part.weight, 0)
  const isSaid = cases >= fewestCases && weight > 0
  const score = isSaid
    ? rounded(counting.reduce((sum, part) => sum + part.weight * (part.score ?? 0), 0) / weight, 1)
    : null
  return { score, cases, parts: scored }
}

/** Days that the score of a month looks at: up to its last, exclusive end. `month` is its first day. */
export function windowOf(
  month: string,
  { windowMonths }: Pick<QualityNumbers, 'windowMonths'>,
): { from: string; to: string } {
  const to = addMonths(month, 1)
  return { from: addMonths(to, -windowMonths), to }
}

/** The first day of the month before the one of this day. */
export function lastMonth(today: string): string {
  return addMonths(`${today.slice(0, 7)}-01`, -1)
}

/** The months that have ended since the last one that was scored; the first time only the last, and never more than `most`. */
export function monthsToScore(scored: string | null, today: string, most: number): string[] {
  const last = lastMonth(today)
  if (scored === null) return [last]
  const months: string[] = []
  for (let month = addMonths(scored, 1); month <= last; month = addMonths(month, 1)) months.push(month)
  return months.slice(-most)
}

/** The last day on which the score of a month may be objected to. */
export function appealUntil(month: string, { appealDays }: Pick<QualityNumbers, 'appealDays'>): string {
  return addDays(addMonths(month, 1), appealDays)
}

/** The share of a contractor's works that are visited as samples: more where the score is low; unknown is as usual. [ours] */
export function samplingPercent(
  score: number | null,
  { sampling }: Pick<QualityNumbers, 'sampling'>,
  usual: number,
): number {
  if (score === null) return usual
  const unreached = sampling.filter(({ below }) => score < below)
  return unreached.toSorted((one, other) => one.below - other.below)[0]?.percent ?? usual
}
