import type { Box, Geometry, Position } from '../geo/contract.ts'
import { type GeometryType, type IntakeLimits, importLimits, nameOfType, takeIn } from '../geo/intake.ts'
import { signedArea } from '../geo/rules.ts'
import { joinLines } from './join-lines.ts'
import { geometryRefusal, type Reason, refusal, warning } from './reason.ts'

export type Shape = { geometry: Geometry; reasons: Reason[] } | { geometry: null; reasons: Reason[] }

interface Asked {
  types: readonly GeometryType[]
  box: Box
  /** Where the geometry stands in the row: `geometry`, `properties/area`. */
  member: string
}

/**
 * Takes in the geometry of a row: what the intake of a request does, and besides what only files bring: collections,
 * swapped axes, 0,0, routes cut into hundreds of pieces. Validity is asked of the database afterwards.
 */
export function shapeOf(value: unknown, asked: Asked): Shape {
  if (value === null || value === undefined) return refused(refusal('geometry_missing', asked.member))
  const given = typeof value === 'string' ? parsed(value) : value
  const single = unpack(given, asked.member)
  if ('refused' in single) return refused(single.refused)
  const suspect = suspectPlace(single.value, asked)
  if (suspect) return refused(suspect)
  const limits: IntakeLimits = { ...importLimits, types: asked.types, box: asked.box }
  const notes = [...single.notes]
  // Pieces are counted once they are joined, but each must be a line in its own right.
  let taken = takeIn(single.value, isPieces(single.value) ? { ...limits, parts: limits.vertices } : limits)
  if (taken.geometry?.type === 'MultiLineString') {
    const before = taken.geometry.coordinates.length
    const coordinates = joinLines(taken.geometry.coordinates)
    if (coordinates.length < before)
      notes.push(warning('parts_joined', asked.member, { values: { before, after: coordinates.length } }))
    taken = takeIn({ type: 'MultiLineString', coordinates }, limits)
  }
  if (taken.fault) return refused(geometryRefusal(taken.fault, asked.member))
  const turned = rewoundRing(single.value as Geometry)
  if (turned !== null) notes.push(warning('rewound', `${asked.member}/${turned}`))
  return { geometry: taken.geometry, reasons: notes }
}

function refused(reason: Reason): Shape {
  return { geometry: null, reasons: [reason] }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function isPieces(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'MultiLineString'
}

const dimensionOf: Record<string, 'lines' | 'areas' | undefined> = {
  LineString: 'lines',
  MultiLineString: 'lines',
  Polygon: 'areas',
  MultiPolygon: 'areas',
}

type Unpacked = { value: unknown; notes: Reason[] } | { refused: Reason }

/** A collection of nothing but lines, or nothing but areas, is a multi-geometry; any other would lose ground. */
function unpack(value: unknown, member: string): Unpacked {
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'GeometryCollection')
    return { value, notes: [] }
  const parts =
    'geometries' in value && Array.isArray(value.geometries)
      ? (value.geometries as { type?: unknown; coordinates?: unknown }[])
      : []
  const types = [...new Set(parts.map((part) => nameOfType(part?.type)))]
  if (types.length === 0) return { refused: refusal('collection_empty', member) }
  if (types.includes('GeometryCollection')) return { refused: refusal('collection_nested', `${member}/geometries`) }
  const dimensions = new Set(types.map((type) => dimensionOf[type]))
  const [dimension] = dimensions
  if (dimensions.size > 1 || dimension === undefined)
    return { refused: refusal('collection_mixed', `${member}/geometries`, { values: { types: types.join(', ') } }) }
  const type = dimension === 'lines' ? 'MultiLineString' : 'MultiPolygon'
  const coordinates = parts.flatMap((part) =>
    nameOfType(part.type).startsWith('Multi') ? (part.coordinates as unknown[]) : [part.coordinates],
  )
  return { value: { type, coordinates }, notes: [warning('collection_unpacked', member, { values: { type } })] }
}

/** Positions at 0,0; or all of them inside the box once longitude and latitude change places. */
function suspectPlace(value: unknown, { box, member }: Asked): Reason | null {
  const found = positionsIn(value)
  const atNull = found.find(({ at: [x, y] }) => x === 0 && y === 0)
  if (atNull) return refusal('null_island', `${member}/${atNull.member}`, { place: [0, 0] })
  const outside = found.find(({ at }) => !inside(at, box))
  const looksSwapped = outside && found.every(({ at: [x, y] }) => inside([y, x], box))
  return looksSwapped ? refusal('axes_swapped', `${member}/${outside.member}`, { place: outside.at }) : null
}

function inside([x, y]: Position, [west, south, east, north]: Box): boolean {
  return x >= west && x <= east && y >= south && y <= north
}

/** The positions of anything that may be a geometry, with their members, without recursion; no more than an import takes. */
function positionsIn(value: unknown): { at: Position; member: string }[] {
  const found: { at: Position; member: string }[] = []
  const coordinates = typeof value === 'object' && value !== null && 'coordinates' in value ? value.coordinates : null
  const work: { item: unknown; member: string }[] = [{ item: coordinates, member: 'coordinates' }]
  for (let i = 0; i < work.length && found.length <= importLimits.vertices; i++) {
    const { item, member } = work[i] as (typeof work)[number]
    if (!Array.isArray(item)) continue
    if (typeof item[0] === 'number' && typeof item[1] === 'number') found.push({ at: [item[0], item[1]], member })
    else if (item.length <= importLimits.vertices)
      for (const [k, inner] of item.entries()) work.push({ item: inner, member: `${member}/${k}` })
  }
  return found
}

/** The member of the first ring that runs the wrong way round. */
function rewoundRing(geometry: Geometry): string | null {
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return null
  const areas = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  for (const [i, rings] of areas.entries()) {
    const ring = rings.findIndex((positions, place) => signedArea(positions) > 0 !== (place === 0))
    if (ring >= 0) return geometry.type === 'Polygon' ? `coordinates/${ring}` : `coordinates/${i}/${ring}`
  }
  return null
}
