import { describe, expect, it } from 'vitest'
import { assessedOf, newDraft, shifted, worksOf } from './draft.ts'

const route = {
  type: 'LineString' as const,
  coordinates: [[50.1, 20.3] as [number, number], [50.2, 20.3] as [number, number]],
}

describe('a new draft', () => {
  const draft = newDraft('2026-11-24', { id: 'a', code: 'demo-water' })

  it('lies two weeks ahead, in the trade of its agency', () => {
    expect(draft.period).toEqual({ start: '2026-12-08', end: '2026-12-26' })
    expect(draft.utility).toBe('water')
    expect(newDraft('2026-11-24', undefined).utility).toBe('other')
  })

  it.each([
    ['DEMO-ELEC', 'electricity'],
    ['DEMO-TEL2', 'telecom'],
    ['DEMO-COOL', 'cooling'],
    ['DEMO-ROADS', 'road'],
    ['DEMO-OWNER', 'other'],
  ])('reads the trade of %s from its code', (code, utility) => {
    expect(newDraft('2026-11-24', { id: 'a', code }).utility).toBe(utility)
  })

  it('moves whole', () => {
    expect(shifted(draft, -10).period).toEqual({ start: '2026-11-28', end: '2026-12-16' })
  })

  it.each([
    ['0.8', 0.8],
    ['0,8', 0.8],
    ['0٫8', 0.8],
    ['٠٫٨', 0.8],
    ['', undefined],
    ['wide', undefined],
    ['101', undefined],
  ])('reads the trench width %s', (trenchWidth, expected) => {
    expect(assessedOf({ ...draft, trenchWidth }, route).trenchWidthMetres).toBe(expected)
  })

  it('names the agency only where the office records for it', () => {
    expect(worksOf(draft, route, 'planned', false)).not.toHaveProperty('agencyId')
    expect(worksOf(draft, route, 'draft', true)).toMatchObject({ agencyId: 'a', status: 'draft' })
  })
})
