import { describe, expect, it } from 'vitest'
import { readTerms } from './site-terms.ts'

describe('the terms of a site as they are typed', () => {
  it.each([
    [
      { years: '12.5', minimum: '1250.75' },
      { termYears: 12.5, minimumRiyals: 1250.75 },
    ],
    [
      { years: '١٢٫٥', minimum: '١٬٢٥٠' },
      { termYears: 12.5, minimumRiyals: 1250 },
    ],
    [
      { years: '10', minimum: ' ' },
      { termYears: 10, minimumRiyals: null },
    ],
    [
      { years: '10', minimum: '0' },
      { termYears: 10, minimumRiyals: 0 },
    ],
    [{ years: '0', minimum: '' }, null],
    [{ years: '', minimum: '' }, null],
    [{ years: 'ten', minimum: '' }, null],
    [{ years: '10', minimum: 'much' }, null],
    [{ years: '10', minimum: '-5' }, null],
  ])('%j', (typed, terms) => expect(readTerms(typed)).toEqual(terms))
})
