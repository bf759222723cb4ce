import { describe, expect, it } from 'vitest'
import { TileCache } from './cache.ts'

const long = { bytes: 1_000_000, milliseconds: 60_000 }

/** A maker of tiles that counts how often it was asked. */
function maker(bytes = 10) {
  const made = { count: 0 }
  const make = () => {
    made.count += 1
    return Promise.resolve(Buffer.alloc(bytes, made.count))
  }
  return { made, make }
}

describe('the tile cache', () => {
  it('makes a tile once, also for those who ask while it is made', async () => {
    const cache = new TileCache(long)
    const { made, make } = maker()
    const tiles = await Promise.all([cache.get('a', make), cache.get('a', make), cache.get('b', make)])
    expect(made.count).toBe(2)
    expect(tiles[0]).toBe(tiles[1])
    expect((await cache.get('a', make)).etag).toBe(tiles[0]?.etag)
    expect(made.count).toBe(2)
  })

  it('makes it anew after a write, and does not keep what was being made meanwhile', async () => {
    const cache = new TileCache(long)
    const { made, make } = maker()
    const before = cache.get('a', make)
    cache.touch()
    await before
    expect(cache.size).toBe(0)
    await cache.get('a', make)
    expect(made.count).toBe(2)
    expect(cache.size).toBe(1)
  })

  it('does not keep what failed', async () => {
    const cache = new TileCache(long)
    await expect(cache.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect((await cache.get('a', maker().make)).bytes).toHaveLength(10)
  })

  it('lets the oldest go when the room is taken, by empty tiles too', async () => {
    const cache = new TileCache({ ...long, bytes: 50_000 })
    const { make } = maker(0)
    for (let n = 0; n < 1000; n++) await cache.get(`tile ${n}`, make)
    expect(cache.size).toBeGreaterThan(50)
    expect(cache.size).toBeLessThan(130)
    const { made, make: again } = maker(0)
    await cache.get('tile 999', again)
    await cache.get('tile 0', again)
    expect(made.count).toBe(1)
  })

  it('lets go what is too old', async () => {
    const cache = new TileCache({ ...long, milliseconds: 0 })
    const { made, make } = maker()
    for (const key of ['a', 'b', 'a']) await cache.get(key, make)
    expect(made.count).toBe(3)
    expect(cache.size).toBeLessThanOrEqual(1)
  })
})
