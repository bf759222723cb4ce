import { describe, expect, it } from 'vitest'
import { entryKinds, type PavementEntry } from '../../../server/inspections/ledger/contract.ts'
import { askedOf, marksOf, yearRows, yearsOf } from './straight-line.ts'

const entry = (id: string, openedOn: string, ...stretches: [from: number, to: number][]): PavementEntry => ({
  id,
  kind: 'cut',
  works: null,
  code: id,
  title: id,
  agencyId: null,
  utility: null,
  openedOn,
  closedOn: openedOn,
  trenchWidthMetres: null,
  trenchDepthMetres: null,
  guaranteeUntil: null,
  guarantor: null,
  layers: null,
  records: null,
  stretches: stretches.map(([fromMetres, toMetres]) => ({
    fromMetres,
    toMetres,
    side: 'north',
    offsetMetres: 3,
    areaSquareMetres: 10,
  })),
})

describe('a street as a straight line', () => {
  it('has a row for each year in which something was opened, the newest first', () => {
    const rows = yearRows([entry('a', '2024-05-01', [0, 50]), entry('b', '2026-01-01', [0, 50])], 200)
    expect(rows.map(({ year }) => year)).toEqual([2026, 2024])
  })
  it('lays none over another, each in the first lane that is free', () => {
    const all = [
      entry('a', '2026-01-01', [0, 100]),
      entry('b', '2026-02-01', [50, 150]),
      entry('c', '2026-03-01', [100, 200]),
    ]
    const [row] = yearRows(all, 200)
    expect(row?.lanes).toBe(2)
    expect(row?.bars.map(({ entry: { id }, lane, start, width }) => [id, lane, start, width])).toEqual([
      ['a', 0, 0, 50],
      ['b', 1, 25, 50],
      ['c', 0, 50, 50],
    ])
  })
  it('shows what is very short, and nothing beyond the end of the street', () => {
    const [row] = yearRows([entry('a', '2026-01-01', [999, 1000.4])], 1000)
    expect(row?.bars[0]).toMatchObject({ start: 99.4, width: 0.6 })
  })
  it.each([
    [180, [0, 50, 100, 150]],
    [60, [0, 10, 20, 30, 40, 50, 60]],
    [1450, [0, 200, 400, 600, 800, 1000, 1200, 1400]],
  ])('marks %i metres', (length, marks) => expect(marksOf(length)).toEqual(marks))
  it('offers the years since the first', () => {
    expect(yearsOf(2024, 2026)).toEqual([2026, 2025, 2024])
    expect(yearsOf(null, 2026)).toEqual([2026])
  })
  it('leaves out what it does not understand', () => {
    expect(askedOf('2025', 'surface', entryKinds)).toEqual({ year: '2025', kind: 'surface' })
    expect(askedOf('last', 'hole', entryKinds)).toEqual({ year: null, kind: null })
  })
})
