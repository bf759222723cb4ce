import { expect, it } from 'vitest'
import { chooserPlace } from './chooser-place.ts'

const desk = { width: 1000, height: 700 }
const phone = { width: 390, height: 600 }

it.each([
  [
    { x: 100, y: 100, map: desk },
    { left: 110, top: 80, maxHeight: 600 },
  ],
  [
    { x: 900, y: 100, map: desk },
    { right: 110, top: 80, maxHeight: 600 },
  ],
  [
    { x: 900, y: 690, map: desk },
    { right: 110, bottom: 8, maxHeight: 690 },
  ],
  [
    { x: 2, y: 2, map: desk },
    { left: 12, top: 8, maxHeight: 698 },
  ],
  [
    { x: 190, y: 300, map: phone },
    { left: 146, top: 280, maxHeight: 300 },
  ],
  [
    { x: 200, y: 301, map: phone },
    { right: 146, bottom: 279, maxHeight: 301 },
  ],
])('%j', (spot, expected) => {
  expect(chooserPlace(spot)).toEqual({ width: 236, ...expected })
})
