import type { Db } from '../../database/connect.ts'
import { certainRows, rows, sql } from '../../database/sql.ts'
import type { Box, LineString, Position } from '../../geo/contract.ts'
import { boxAround, roughMetres } from '../../geo/rules.ts'
import { failed, type Outcome } from '../../http/problem.ts'
import type { Names } from '../../language/contract.ts'
import { nearestStation, type Piece } from './along.ts'
import type { StreetPath } from './contract.ts'
import { lineOf, shortestWay } from './graph.ts'
import { sayNetwork } from './messages.ts'

const piecesText = sql(import.meta.url, 'pieces.sql')

/** What is asked for must lie this near to a street. */
const reachMetres = 60
/** Between two places that a trench could lie between. */
const mostMetres = 10_000
/** Around both places, at first and where that was too little. */
const margins = [300, 2000]
export const mostPieces = 10_000
const sameMetres = 0.03

export interface PieceRow extends Piece {
  widthMetres: number
  name_ar: string
  name_en: string
}

export interface PathAsked {
  from: Position
  to: Position
  /** Along this street only. */
  streetId?: string | undefined
  /** So far to the right of the way, seen as it goes; to the left where it is negative. */
  offsetMetres?: number | undefined
}

/** The network in a box (WGS84); of one street where one is asked for. No more than `mostPieces`. */
export function piecesIn(db: Db, [west, south, east, north]: Box, streetId?: string): Promise<PieceRow[]> {
  return rows(db, piecesText, { west, south, east, north, streetId: streetId ?? null, most: mostPieces })
}

/** The shortest way between two places along the streets, by the centrelines as they are stored. Metres are geodesic. */
export async function findPath(db: Db, asked: PathAsked): Promise<Outcome<StreetPath>> {
  const { from, to, streetId } = asked
  if (roughMetres(from, to) > mostMetres) return refused('too_far', { most: mostMetres })
  let isNear = false
  for (const margin of margins) {
    const pieces = await piecesIn(db, boxAround([from, to], Math.max(margin, roughMetres(from, to) / 2)), streetId)
    // some of them would be a network with holes, and a way through it a wrong one
    if (pieces.length === mostPieces) return refused('too_wide')
    const [start, end] = [nearestStation(pieces, from), nearestStation(pieces, to)]
    if (!start || !end || Math.max(start.metresAway, end.metresAway) > reachMetres) continue
    isNear = true
    const way = shortestWay(pieces, start, end)
    if (!way) continue
    const line = withEnds(lineOf(pieces, way), from, to)
    if (line.length < 2) return refused('same_place')
    const along = way.map(({ piece }) => pieces[piece] as PieceRow)
    const told = await measured(db, line, asked.offsetMetres ?? 0)
    return told ? { value: { ...told, streets: streetsOf(along) } } : refused('cannot_offset')
  }
  return isNear ? refused('not_connected') : refused('no_street_near', { metres: reachMetres })
}

/** What was asked for to the centimetre is where the way begins and ends, not a rounding of it. */
function withEnds(line: readonly Position[], from: Position, to: Position): Position[] {
  const own = (place: Position, asked: Position) => (roughMetres(place, asked) < sameMetres ? asked : place)
  return line.map((place, i) => (i === 0 ? own(place, from) : i === line.length - 1 ? own(place, to) : place))
}

function refused(code: Parameters<typeof sayNetwork>[0], values: Record<string, number> = {}) {
  return failed('refused', { reasons: [{ code, detail: sayNetwork(code, values) }] })
}

export function streetsOf(pieces: readonly PieceRow[]): { id: string; name: Names }[] {
  const named = pieces.map(({ streetId, name_ar: ar, name_en: en }) => [streetId, { ar, en }] as const)
  return [...new Map(named)].map(([id, name]) => ({ id, name }))
}

/**
 * The line moved aside, and its length; null where a line so far aside falls to pieces or to nothing. Moved on the
 * conformal plane of the map, whose metres grow with the latitude.
 */
export async function measured(db: Db, line: readonly Position[], offsetMetres: number) {
  const [row] = await certainRows<{ line: LineString; metres: number }>(
    db,
    `with given as (select ST_SetSRID(ST_GeomFromGeoJSON(:line), 4326) as line),
     moved as (
       select case when cast(:offset as float8) = 0 then line else ST_Transform(ST_OffsetCurve(ST_Transform(line, 3857),
                - cast(:offset as float8) / cos(radians(ST_Y(ST_StartPoint(line)))), 'join=mitre mitre_limit=2'), 4326) end as line from given
     )
     select ST_AsGeoJSON(line, 7)::jsonb as line, ST_Length(line::geography) as metres from moved`,
    { line: JSON.stringify({ type: 'LineString', coordinates: line }), offset: offsetMetres },
    1,
  )
  if (row?.line.type !== 'LineString' || row.line.coordinates.length < 2) return null
  return { line: row.line, lengthMetres: Math.round(row.metres * 10) / 10 }
}
