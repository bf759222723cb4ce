import { describe, expect, it } from 'vitest'
import { scaleAt } from './scale.ts'

describe('the scale of a map', () => {
  it('is the longest round length that fits, drawn as wide as it is', () => {
    // at the equator and zoom 0 the earth is one tile of 512 pixels around
    expect(scaleAt({ latitude: 0, zoom: 0, most: 512 })).toEqual({ metres: 30_000_000, pixels: 383 })
    expect(scaleAt({ latitude: 0, zoom: 14, most: 96 })).toEqual({ metres: 300, pixels: 63 })
    expect(scaleAt({ latitude: 60, zoom: 14, most: 96 })).toEqual({ metres: 200, pixels: 84 })
  })

  it('never is wider than it may be', () => {
    for (let zoom = 4; zoom <= 20; zoom += 0.1)
      expect(scaleAt({ latitude: 24.7, zoom, most: 96 }).pixels).toBeLessThanOrEqual(96)
  })
})
