import { type Static, Type } from 'typebox'

/** A WGS84 position, longitude first (RFC 7946), at most seven decimals. */
export const Position = Type.Unsafe<[number, number]>(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }))
const Line = Type.Array(Position, { minItems: 2 })
const Ring = Type.Array(Position, { minItems: 4 })

export const Point = Type.Object({ type: Type.Literal('Point'), coordinates: Position })
export const LineString = Type.Object({ type: Type.Literal('LineString'), coordinates: Line })
export const MultiLineString = Type.Object({ type: Type.Literal('MultiLineString'), coordinates: Type.Array(Line) })
export const Polygon = Type.Object({ type: Type.Literal('Polygon'), coordinates: Type.Array(Ring) })
export const MultiPolygon = Type.Object({
  type: Type.Literal('MultiPolygon'),
  coordinates: Type.Array(Type.Array(Ring)),
})

export const Lines = Type.Union([LineString, MultiLineString])
export const Areas = Type.Union([Polygon, MultiPolygon])
/** What a works may occupy: drawn as a line or as an area. */
export const Route = Type.Union([LineString, MultiLineString, Polygon, MultiPolygon])

/**
 * A geometry as a client sends it. The wire schema is deliberately loose: `intake.ts` walks the value and names the
 * member and the place of each fault, which a schema validator cannot.
 */
export const IncomingGeometry = Type.Unsafe<unknown>({
  type: 'object',
  description:
    'GeoJSON geometry (RFC 7946) in WGS84, longitude first: LineString, MultiLineString, Polygon or MultiPolygon.',
  properties: { type: {}, coordinates: {} },
})

/** What two geometries share: of any type, a collection too, since they may touch along a line and overlap elsewhere. */
export const SharedGround = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  description: 'GeoJSON geometry of any type',
  required: ['type'],
  properties: { type: { type: 'string' } },
  // without this the serialiser leaves every member out
  additionalProperties: true,
})

export type Position = [longitude: number, latitude: number]
export type Point = { type: 'Point'; coordinates: Position }
export type LineString = { type: 'LineString'; coordinates: Position[] }
export type MultiLineString = { type: 'MultiLineString'; coordinates: Position[][] }
export type Polygon = { type: 'Polygon'; coordinates: Position[][] }
export type MultiPolygon = { type: 'MultiPolygon'; coordinates: Position[][][] }
export type MultiPoint = { type: 'MultiPoint'; coordinates: Position[] }
export type Lines = LineString | MultiLineString
export type Areas = Polygon | MultiPolygon
export type Route = Lines | Areas
export type Geometry = Route | Point | MultiPoint

/** West, south, east, north in WGS84 degrees. */
export type Box = [west: number, south: number, east: number, north: number]

/** `bbox=west,south,east,north` in a query string. */
export const BoxQuery = Type.String({
  pattern: '^-?\\d{1,3}(\\.\\d{1,15})?(,-?\\d{1,3}(\\.\\d{1,15})?){3}$',
  description: 'west,south,east,north in WGS84 degrees',
})
export type BoxQuery = Static<typeof BoxQuery>
