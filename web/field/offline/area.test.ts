import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { AreaOffer } from './area.ts'
import type { Bounds } from './contract.ts'

const city: Bounds = [46.7, 24.7, 46.71, 24.71]
const elsewhere: Bounds = [46.8, 24.8, 46.81, 24.81]

/** A phone of its own for each test: the maps by their names, each with the addresses that lie in it. */
let maps: Map<string, Set<string>>
let phone: typeof import('./area.ts') & typeof import('./kept-area.ts')
/** How many tiles still come before the network is gone. */
let left: number

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  maps = new Map()
  left = Number.POSITIVE_INFINITY
  vi.stubGlobal('caches', {
    keys: async () => [...maps.keys()],
    delete: async (name: string) => maps.delete(name),
    open: async (name: string) => {
      const map = maps.get(name) ?? new Set<string>()
      maps.set(name, map)
      return { put: async (address: string) => void map.add(address) }
    },
  })
  vi.stubGlobal('fetch', async () => {
    left -= 1
    if (left < 0) throw new TypeError('network')
    return new Response('tile')
  })
  vi.resetModules()
  phone = { ...(await import('./area.ts')), ...(await import('./kept-area.ts')) }
})

async function take(bounds: Bounds, visits: string[], signal = new AbortController().signal) {
  const area = { visits: visits.map((id) => ({ id })), works: [] } as unknown as AreaOffer['area']
  await new Promise((done) => setTimeout(done, 2))
  return phone.takeArea('noor', { bounds, zoom: 14, area, dataBytes: 9 } as AreaOffer, () => undefined, signal)
}
const kept = async () => {
  const taken = await phone.readArea('noor')
  return taken && { bounds: taken.bounds, missing: taken.missing, visits: taken.area.visits.map(({ id }) => id) }
}
const mapSizes = () => [...maps.values()].map((map) => map.size)

describe('an area that lies on this phone', () => {
  it('is refreshed, and the map of before goes', async () => {
    await take(city, ['v'])
    const [whole] = mapSizes()
    expect(await take(city, ['w'])).toEqual({ trouble: null, former: null })
    expect(mapSizes()).toEqual([whole])
    expect(await kept()).toEqual({ bounds: city, missing: 0, visits: ['w'] })
  })

  it.each([0, 2])(
    'keeps its map where the network fails after %i tiles of the new one; its lists are new',
    async (some) => {
      await take(city, ['v'])
      const before = [...maps.keys()]
      left = some
      expect(await take(city, ['w'])).toEqual({ trouble: null, former: 'map' })
      expect([...maps.keys()]).toEqual(before)
      expect(await kept()).toEqual({ bounds: city, missing: 0, visits: ['w'] })
    },
  )

  it('keeps its map in sight where somebody stops in the middle', async () => {
    await take(city, ['v'])
    const before = [...maps.keys()]
    const stopping = new AbortController()
    vi.stubGlobal('fetch', async () => {
      stopping.abort()
      throw stopping.signal.reason
    })
    expect(await take(city, ['w'], stopping.signal)).toMatchObject({ trouble: null })
    expect([...maps.keys()]).toEqual(before)
    expect(await kept()).toMatchObject({ missing: 0 })
  })

  it('stays where nothing of the map of another one comes, and makes way for one of which something does', async () => {
    await take(city, ['v'])
    left = 0
    expect(await take(elsewhere, ['w'])).toEqual({ trouble: null, former: 'area' })
    expect(await kept()).toEqual({ bounds: city, missing: 0, visits: ['v'] })
    left = 2
    expect(await take(elsewhere, ['w'])).toEqual({ trouble: null, former: null })
    expect(await kept()).toMatchObject({ bounds: elsewhere, visits: ['w'] })
    expect(mapSizes()).toEqual([2])
  })

  it('is better than none: a first one is kept with what came of its map', async () => {
    left = 0
    expect(await take(city, ['v'])).toEqual({ trouble: null, former: null })
    expect(await kept()).toMatchObject({ visits: ['v'] })
  })
})
