import type { Db } from '../database/connect.ts'
import { certainRows, prepared, rows, sql } from '../database/sql.ts'
import { isCrowded, unaligned } from '../geo/alignment.ts'
import type { Box, Geometry, LineString } from '../geo/contract.ts'
import { boxOf } from '../geo/rules.ts'
import type { RulePack } from '../policy/contract.ts'
import type { TrafficImpact } from './contract.ts'

export const measured = sql(import.meta.url, 'measure.sql')

export interface Drawn {
  id: string
  route: Geometry
  trenchWidthMetres?: number | null | undefined
  trafficImpact?: TrafficImpact | undefined
  /** The connections that it would have in place of those that are stored of it. */
  entered?: readonly { line: LineString }[] | undefined
}

/** The bindings of `measure.sql`: half the occupied width (trench and working space on both sides) and the buffer. */
export function measureBindings(works: readonly Drawn[], pack: RulePack) {
  const given = works.map(({ id, route, trenchWidthMetres, trafficImpact, entered }) => ({
    id,
    route,
    ...(isCrowded(route) ? { shape: unaligned(route) } : {}),
    ...(entered ? { branches: branchesOf(entered) } : {}),
    halfWidth: halfWidth(trenchWidthMetres, pack),
    buffer: pack.impactBufferMetres[trafficImpact ?? 'minor'],
  }))
  return { given: JSON.stringify(given), rootRegion: pack.root.regionId }
}

function branchesOf(entered: readonly { line: LineString }[]): Geometry {
  return { type: 'MultiLineString', coordinates: entered.map(({ line }) => line.coordinates) }
}

/** Half the width that a works occupies: its trench and working space on both sides. */
export function halfWidth(trenchWidthMetres: number | null | undefined, { footprint }: RulePack): number {
  return (trenchWidthMetres ?? footprint.trenchWidthMetres) / 2 + footprint.workingSpaceMetres
}

/** How much ground a drawn works takes, before it is stored. */
export async function areaOf(db: Db, drawn: Drawn, pack: RulePack): Promise<number> {
  const [found] = await certainRows<{ area: number }>(
    db,
    `with ${measured} select area_square_metres as area from measured`,
    measureBindings([drawn], pack),
  )
  return (found as { area: number }).area
}

const metresPerDegree = 110_000
/** Side of a lock cell in degrees, about one kilometre. */
const cellSide = 0.01
/** Cells of the ground; null: all of it. */
export type Cells = readonly (readonly [number, number])[] | null

const lockText = prepared('select lock_ground(cast(:xs as int[]), cast(:ys as int[]))')

/** Works on more cells than this lock the whole register instead. */
export const mostCells = 200

/** The locks of the ground that works may touch (before and after a change), until the transaction ends. */
export async function lockGround(db: Db, cells: Cells): Promise<void> {
  await rows(db, lockText, lockBindings(cells))
}

/** Cells as `lock_ground` takes them; of the whole register: null. */
export function lockBindings(cells: Cells) {
  return { xs: cells?.map(([x]) => x) ?? null, ys: cells?.map(([, y]) => y) ?? null }
}

/** Does whoever holds these cells hold those too? */
export function holds(held: Cells, wanted: Cells): boolean {
  if (held === null) return true
  if (wanted === null) return false
  const keys = new Set(held.map(([x, y]) => `${x}/${y}`))
  return wanted.every(([x, y]) => keys.has(`${x}/${y}`))
}

/** The box that the reach of a drawn works surely lies in. */
function reachBox({ route, trenchWidthMetres, trafficImpact }: Drawn, pack: RulePack): Box {
  const [west, south, east, north] = boxOf(route)
  const metres = halfWidth(trenchWidthMetres, pack) + pack.impactBufferMetres[trafficImpact ?? 'minor']
  const up = (metres / metresPerDegree) * 1.1
  const across = up / Math.max(Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180), 0.05)
  return [west - across, south - up, east + across, north + up]
}

/**
 * The cells of the ground that a set of works may touch, and of more of it, as pairs of whole numbers, without repeats; null when there
 * are more than it is wise to lock one by one.
 */
export function cellsOf(works: readonly Drawn[], pack: RulePack, more: readonly Box[] = []): [number, number][] | null {
  const cells = new Map<string, [number, number]>()
  for (const box of [...works.map((one) => reachBox(one, pack)), ...more]) {
    const [west, south, east, north] = box.map((degrees) => Math.floor((degrees + 180) / cellSide)) as Box
    if ((east - west + 1) * (north - south + 1) > mostCells) return null
    for (let x = west; x <= east; x++) for (let y = south; y <= north; y++) cells.set(`${x}/${y}`, [x, y])
    if (cells.size > mostCells) return null
  }
  return [...cells.values()]
}
