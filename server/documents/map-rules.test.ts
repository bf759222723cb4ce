import { describe, expect, it } from 'vitest'
import { frameOf, namePlaces, pathOf, pathThrough, pixelOf, scaleBar } from './map-rules.ts'

const line = {
  type: 'LineString' as const,
  coordinates: [
    [46.7, 24.7],
    [46.702, 24.7],
  ] as [number, number][],
}

describe('the frame of a drawing', () => {
  const frame = frameOf([line], { width: 720, height: 360 }, 160)

  it('holds its shapes in the middle, with room around them', () => {
    const [start, end] = [pixelOf(frame, [46.7, 24.7]), pixelOf(frame, [46.702, 24.7])]
    expect(start.map(Math.round)).toEqual([115, 180])
    expect(end.map(Math.round)).toEqual([605, 180])
  })

  it('knows metres on the ground: a five-hundredth of a degree at Riyadh is 202 m', () => {
    expect(490 / frame.metreScale).toBeCloseTo(202.3, 0)
  })

  it('is as wide as it must be at least', () => {
    const point = { type: 'Point' as const, coordinates: [46.7, 24.7] as [number, number] }
    expect(frameOf([point], { width: 720, height: 360 }, 160).metreScale).toBeCloseTo(4.5, 3)
  })

  it('keeps to the heights that the web’s map has', () => {
    const pole = { type: 'Point' as const, coordinates: [0, 90] as [number, number] }
    expect(Number.isFinite(frameOf([pole], { width: 720, height: 360 }, 160).north)).toBe(true)
  })

  it('turns shapes into paths, areas into closed ones', () => {
    expect(pathOf(frame, line)).toBe('M115.2 180L604.8 180')
    expect(pathThrough([[0, 0], [1.26, 3], [0, 3]], true)).toBe('M0 0L1.3 3L0 3Z') // biome-ignore format: one line
  })
})

describe('the scale bar', () => {
  it.each([
    [4.5, 180, { metres: 20, pixels: 90 }],
    [4, 180, { metres: 20, pixels: 80 }],
    [3.6, 180, { metres: 50, pixels: 180 }],
    [0.1, 180, { metres: 1000, pixels: 100 }],
    [200, 180, { metres: 0.5, pixels: 100 }],
  ])('at %d pixels a metre is at most %d pixels', (scale, most, bar) => {
    expect(scaleBar(scale, most)).toEqual(bar)
  })
})

describe('where a name may stand', () => {
  it('is the middle of the longest line, then further along it', () => {
    const places = namePlaces([[[0, 0], [10, 0]], [[0, 50], [60, 50], [100, 50]]], 20) // biome-ignore format: one line
    expect(places.map(({ at }) => at)).toEqual([[50, 50], [30, 50], [70, 50]]) // biome-ignore format: one line
  })

  it.each([
    [
      'down to the right',
      [
        [0, 0],
        [100, 100],
      ],
      45,
    ],
    [
      'up to the left',
      [
        [100, 100],
        [0, 0],
      ],
      45,
    ],
    [
      'straight down',
      [
        [0, 0],
        [0, 100],
      ],
      90,
    ],
    [
      'straight up',
      [
        [0, 100],
        [0, 0],
      ],
      90,
    ],
  ] as const)('is never upside down: %s', (_, points, angle) => {
    // biome-ignore format: a table
    expect(namePlaces([points.map(([x, y]) => [x, y])], 20)[0]?.angle).toBe(angle)
  })

  it('is nowhere on what is too short, or on nothing', () => {
    expect(namePlaces([[[0, 0], [30, 0]]], 20)).toEqual([]) // biome-ignore format: one line
    expect(namePlaces([], 20)).toEqual([])
  })
})
