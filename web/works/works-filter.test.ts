import { describe, expect, it } from 'vitest'
import type { Agency } from '../../server/agencies/contract.ts'
import { statuses } from '../../server/works/contract.ts'
import { statusesOfStroke, strokeOf, strokes } from './strokes.ts'
import { listQuery, tileFilter, worksFilter } from './works-filter.ts'

const agency = (ordinal: number, code: string): Agency => ({
  id: `00000000-0000-7000-8000-00000000000${ordinal}`,
  ordinal,
  code,
  name: { ar: code, en: code },
  kind: 'utility',
  colour: '#1d6fd1',
})
const agencies = [agency(1, 'water'), agency(2, 'gas')]
const window = { start: '2026-11-24', end: '2026-12-07' }

describe('one filter for map and list', () => {
  it('leaves out what it does not know', () => {
    const filter = worksFilter({ agency: 'water,nobody', status: 'planned,lost', category: 'odd' }, agencies)
    expect(filter.agencies.map(({ code }) => code)).toEqual(['water'])
    expect(filter.statuses).toEqual(['planned'])
    expect(filter.categories).toEqual([])
  })

  it('speaks numbers to tiles and names to the list', () => {
    const filter = worksFilter({ agency: 'gas', status: 'permitted', category: 'emergency', q: 'cable' }, agencies)
    const tiles = JSON.stringify(tileFilter(filter, window, null))
    expect(tiles).toContain('["in",["get","agency"],["literal",[2]]]')
    expect(tiles).toContain('["in",["get","status"],["literal",[5]]]')
    expect(tiles).toContain('["in",["get","category"],["literal",[1]]]')
    expect(listQuery(filter, window)).toEqual({
      from: '2026-11-24',
      to: '2026-12-07',
      agency: agencies[1]?.id,
      status: 'permitted',
      category: 'emergency',
      q: 'cable',
      guarantee: '',
    })
  })

  it('looks for guarantees that end in all days', () => {
    const filter = worksFilter({ guarantee: 'ending' }, agencies)
    expect(listQuery(filter, window)).toMatchObject({ from: '', to: '', guarantee: 'ending' })
    expect(JSON.stringify(tileFilter(filter, window, [7]))).not.toContain('start')
    expect(worksFilter({ guarantee: 'whatever' }, agencies).isEnding).toBe(false)
  })

  it('leaves of the tiles only what the text finds', () => {
    const tiles = JSON.stringify(tileFilter(worksFilter({ q: 'cable' }, agencies), window, [11, 12]))
    expect(tiles).toContain('["in",["id"],["literal",[11,12]]]')
  })

  it('shows what came to nothing only when asked', () => {
    const usual = listQuery(worksFilter({}, agencies), window).status.split(',')
    expect(usual).not.toContain('cancelled')
    expect(usual).toContain('in_guarantee')
    expect(listQuery(worksFilter({ status: 'cancelled' }, agencies), window).status).toBe('cancelled')
  })
})

describe('strokes', () => {
  it('give every status one', () => {
    const all = strokes.flatMap(statusesOfStroke).sort((a, b) => a - b)
    expect(all).toEqual(statuses.map((_, index) => index))
    expect(strokeOf.in_progress).toBe('solid')
  })
})
