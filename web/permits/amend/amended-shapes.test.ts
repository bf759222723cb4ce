import { expect, it } from 'vitest'
import { shapesOf } from './amended-shapes.ts'

const line = (x: number) => ({ type: 'LineString' as const, coordinates: [[x, 0], [x, 1]] as [number, number][] }) // biome-ignore format: one line
const connection = (number: number | null, x: number) => ({ id: String(x), number, label: 'Villa', parcel: null, meter: null, line: line(x), lengthMetres: 9 }) // biome-ignore format: one line

it('draws what an amendment draws anew, as it was and as it would be', () => {
  const route = shapesOf({ before: { route: line(1), period: {} }, after: { route: line(2), period: {} } })
  expect(route).toEqual([{ when: 'before', geometry: line(1) }, { when: 'after', geometry: line(2) }]) // biome-ignore format: one line
  const list = shapesOf({
    before: { connections: 1, connectionList: [connection(1, 3)] },
    after: { connections: 2, connectionList: [connection(1, 4), connection(null, 5)] },
  })
  expect(list.map(({ when, geometry }) => [when, geometry])).toEqual([
    ['before', line(3)],
    ['after', line(4)],
    ['after', line(5)],
  ])
  expect(shapesOf({ before: { period: {} }, after: { period: {} } })).toEqual([])
})
