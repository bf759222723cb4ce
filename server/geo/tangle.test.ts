import { describe, expect, it } from 'vitest'
import type { Position } from './contract.ts'
import { crossings, sharpTurns } from './tangle.ts'

const zigzag = (n: number, spacing: number): Position[] =>
  Array.from({ length: n }, (_, i): Position => [46 + i * spacing, 24 + (i % 2) * 0.001])

describe('sharp turns', () => {
  it('are those that go back', () => {
    expect(sharpTurns(zigzag(10, 0.0001))).toHaveLength(8)
    expect(sharpTurns(zigzag(10, 0.01))).toEqual([])
    expect(
      sharpTurns([
        [46, 24],
        [46.001, 24],
        [46.001, 24.001],
      ]),
    ).toEqual([])
    expect(
      sharpTurns([
        [46, 24],
        [46.001, 24],
        [46, 24],
      ]),
    ).toEqual([[46.001, 24]])
  })
})

describe('crossings', () => {
  const cross: Position[][] = [
    [
      [46, 24],
      [46.01, 24.01],
    ],
    [
      [46, 24.01],
      [46.01, 24],
    ],
  ]
  it('are counted between parts, and within one', () => {
    expect(crossings(cross, 9)).toBe(1)
    expect(crossings([cross.flat()], 9)).toBe(1)
    expect(crossings([zigzag(100, 0.0001)], 9)).toBe(0)
  })
  it('are no crossings where lines only touch', () => {
    const [a] = cross as [Position[]]
    expect(
      crossings(
        [
          a,
          [
            [46.005, 24.005],
            [46.01, 24],
          ],
        ],
        9,
      ),
    ).toBe(0)
  })
  it('are not counted past what is asked for', () => {
    const scribble = Array.from(
      { length: 500 },
      (_, i): Position => [46 + ((i * 7919) % 97) / 1e4, 24 + ((i * 104_729) % 89) / 1e4],
    )
    const found = crossings([scribble], 50)
    expect(found).toBeGreaterThan(50)
    expect(found).toBeLessThan(600)
  })
})
