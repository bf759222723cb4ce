import { describe, expect, it } from 'vitest'
import type { Bounds } from './contract.ts'
import { addressesOf, boundsAround, boundsOfView, deepestZoom, mostTiles, sampleOf, tilesOf } from './tiles.ts'

const riyadh = [46.7, 24.7] as const
const width = ([west, , east]: Bounds) => east - west
const height = ([, south, , north]: Bounds) => north - south

describe('the tiles of an area', () => {
  it('are known ones at a known place', () => {
    const tiles = tilesOf([46.7, 24.7, 46.7001, 24.7001], 13)
    expect(tiles).toEqual([
      { z: 12, x: 2579, y: 1757 },
      { z: 13, x: 5158, y: 3515 },
    ])
    expect(tiles.map(addressesOf)[1]).toEqual([
      '/tiles/municipalities,places,parcels,buildings,streets/13/5158/3515.mvt',
    ])
  })

  it.each([
    [0.5, 16],
    [1, 16],
    [4, 16],
    [8, 15],
    [10, 14],
    [20, 13],
    [40, 12],
    [80, 12],
    [400, null],
  ])('%f km around reach down to zoom %s', (kilometres, zoom) => {
    const bounds = boundsAround(riyadh, kilometres)
    expect(deepestZoom(bounds)).toBe(zoom)
    if (zoom !== null) expect(tilesOf(bounds, zoom).length).toBeLessThanOrEqual(mostTiles)
  })

  it.each<[string, Bounds]>([
    ['of the whole world', [-180, -90, 180, 90]],
    ['of nowhere', [-999, -999, 999, 999]],
    ['upside down', [50, 30, 40, 20]],
  ])('%s do no harm', (_, bounds) => {
    expect(tilesOf(bounds, 8).every(({ z, x, y }) => x >= 0 && y >= 0 && x < 2 ** z && y < 2 ** z)).toBe(true)
  })

  it('are sampled evenly', () => {
    const tiles = tilesOf(boundsAround(riyadh, 1), 16)
    expect(sampleOf(tiles, 4)).toHaveLength(4)
    expect(new Set(sampleOf(tiles, 4)).size).toBe(4)
    expect(sampleOf(tiles.slice(0, 2), 4)).toEqual(tiles.slice(0, 2))
    expect(sampleOf([], 4)).toEqual([])
  })
})

it('reaches as far to the side as up, in metres', () => {
  const bounds = boundsAround(riyadh, 2)
  expect(height(bounds)).toBeCloseTo(4000 / 111_195, 6)
  expect(width(bounds) * Math.cos((24.7 * Math.PI) / 180)).toBeCloseTo(height(bounds), 6)
})

it('knows what a window shows', () => {
  const bounds = boundsOfView({ lng: 46.7, lat: 24.7, zoom: 14 }, [390, 844])
  expect(width(bounds)).toBeCloseTo((390 / (512 * 2 ** 14)) * 360, 9)
  expect(height(bounds) / width(bounds)).toBeCloseTo((844 / 390) * Math.cos((24.7 * Math.PI) / 180), 6)
})
