import { describe, expect, it } from 'vitest'
import type { Position } from '../../geo/contract.ts'
import { nearestStation, type Piece } from './along.ts'
import { lineOf, shortestWay } from './graph.ts'

const round = (value: number) => Number(value.toFixed(7))
const at = (east: number, north: number): Position => [round(46.7 + east / 1000), round(24.7 + north / 1000)]
const piece = (streetId: string, line: Position[], crossings: Position[] = []): Piece => ({ streetId, line, crossings })

/** A ladder: two long streets to the east, joined by two rungs; and a street that nobody meets. */
const ladder = [
  piece('south', [at(0, 0), at(2, 0), at(4, 0)], [at(1, 0), at(3, 0)]),
  piece('north', [at(0, 2), at(4, 2)], [at(1, 2), at(3, 2)]),
  piece('west', [at(1, -1), at(1, 3)], [at(1, 0), at(1, 2)]),
  piece('east', [at(3, 3), at(3, -1)], [at(3, 0), at(3, 2)]),
  piece('alone', [at(6, 0), at(6, 2)]),
]

function way(from: Position, to: Position, pieces = ladder) {
  const [a, b] = [nearestStation(pieces, from), nearestStation(pieces, to)]
  const found = a && b ? shortestWay(pieces, a, b) : null
  return found && { line: lineOf(pieces, found), streets: found.map((one) => pieces[one.piece]?.streetId) }
}

describe('the nearest place of the network', () => {
  it('lies on the line, beside the place that was asked for', () => {
    const station = nearestStation(ladder, at(0.5, 0.1))
    expect(station).toMatchObject({ piece: 0, place: at(0.5, 0) })
    expect(station?.metresAway).toBeCloseTo(11.12, 1)
    expect(station?.along).toBeCloseTo(50.5, 0)
    expect(nearestStation([], at(0, 0))).toBeNull()
  })
})

describe('the shortest way', () => {
  it('keeps to one street where that leads there, with its corners', () => {
    expect(way(at(1.5, 0.1), at(2.5, 0.1))).toEqual({ line: [at(1.5, 0), at(2, 0), at(2.5, 0)], streets: ['south'] })
    expect(way(at(2.5, 0.1), at(1.5, 0.1))?.line).toEqual([at(2.5, 0), at(2, 0), at(1.5, 0)])
  })

  it('turns at crossings, also into a street that runs the other way', () => {
    const found = way(at(2.5, 0.1), at(3.5, 2.1))
    expect(found?.line).toEqual([at(2.5, 0), at(3, 0), at(3, 2), at(3.5, 2)])
    expect(new Set(found?.streets)).toEqual(new Set(['south', 'east', 'north']))
  })

  it('is the shorter of two', () => {
    expect(way(at(1.4, 0.1), at(1.4, 1.9))?.streets).toContain('west')
    expect(way(at(2.6, 0.1), at(2.6, 1.9))?.streets).toContain('east')
  })

  it('is none where streets do not hang together', () => {
    expect(way(at(1, 0), at(6, 1))).toBeNull()
  })

  it('goes on from piece to piece of one street where they touch', () => {
    const pieces = [piece('s', [at(0, 0), at(1, 0)]), piece('s', [at(2, 1), at(1, 0)])]
    expect(way(at(0, 0), at(2, 1), pieces)?.line).toEqual([at(0, 0), at(1, 0), at(2, 1)])
  })

  it('is a single place where it ends where it begins', () => {
    expect(way(at(1.5, 0), at(1.5, 0))?.line).toEqual([at(1.5, 0)])
  })
})
