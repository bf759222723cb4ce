import { get, type Problem } from '../../api.ts'
import { troubleOf } from '../store/database.ts'
import { deleteMaps, fetchTiles, openMap } from './area-maps.ts'
import type { AreaEstimate, Bounds, FieldArea, StoreTrouble } from './contract.ts'
import { keepArea } from './kept-area.ts'
import { deepestZoom, sampleOf, tilesOf } from './tiles.ts'

const sampled = 5

/** The lists of an area as they are taken along; what it weighs is known once they are here. */
export interface AreaOffer extends AreaEstimate {
  area: FieldArea
}

/** Why no area can be taken along as it was chosen. */
export type AreaRefusal = { problem: Problem } | { trouble: StoreTrouble } | { tooWide: true }

/** What is to be had for an area: its lists whole, and what its map will weigh, reckoned from a few tiles of it. */
export async function offerOf(bounds: Bounds, signal: AbortSignal): Promise<AreaOffer | AreaRefusal> {
  const zoom = deepestZoom(bounds)
  if (zoom === null) return { tooWide: true }
  const answer = await get<FieldArea>('/api/field/area', { bbox: bounds.map((each) => each.toFixed(6)).join() }, signal)
  if (!answer.ok) return { problem: answer.problem }
  const area = answer.value
  const tiles = tilesOf(bounds, zoom)
  const sample = sampleOf(tiles, sampled)
  const { bytes, missing } = await fetchTiles(
    sample,
    async () => undefined,
    () => undefined,
    signal,
  )
  const seen = sample.length - missing
  const dataBytes = new TextEncoder().encode(JSON.stringify(area)).length
  const mapBytes = seen === 0 ? 0 : Math.round((bytes / seen) * tiles.length)
  return {
    bounds,
    zoom,
    area,
    dataBytes,
    mapBytes,
    tiles: tiles.length,
    visits: area.visits.length,
    works: area.works.length,
    fits: await fits(dataBytes + mapBytes),
  }
}

async function fits(bytes: number): Promise<boolean | null> {
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {}
  return quota === undefined || usage === undefined ? null : bytes < quota - usage
}

/** Keeps an area on this phone: its lists first, then its map, tile by tile. */
export async function takeArea(
  userId: string,
  { bounds, zoom, area, dataBytes }: AreaOffer,
  through: (count: number) => void,
  signal: AbortSignal,
): Promise<{ trouble: StoreTrouble | null }> {
  const takenAt = new Date().toISOString()
  const tiles = tilesOf(bounds, zoom)
  const taken = { bounds, area, takenAt, dataBytes, tiles: tiles.length }
  try {
    await keepArea(userId, { ...taken, mapBytes: 0, missing: tiles.length })
    // without TLS a browser keeps lists, and no maps
    if (typeof caches === 'undefined') return { trouble: null }
    const map = await openMap(userId, takenAt)
    const { bytes, missing } = await fetchTiles(tiles, (tile, address) => map.put(address, tile), through, signal)
    await keepArea(userId, { ...taken, mapBytes: bytes, missing })
    await deleteMaps(`${userId}-${takenAt}`)
    return { trouble: null }
  } catch (error) {
    if (signal.aborted) return { trouble: null }
    return { trouble: troubleOf(error) }
  }
}
