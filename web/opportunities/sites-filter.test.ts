import { describe, expect, it } from 'vitest'
import { opportunityStages } from '../../server/opportunities/contract.ts'
import { areaChange, listQuery, sitesFilter, tileFilter } from './sites-filter.ts'

describe('one filter for the sites on the map and in the list', () => {
  it('speaks numbers to tiles and words to the list', () => {
    const filter = sitesFilter({ activity: 'retail,', stage: 'open,dug', minArea: '٥٠٠', maxArea: '900' })
    expect(tileFilter(filter)).toEqual([
      'all',
      ['in', ['get', 'activity'], ['literal', [0]]],
      ['in', ['get', 'stage'], ['literal', [opportunityStages.indexOf('open')]]],
      ['>=', ['get', 'area'], 500],
      ['<=', ['get', 'area'], 900],
    ])
    expect(listQuery(filter)).toEqual({ activity: 'retail', stage: 'open', minArea: '500', maxArea: '900' })
  })

  it('leaves out areas that are none, and a most below the least', () => {
    expect(sitesFilter({ minArea: 'wide', maxArea: '-3' })).toMatchObject({ minArea: null, maxArea: null })
    expect(sitesFilter({ minArea: '900', maxArea: '500' })).toMatchObject({ minArea: 900, maxArea: null })
  })

  it('lets the bound that was typed last win', () => {
    const both = { minArea: 500, maxArea: 900 }
    expect(areaChange(both, 'minArea', 1000)).toEqual({ minArea: '1000', maxArea: undefined })
    expect(areaChange(both, 'maxArea', 100)).toEqual({ maxArea: '100', minArea: undefined })
    expect(areaChange(both, 'maxArea', 600)).toEqual({ maxArea: '600' })
    expect(areaChange(both, 'minArea', null)).toEqual({ minArea: undefined })
  })
})
