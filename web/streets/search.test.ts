import { expect, it } from 'vitest'
import { readCoordinates } from './use-found-places.ts'

it.each([
  ['20.35112, 50.15013', [50.15013, 20.35112]],
  ['20.35112، 50.15013', [50.15013, 20.35112]],
  ['-33.8 151.2', [151.2, -33.8]],
  ['٢٠٫٣٥، ٥٠٫١٥', [50.15, 20.35]],
  ['شارع السوسن', null],
  ['91, 20', null],
  ['20.3', null],
])('%s', (text, expected) => {
  expect(readCoordinates(text)).toEqual(expected)
})
