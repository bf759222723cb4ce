import { answered, troubleOf, within } from '../store/database.ts'
import { tell } from '../store/told.ts'
import type { TakenArea } from './contract.ts'
import { addressesOf, type Tile } from './tiles.ts'

/** Caches of this name hold the map of an area; the worker looks into all of them. Changed in both places or in none. */
const prefix = 'nasaq-area-'

/** A map of its own for each taking along: the earlier one serves until the new one is whole. */
export function openMap(userId: string, takenAt: string): Promise<Cache> {
  return caches.open(`${prefix}${userId}-${takenAt}`)
}

/** One that came to nothing. */
export async function dropMap(userId: string, takenAt: string): Promise<void> {
  await caches.delete(`${prefix}${userId}-${takenAt}`).catch(() => false)
}

const concurrent = 4
const mostWaits = 5
const usualWaitSeconds = 5

interface Fetched {
  bytes: number
  missing: number
}

/** Fetches tiles, a few at a time, and waits where the server asks for it; `each` is told how many are through. */
export async function fetchTiles(
  tiles: readonly Tile[],
  each: (response: Response, address: string) => Promise<void>,
  through: (count: number) => void,
  signal: AbortSignal,
): Promise<Fetched> {
  const waiting = [...tiles]
  const fetched: Fetched = { bytes: 0, missing: 0 }
  let count = 0
  const fetchAll = async () => {
    for (let tile = waiting.shift(); tile; tile = waiting.shift()) {
      let isMissing = false
      for (const address of addressesOf(tile)) {
        const response = await fetchTile(address, signal)
        if (response) {
          fetched.bytes += (await response.clone().arrayBuffer()).byteLength
          await each(response, address)
        } else isMissing = true
      }
      if (isMissing) fetched.missing += 1
      count += 1
      through(count)
    }
  }
  await Promise.all(Array.from({ length: concurrent }, fetchAll))
  return fetched
}

async function fetchTile(address: string, signal: AbortSignal): Promise<Response | null> {
  for (let wait = 0; wait < mostWaits; wait += 1) {
    const response = await fetch(address, { credentials: 'same-origin', cache: 'no-cache', signal }).catch((error) => {
      if (signal.aborted) throw error
      return null
    })
    if (!response) return null
    if (response.ok) return response
    if (response.status !== 429 && response.status !== 503) return null
    const seconds = Number(response.headers.get('retry-after')) || usualWaitSeconds
    await new Promise((done) => setTimeout(done, seconds * 1000))
    signal.throwIfAborted()
  }
  return null
}

/** Deletes all maps of areas but one. Gives whether there was any. */
export async function deleteMaps(but: string | null = null): Promise<boolean> {
  if (typeof caches === 'undefined') return false
  const names = await caches.keys()
  const found = names.filter((name) => name.startsWith(prefix) && (but === null || name !== prefix + but))
  const deleted = await Promise.all(found.map((name) => caches.delete(name)))
  return deleted.includes(true)
}

/** Gives up the maps, and keeps the lists: a phone that is full must take an inspection before anything else. */
export async function forgetAreaMaps(): Promise<boolean> {
  const hadMaps = await deleteMaps().catch(() => false)
  if (!hadMaps) return false
  await within(['areas'], 'readwrite', async (on) => {
    const users = await answered(on('areas').getAllKeys())
    const areas = (await answered(on('areas').getAll())) as TakenArea[]
    for (const [index, area] of areas.entries())
      on('areas').put({ ...area, missing: area.tiles, mapBytes: 0 }, users[index] as string)
  }).catch(() => undefined)
  tell('area')
  return true
}

/** Does something that needs room; where there is none, the maps make way for it, as they can be fetched again. */
export async function makingRoom<T>(work: () => Promise<T>): Promise<{ value: T; freed: boolean }> {
  try {
    return { value: await work(), freed: false }
  } catch (error) {
    if (troubleOf(error) !== 'full') throw error
    const freed = await forgetAreaMaps()
    return { value: await work(), freed }
  }
}
