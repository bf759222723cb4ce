import type { Figures } from '../../server/analytics/contract.ts'

export type Told = Figures['total']

/** What is told of each row of figures, in the order of its columns. */
export const measures = ['permits', 'kilometres', 'medianHours', 'p90Hours', 'answers', 'deemedShare', 'casesOpened', 'casesSettled', 'settled', 'savedDays', 'savedMetres', 'savedMoney', 'realisedDays', 'realisedMetres', 'realisedMoney', 'open'] as const // biome-ignore format: one line
export type Measure = (typeof measures)[number]

/** So many decimals are told. */
export const decimals: Record<Measure, number> = {
  permits: 0,
  kilometres: 1,
  medianHours: 1,
  p90Hours: 1,
  answers: 0,
  deemedShare: 0,
  casesOpened: 0,
  casesSettled: 0,
  settled: 0,
  savedDays: 0,
  savedMetres: 0,
  savedMoney: 0,
  realisedDays: 0,
  realisedMetres: 0,
  realisedMoney: 0,
  open: 0,
}

const metresOfKilometre = 1000
const hundred = 100

/** A figure; null where there is nothing to tell it from. The share of silence is in hundredths of all answers. */
export function figureOf(told: Told, measure: Measure): number | null {
  if (measure === 'kilometres') return told.metres / metresOfKilometre
  if (measure === 'deemedShare') return told.answers === 0 ? null : (told.deemed / told.answers) * hundred
  return told[measure]
}
