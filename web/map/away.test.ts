import { expect, it } from 'vitest'
import { isAway } from './away.ts'

const city = { west: 50, south: 20, east: 50.4, north: 20.4 }
const at = (lng: number, lat: number) => ({ west: lng - 0.1, south: lat - 0.1, east: lng + 0.1, north: lat + 0.1 })

it.each([
  ['in the city', at(50.2, 20.2), 12, false],
  ['just beside it', at(50.65, 20.2), 12, false],
  ['far to the east', at(51, 20.2), 12, true],
  ['far to the south', at(50.2, 19), 12, true],
  ['from space', { west: 20, south: 0, east: 80, north: 40 }, 4, true],
])('%s', (_where, view, zoom, expected) => {
  expect(isAway(view, zoom, city)).toBe(expected)
})
