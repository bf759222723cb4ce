import { describe, expect, it } from 'vitest'
import { reportCategories, reportStatuses } from '../../server/reports/contract.ts'
import { listQuery, reportsFilter, selectedFilter, tileFilter } from './reports-filter.ts'

describe('one filter for the reports on the map and in the list', () => {
  it('speaks numbers to tiles and words to the list', () => {
    const filter = reportsFilter({ category: 'potholes,moon', status: 'planned,solved' })
    expect(tileFilter(filter)).toEqual([
      'all',
      ['in', ['get', 'category'], ['literal', [reportCategories.indexOf('potholes')]]],
      ['in', ['get', 'status'], ['literal', [reportStatuses.indexOf('solved')]]],
    ])
    expect(listQuery(filter)).toEqual({ category: 'potholes', status: 'solved' })
    expect(listQuery(reportsFilter({ status: 'solved', tab: 'mine' }, true))).toMatchObject({ mine: 'true' })
    expect(listQuery(reportsFilter({ tab: 'desk' }, true))).toMatchObject({ desk: 'true' })
  })

  it('asks for what is with one’s own only for those who deal with reports: the link of one shows others everything', () => {
    expect(reportsFilter({ tab: 'mine' }, false).list).toBe('all')
    expect(reportsFilter({ tab: 'moon' }, true).list).toBe('all')
    expect(listQuery(reportsFilter({ tab: 'mine' }))).not.toHaveProperty('mine')
  })

  it('keeps the map to what the list is kept to', () => {
    expect(tileFilter(reportsFilter({ tab: 'mine' }, true))).toEqual(['in', ['get', 'mine'], ['literal', [1]]])
    expect(tileFilter(reportsFilter({ tab: 'desk' }, true))).toEqual(['in', ['get', 'waits'], ['literal', [1]]])
  })

  it('marks on the map what is open, by its number and by the id that notices lead to', () => {
    const sel = '01a2b3c4-0000-7000-8000-000000000000'
    expect(selectedFilter(sel)).toEqual(['any', ['==', ['get', 'number'], sel], ['==', ['get', 'id'], sel]])
  })

  it('leaves out what tiles do not have, unless it is asked for', () => {
    const usual = listQuery(reportsFilter({ status: 'planned' })).status.split(',')
    expect(usual).toContain('received')
    expect(usual).not.toContain('duplicate')
    expect(listQuery(reportsFilter({ status: 'duplicate' })).status).toBe('duplicate')
  })
})
