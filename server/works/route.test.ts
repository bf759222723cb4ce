import { describe, expect, it } from 'vitest'
import type { Position, Route } from '../geo/contract.ts'
import { loadRulePack } from '../policy/load.ts'
import { routeFault } from './route.ts'

const pack = loadRulePack('ksa')
const line = (coordinates: Position[]): Route => ({ type: 'LineString', coordinates })
const square = (degrees: number): Route => ({
  type: 'Polygon',
  coordinates: [
    [
      [46, 24],
      [46 + degrees, 24],
      [46 + degrees, 24 + degrees],
      [46, 24 + degrees],
      [46, 24],
    ],
  ],
})
const zigzag = (turns: number) =>
  line(Array.from({ length: turns + 2 }, (_, i): Position => [46 + i * 0.0001, 24 + (i % 2) * 0.01]))
const star = (n: number) =>
  line(Array.from({ length: n }, (_, i): Position => [46 + Math.cos(i * 2.4) / 100, 24 + Math.sin(i * 2.4) / 100]))

describe('a route is refused', () => {
  it.each([
    [
      'past 500 km',
      line([
        [46, 20],
        [46, 24.6],
      ]),
      'too_long',
    ],
    [
      'not at 490 km',
      line([
        [46, 20],
        [46, 24.4],
      ]),
      undefined,
    ],
    ['past 50 km²', square(0.075), 'too_large'],
    ['not at 45 km²', square(0.066), undefined],
    ['when it turns back 61 times', zigzag(61), 'too_tangled'],
    ['not when it turns back 60 times', zigzag(60), undefined],
    ['when it crosses itself all over', star(61), 'too_tangled'],
    ['not when it crosses itself now and then', star(12), undefined],
  ] as const)('%s', (_name, route, code) => expect(routeFault(route, pack)?.code).toBe(code))

  it('with its place', () => {
    expect(routeFault(zigzag(61), pack)).toMatchObject({ member: 'coordinates', place: [46.0001, 24.01] })
  })
})
