import { expect, it } from 'vitest'
import { figureOf, type Measure } from './measures.ts'

const told = {
  permits: 3,
  metres: 1250,
  answers: 8,
  deemed: 2,
  medianHours: 4.5,
  p90Hours: null,
  casesOpened: 5,
  casesSettled: 2,
  settled: 1,
  savedDays: 9,
  savedMetres: 120,
  savedMoney: 73_500,
  realisedDays: 4,
  realisedMetres: 60,
  realisedMoney: 30_000,
  open: null,
}

it.each([
  ['permits', 3],
  ['kilometres', 1.25],
  ['medianHours', 4.5],
  ['p90Hours', null],
  ['answers', 8],
  ['deemedShare', 25],
  ['casesOpened', 5],
  ['casesSettled', 2],
  ['settled', 1],
  ['savedDays', 9],
  ['savedMetres', 120],
  ['savedMoney', 73_500],
  ['realisedDays', 4],
  ['realisedMetres', 60],
  ['realisedMoney', 30_000],
  ['open', null],
] as const)('%s', (measure: Measure, figure) => expect(figureOf(told, measure)).toBe(figure))

it('tells no share of no answers', () => expect(figureOf({ ...told, answers: 0, deemed: 0 }, 'deemedShare')).toBeNull())
