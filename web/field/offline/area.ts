import { get, type Problem } from '../../api.ts'
import { troubleOf } from '../store/database.ts'
import { deleteMaps, dropMap, fetchTiles, openMap } from './area-maps.ts'
import type { AreaEstimate, Bounds, FieldArea, StoreTrouble, TakenArea } from './contract.ts'
import { keepArea, readArea } from './kept-area.ts'
import { deepestZoom, sampleOf, type Tile, tilesOf } from './tiles.ts'

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

/** `former`: the network failed before the new map was as good as the one that lies here, which stays. */
export interface AreaTaken {
  trouble: StoreTrouble | null
  former: 'map' | 'area' | null
}

const done: AreaTaken = { trouble: null, former: null }
type Through = (count: number) => void

/**
 * Keeps an area on this phone: its lists first, then its map, tile by tile. What lies here already is not given up for less:
 * the map of before stays until the new one is as whole, and another area until something of the new one's map has come.
 */
export async function takeArea(
  userId: string,
  { bounds, zoom, area, dataBytes }: AreaOffer,
  through: Through,
  signal: AbortSignal,
): Promise<AreaTaken> {
  const tiles = tilesOf(bounds, zoom)
  const lacking = { tiles: tiles.length, missing: tiles.length, mapBytes: 0 }
  const taken = { bounds, area, takenAt: new Date().toISOString(), dataBytes, ...lacking }
  // without TLS a browser keeps lists, and no maps
  const hasMaps = typeof caches !== 'undefined'
  try {
    const former = await readArea(userId)
    const refreshed = former && isSame(former, taken) ? withMapOf(former, taken) : null
    if (refreshed || !former || !hasMaps) await keepArea(userId, refreshed ?? taken)
    return hasMaps ? await takeMap(userId, { taken, former, tiles }, through, signal) : done
  } catch (error) {
    return { ...done, trouble: signal.aborted ? null : troubleOf(error) }
  }
}

const isSame = (one: TakenArea, other: TakenArea) => one.bounds.join() === other.bounds.join()

function withMapOf({ tiles, missing, mapBytes }: TakenArea, taken: TakenArea): TakenArea {
  return { ...taken, tiles, missing, mapBytes }
}

interface Exchange {
  taken: TakenArea
  former: TakenArea | null
  tiles: readonly Tile[]
}

/** Puts a new map in the place of the former, where it shows no less. */
async function takeMap(
  userId: string,
  { taken, former, tiles }: Exchange,
  through: Through,
  signal: AbortSignal,
): Promise<AreaTaken> {
  const { takenAt } = taken
  try {
    const map = await openMap(userId, takenAt)
    const { bytes, missing } = await fetchTiles(tiles, (tile, address) => map.put(address, tile), through, signal)
    const next = { ...taken, mapBytes: bytes, missing }
    if (former && isWorse(next, former)) {
      await dropMap(userId, takenAt)
      return { ...done, former: isSame(former, next) ? 'map' : 'area' }
    }
    await keepArea(userId, next)
    await deleteMaps(`${userId}-${takenAt}`)
    return done
  } catch (error) {
    if (former) await dropMap(userId, takenAt)
    throw error
  }
}

/** Of another area nothing can be compared but that something came. */
function isWorse(next: TakenArea, former: TakenArea): boolean {
  const share = ({ missing, tiles }: TakenArea) => missing / Math.max(1, tiles)
  return isSame(former, next) ? share(next) > share(former) : share(next) === 1 && share(former) < 1
}
