import { describe, expect, it } from 'vitest'
import type { Position } from '../geo/contract.ts'
import { joinLines } from './join-lines.ts'

const line = (...xs: number[]): Position[] => xs.map((x) => [x, 0])

describe('joinLines', () => {
  it('joins pieces in any order and direction', () => {
    expect(joinLines([line(1, 2), line(3, 2), line(3, 4), line(0, 1)])).toEqual([line(0, 1, 2, 3, 4)])
  })
  it('leaves a place alone where three lines meet', () => {
    const branch: Position[] = [
      [1, 0],
      [1, 1],
    ]
    expect(joinLines([line(0, 1), line(1, 2), branch])).toEqual([line(0, 1), line(1, 2), branch])
  })
  it('leaves lines alone that do not touch, and closes a ring', () => {
    expect(joinLines([line(0, 1), line(2, 3)])).toEqual([line(0, 1), line(2, 3)])
    const ring = joinLines([
      [
        [0, 0],
        [1, 0],
      ],
      [
        [1, 0],
        [1, 1],
      ],
      [
        [1, 1],
        [0, 0],
      ],
    ])
    expect(ring).toHaveLength(1)
    expect(ring[0]).toHaveLength(4)
  })
})
