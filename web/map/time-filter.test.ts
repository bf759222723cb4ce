import { describe, expect, it } from 'vitest'
import { allOf, oneOfNumbers, overlaps } from './time-filter.ts'

describe('filters of tiles', () => {
  it('keep what begins before the window ends and ends after it begins', () => {
    expect(overlaps({ start: '2026-11-24', end: '2026-12-07' })).toEqual([
      'all',
      ['<=', ['get', 'from'], 20_794],
      ['>=', ['get', 'to'], 20_781],
    ])
  })

  it('ask for nothing where nothing is chosen', () => {
    expect(oneOfNumbers('agency', [])).toBe(true)
    expect(oneOfNumbers('agency', [2, 5])).toEqual(['in', ['get', 'agency'], ['literal', [2, 5]]])
  })

  it('are joined, and a single one stands alone', () => {
    const agency = oneOfNumbers('agency', [1])
    const status = oneOfNumbers('status', [3])
    expect(allOf(agency, true)).toEqual(agency)
    expect(allOf(agency, status, true)).toEqual(['all', agency, status])
    expect(allOf(true)).toEqual(['all'])
  })
})
