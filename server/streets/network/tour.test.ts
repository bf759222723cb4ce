import { describe, expect, it } from 'vitest'
import type { Position } from '../../geo/contract.ts'
import type { Piece } from './along.ts'
import { tourOf } from './tour.ts'

/** Two streets that meet only in the west: what lies opposite is near as the crow flies and far on foot. */
const pieces: Piece[] = [
  { streetId: 'south', line: [[46.7, 24.7], [46.71, 24.7]], crossings: [] },
  { streetId: 'north', line: [[46.7, 24.7015], [46.71, 24.7015]], crossings: [] },
  { streetId: 'west', line: [[46.7, 24.7], [46.7, 24.7015]], crossings: [] },
] // biome-ignore format: a map

const tour = (stops: Record<string, Position>, from: Position = [46.709, 24.7]) =>
  tourOf(pieces, from, new Map(Object.entries(stops)))

describe('a tour', () => {
  it('goes to the nearest along the streets, not across them', () => {
    const legs = tour({ opposite: [46.709, 24.7015], along: [46.704, 24.7] })
    expect(legs.map(({ id, way }) => [id, way])).toEqual([
      ['along', 'streets'],
      ['opposite', 'streets'],
    ])
    expect(legs[0]?.metres).toBeCloseTo(506, -1)
    expect(legs[1]?.metres).toBeGreaterThan(1400)
    expect(legs[1]?.line.coordinates.length).toBeGreaterThan(3)
  })

  it('goes straight to where no street leads, in its turn', () => {
    const legs = tour({ desert: [46.73, 24.7], along: [46.704, 24.7] })
    expect(legs.map(({ id, way }) => [id, way])).toEqual([
      ['along', 'streets'],
      ['desert', 'straight'],
    ])
    expect(legs[1]?.line.coordinates).toEqual([[46.704, 24.7], [46.73, 24.7]]) // biome-ignore format: one line
  })

  it('goes straight everywhere where no street is recorded, always to the nearest next', () => {
    const stops = new Map<string, Position>([
      ['far', [46.72, 24.7]],
      ['near', [46.711, 24.7]],
    ])
    expect(tourOf([], [46.71, 24.7], stops).map(({ id, way }) => [id, way])).toEqual([
      ['near', 'straight'],
      ['far', 'straight'],
    ])
  })

  it('of two calls at one place has a leg of nought', () => {
    const legs = tour({ one: [46.704, 24.7], other: [46.704, 24.7] })
    expect(legs.map(({ metres }) => metres)).toEqual([expect.closeTo(506, -1), 0])
  })

  it('of nothing is nothing', () => expect(tour({})).toEqual([]))
})
