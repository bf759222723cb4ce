import { describe, expect, it } from 'vitest'
import { reportCategories, reportStatuses } from '../../server/reports/contract.ts'
import { listQuery, reportsFilter, tileFilter } from './reports-filter.ts'

describe('one filter for the reports on the map and in the list', () => {
  it('speaks numbers to tiles and words to the list', () => {
    const filter = reportsFilter({ category: 'potholes,moon', status: 'planned,solved' })
    expect(tileFilter(filter)).toEqual([
      'all',
      ['in', ['get', 'category'], ['literal', [reportCategories.indexOf('potholes')]]],
      ['in', ['get', 'status'], ['literal', [reportStatuses.indexOf('solved')]]],
    ])
    expect(listQuery(filter)).toEqual({ category: 'potholes', status: 'solved' })
    expect(listQuery(reportsFilter({ status: 'solved', tab: 'mine' }))).toMatchObject({ mine: 'true' })
  })

  it('leaves out what tiles do not have, unless it is asked for', () => {
    const usual = listQuery(reportsFilter({ status: 'planned' })).status.split(',')
    expect(usual).toContain('received')
    expect(usual).not.toContain('duplicate')
    expect(listQuery(reportsFilter({ status: 'duplicate' })).status).toBe('duplicate')
  })
})
