import type { Box, Geometry, Position } from './contract.ts'
import { partsOf, roughMetres, signedArea } from './rules.ts'

export type GeometryType = Geometry['type']

export interface IntakeLimits {
  types: readonly GeometryType[]
  /** West, south, east, north of the jurisdiction. */
  box: Box
  vertices: number
  parts: number
  rings: number
  /** Shortest part, metres. */
  shortestMetres: number
}

/** A works' geometry by a request; an import's may have more vertices. */
export const requestLimits = { vertices: 2000, parts: 100, rings: 50, shortestMetres: 0.01 } as const
export const importLimits = { ...requestLimits, vertices: 10_000 } as const

export const routeTypes = ['LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'] as const
export const lineTypes = ['LineString', 'MultiLineString'] as const
export const areaTypes = ['Polygon', 'MultiPolygon'] as const
export const pointTypes = ['Point'] as const

export type GeometryFaultCode =
  | 'not_a_geometry'
  | 'type_not_allowed'
  | 'crs_not_allowed'
  | 'unknown_member'
  | 'not_a_list'
  | 'not_a_position'
  | 'outside_box'
  | 'too_many_vertices'
  | 'too_many_parts'
  | 'too_many_rings'
  | 'empty'
  | 'too_few_positions'
  | 'ring_not_closed'
  | 'part_too_short'
  | 'too_long'
  | 'too_large'
  | 'too_tangled'
  | 'invalid'

/** A refusal that names the member (`coordinates/0/3`) and, where there is one, the place (longitude, latitude). */
export interface GeometryFault {
  code: GeometryFaultCode
  member: string
  place?: Position
  detail?: string
}

export type Intake<G extends Geometry = Geometry> =
  | { geometry: G; fault?: never }
  | { geometry?: never; fault: GeometryFault }

const depthOf: Record<GeometryType, number> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
}
const decimals = 1e7

class Refusal extends Error {
  readonly fault: GeometryFault
  constructor(fault: GeometryFault) {
    super(fault.code)
    this.fault = fault
  }
}

function refuse(code: GeometryFaultCode, member: string, more: Partial<GeometryFault> = {}): never {
  throw new Refusal({ code, member, ...more })
}

/**
 * Takes in a GeoJSON geometry of unknown origin, before any SQL sees it: types, members, box, counts, closed rings,
 * no zero-length part, seven decimals, rings wound right (rewound, not refused). Validity is asked of the database
 * afterwards, once. Nothing is repaired.
 */
export function takeIn<G extends Geometry = Geometry>(value: unknown, limits: IntakeLimits): Intake<G> {
  try {
    return { geometry: walk(value, limits) as G }
  } catch (refusal) {
    if (refusal instanceof Refusal) return { fault: refusal.fault }
    throw refusal
  }
}

function walk(value: unknown, limits: IntakeLimits): Geometry {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse('not_a_geometry', '')
  const { type, coordinates, ...others } = value as Record<string, unknown>
  if ('crs' in others) refuse('crs_not_allowed', 'crs')
  const unknown = Object.keys(others).find((member) => member !== 'bbox')
  if (!limits.types.includes(type as GeometryType)) refuse('type_not_allowed', 'type', { detail: nameOfType(type) })
  if (unknown !== undefined) refuse('unknown_member', unknown.slice(0, 40))
  const geometry = { type, coordinates: read(coordinates, depthOf[type as GeometryType], limits) } as Geometry
  if (geometry.type === 'Polygon') geometry.coordinates = checkRings(geometry.coordinates, 'coordinates', limits)
  else if (geometry.type === 'MultiPolygon')
    geometry.coordinates = geometry.coordinates.map((rings, i) => checkRings(rings, `coordinates/${i}`, limits))
  else if (geometry.type !== 'Point' && geometry.type !== 'MultiPoint') checkLines(geometry, limits)
  return geometry
}

/** What is no text may have no text either: lists in lists without end, an object that cannot be turned into one. */
export function nameOfType(type: unknown): string {
  return typeof type === 'string' ? type.slice(0, 40) : typeof type
}

interface Frame {
  from: readonly unknown[]
  to: unknown[]
  depth: number
  member: string
}

/** Copies the coordinates level by level with a list of work to do, so that no depth of nesting can exhaust the stack. */
function read(coordinates: unknown, depth: number, limits: IntakeLimits): unknown {
  const root: unknown[] = []
  const work: Frame[] = [{ from: [coordinates], to: root, depth: depth + 1, member: '' }]
  const count = { vertices: 0 }
  for (let frame = work.pop(); frame; frame = work.pop()) {
    for (const [i, item] of frame.from.entries()) {
      const member = frame.member === '' ? 'coordinates' : `${frame.member}/${i}`
      if (frame.depth === 1) {
        count.vertices += 1
        if (count.vertices > limits.vertices) refuse('too_many_vertices', member, { detail: String(limits.vertices) })
        frame.to.push(position(item, member, limits.box))
        continue
      }
      if (!Array.isArray(item)) refuse('not_a_list', member)
      checkCount(item, frame.depth - 1, member, limits)
      const to: unknown[] = []
      frame.to.push(to)
      work.push({ from: item, to, depth: frame.depth - 1, member })
    }
  }
  return root[0]
}

function checkCount(items: unknown[], level: number, member: string, limits: IntakeLimits): void {
  if (items.length === 0) refuse('empty', member)
  if (level >= 2 && items.length > limits.parts) refuse('too_many_parts', member, { detail: String(limits.parts) })
}

function position(item: unknown, member: string, box: Box): Position {
  if (!Array.isArray(item) || item.length !== 2) refuse('not_a_position', member)
  const [x, y] = item as unknown[]
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
    refuse('not_a_position', member)
  const place: Position = [Math.round(x * decimals) / decimals, Math.round(y * decimals) / decimals]
  if (x < box[0] || y < box[1] || x > box[2] || y > box[3]) refuse('outside_box', member, { place: [x, y] })
  return place
}

/** Rings must be closed and have four positions; the outer one is turned counter-clockwise, the others clockwise. */
function checkRings(rings: Position[][], member: string, limits: IntakeLimits): Position[][] {
  if (rings.length > limits.rings) refuse('too_many_rings', member, { detail: String(limits.rings) })
  return rings.map((ring, i) => {
    const first = ring[0] as Position
    const last = ring.at(-1) as Position
    if (ring.length < 4) refuse('too_few_positions', `${member}/${i}`, { place: first })
    if (first[0] !== last[0] || first[1] !== last[1]) refuse('ring_not_closed', `${member}/${i}`, { place: last })
    const isCounterClockwise = signedArea(ring) > 0
    return isCounterClockwise === (i === 0) ? ring : ring.toReversed()
  })
}

function checkLines(geometry: Geometry, limits: IntakeLimits): void {
  const single = geometry.type === 'LineString'
  for (const [i, line] of partsOf(geometry).entries()) {
    const member = single ? 'coordinates' : `coordinates/${i}`
    const place = line[0] as Position
    if (line.length < 2) refuse('too_few_positions', member, { place })
    const metres = line.reduce((sum, at, k) => (k ? sum + roughMetres(line[k - 1] as Position, at) : 0), 0)
    if (metres < limits.shortestMetres) refuse('part_too_short', member, { place })
  }
}
