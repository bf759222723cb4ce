import { describe, expect, it } from 'vitest'
import type { Position } from '../../geo/contract.ts'
import { closedBy } from './closed.ts'

const at = (east: number, north: number): Position => [46.7 + east / 100_000, 24.7 + north / 100_000]
const road = (streetId: string, line: Position[]) => ({ streetId, line, crossings: [], widthMetres: 8 })
const roads = [road('along', [at(0, 0), at(4000, 0)]), road('across', [at(2000, -500), at(2000, 500)])]

describe('what a route closes', () => {
  it('is the stretch of the street that it runs along, and not the one that it crosses', () => {
    const found = closedBy(roads, [at(1000, 1), at(3000, 1)], 1)
    expect(found?.closed).toHaveLength(1)
    expect(found?.closed[0]).toMatchObject({ piece: 0 })
    expect(found?.closed[0]?.from).toBeCloseTo(1010, -1)
    expect(found?.closed[0]?.to).toBeCloseTo(3030, -1)
  })

  it('is the street that it crosses where it runs along none, as wide as its ground', () => {
    const [stretch] = closedBy(roads, [at(1990, 200), at(2010, 200)], 3)?.closed ?? []
    expect(stretch).toMatchObject({ piece: 1 })
    expect((stretch?.to ?? 0) - (stretch?.from ?? 0)).toBeCloseTo(6, 1)
  })

  it('is nothing off the streets', () => {
    expect(closedBy(roads, [at(1000, 600), at(3000, 600)], 1)).toBeNull()
    expect(closedBy([], [at(1000, 1), at(3000, 1)], 1)).toBeNull()
  })

  it('is found of a route through the whole country too', () => {
    const found = closedBy(roads, [at(-1_000_000, 1), at(1_000_000, 1)], 1)
    expect(found?.closed).toMatchObject([{ piece: 0 }])
    expect(found?.closed[0]?.to).toBeCloseTo(4040, -2)
  })
})
