import { describe, expect, it } from 'vitest'
import { pairKinds } from '../../server/coordination/contract.ts'
import { dayNumber } from '../../server/time/rules.ts'
import { conflictsFilter, isBlocking, listQuery, tileFilter } from './conflicts-filter.ts'

const window = { start: '2026-11-24', end: '2026-12-07' }

describe('one filter for the conflicts on the map and in the list', () => {
  it('speaks numbers to tiles and words to the list', () => {
    const filter = conflictsFilter({ kind: 'clash,water', severity: 'blocking' })
    const tiles = JSON.stringify(tileFilter(filter, window))
    expect(tiles).toContain(`["in",["get","kind"],["literal",[${pairKinds.indexOf('clash')}]]]`)
    expect(tiles).toContain('["in",["get","severity"],["literal",[0]]]')
    expect(tiles).toContain(`["<",${dayNumber(window.start)},["get","idle_from"]]`)
    expect(listQuery(filter, window)).toEqual({
      kind: 'clash',
      severity: 'blocking',
      from: window.start,
      to: window.end,
    })
  })

  it('calls nothing blocking that the office let pass, and leaves it on the map', () => {
    expect(isBlocking).toEqual(['all', ['==', ['get', 'severity'], 0], ['!', ['has', 'waived']]])
    expect(JSON.stringify(tileFilter(conflictsFilter({}), window))).not.toContain('waived')
  })
})
