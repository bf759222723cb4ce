import { describe, expect, it } from 'vitest'
import { nearestOnSegment } from './snap.ts'

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
