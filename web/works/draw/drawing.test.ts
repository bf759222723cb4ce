import { describe, expect, it } from 'vitest'
import { assessedOf, newDraft, shifted, worksOf } from './draft.ts'
import { clickedPoints, routeOf, tellingChanges } from './pen.ts'
import { nearestOnSegment } from './snap.ts'

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

describe('what was clicked', () => {
  const line = (coordinates: number[][], currentlyDrawing?: boolean) =>
    clickedPoints({
      geometry: { type: 'LineString', coordinates },
      properties: { mode: 'linestring', ...(currentlyDrawing ? { currentlyDrawing } : {}) },
    })

  it('is the line without the pointer', () => {
    expect(
      line(
        [
          [1, 1],
          [2, 2],
          [2, 2],
        ],
        true,
      ),
    ).toEqual([
      [1, 1],
      [2, 2],
    ])
    expect(
      line([
        [1, 1],
        [2, 2],
      ]),
    ).toEqual([
      [1, 1],
      [2, 2],
    ])
  })

  it('is a route from two points on, an area from three', () => {
    expect(routeOf([[1, 1]], 'line')).toBeNull()
    expect(
      routeOf(
        [
          [1, 1],
          [2, 2],
        ],
        'line',
      ),
    ).toEqual({
      type: 'LineString',
      coordinates: [
        [1, 1],
        [2, 2],
      ],
    })
    expect(
      routeOf(
        [
          [1, 1],
          [2, 2],
        ],
        'area',
      ),
    ).toBeNull()
    expect(
      routeOf(
        [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
        'area',
      ),
    ).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    })
  })
})

describe('what the pen tells', () => {
  it('is what changed, and nothing where only the pointer moved', () => {
    const heard: unknown[] = []
    const tell = tellingChanges((change) => heard.push(change))
    tell({ points: [[1, 1]], finished: false })
    tell({ points: [[1, 1]], finished: false, snap: null })
    tell({ snap: null })
    tell({ points: [[1, 1]], finished: true })
    expect(heard).toEqual([{ points: [[1, 1]], finished: false }, { snap: null }, { finished: true }])
  })
})

describe('the nearest point of a segment', () => {
  it.each([
    [
      { x: 5, y: 5 },
      { x: 5, y: 0 },
    ],
    [
      { x: -5, y: 5 },
      { x: 0, y: 0 },
    ],
    [
      { x: 15, y: -3 },
      { x: 10, y: 0 },
    ],
  ])('%j', (point, expected) => {
    expect(nearestOnSegment(point, { x: 0, y: 0 }, { x: 10, y: 0 })).toEqual(expected)
  })

  it('is the point itself where the segment has no length', () => {
    expect(nearestOnSegment({ x: 3, y: 4 }, { x: 1, y: 1 }, { x: 1, y: 1 })).toEqual({ x: 1, y: 1 })
  })
})
