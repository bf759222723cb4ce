import { describe, expect, it } from 'vitest'
import { boxOf, inTileGrid, partsOf, readBox, roughMetres, signedArea } from './rules.ts'

describe('boxes', () => {
  it('of a geometry', () => {
    expect(
      boxOf({
        type: 'MultiLineString',
        coordinates: [
          [
            [1, 2],
            [3, 4],
          ],
          [
            [-1, 5],
            [0, 0],
          ],
        ],
      }),
    ).toEqual([-1, 0, 3, 5])
    expect(boxOf({ type: 'Point', coordinates: [7, 8] })).toEqual([7, 8, 7, 8])
  })
  it.each([
    ['1,2,3,4', [1, 2, 3, 4]],
    ['-180,-90,180,90', [-180, -90, 180, 90]],
    ['3,2,1,4', null],
    ['1,4,3,2', null],
    ['1,2,3', null],
    ['1,2,3,4,5', null],
    ['1,2,3,x', null],
    ['-181,2,3,4', null],
  ])('read from %s', (text, box) => expect(readBox(text)).toEqual(box))
})

describe('parts', () => {
  it('are rings of all polygons', () => {
    const ring: [number, number][] = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ]
    expect(partsOf({ type: 'MultiPolygon', coordinates: [[ring], [ring, ring]] })).toHaveLength(3)
  })
  it('turn counter-clockwise when their area is positive', () => {
    expect(
      signedArea([
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ]),
    ).toBe(1)
    expect(
      signedArea([
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 0],
      ]),
    ).toBe(-1)
  })
  it('are measured roughly', () => expect(roughMetres([46, 24], [46, 25])).toBeCloseTo(111_195, -1))
})

describe('the tile grid', () => {
  it.each([
    [0, 0, 0, true],
    [0, 1, 0, false],
    [14, 16383, 16383, true],
    [14, 16384, 0, false],
    [23, 0, 0, false],
    [-1, 0, 0, false],
    [3, 0, -1, false],
  ])('%i/%i/%i: %s', (z, x, y, expected) => expect(inTileGrid(z, x, y)).toBe(expected))
})
