import type { Position } from '../../../server/geo/contract.ts'
import { readCoordinates } from '../../search/coordinates.ts'

const decimals = 7
const round = (value: number) => Number(value.toFixed(decimals))

/** `24.7123456, 46.6751234`: latitude, then longitude, as maps are read. */
export function writePlace([lng, lat]: Position): string {
  return `${round(lat)}, ${round(lng)}`
}

export function readPlace(text: string): Position | null {
  const found = readCoordinates(text)
  return found && [round(found[0]), round(found[1])]
}

interface Read {
  places: Position[]
  /** The first line that is no place. */
  fault: { line: number; text: string } | null
}

/** The places of a text: GeoJSON with one line, area or points, or one place on each line. */
export function readPlaces(text: string): Read {
  if (text.trimStart().startsWith('{')) return readGeoJson(text)
  const places: Position[] = []
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const place = readPlace(line.replace(/[\t;]/g, ','))
    if (!place) return { places: [], fault: { line: i + 1, text: line.trim() } }
    places.push(place)
  }
  return { places, fault: null }
}

interface Shape {
  type?: string
  features?: { geometry?: Shape }[]
  geometry?: Shape
  coordinates?: unknown
}

function readGeoJson(text: string): Read {
  const nothing = { places: [], fault: { line: 1, text } }
  try {
    const coordinates = coordinatesOf(JSON.parse(text) as Shape)
    const places = coordinates.map(([lng, lat]): Position => [round(Number(lng)), round(Number(lat))])
    const isRight = places.every(([lng, lat]) => Math.abs(lng) <= 180 && Math.abs(lat) <= 90)
    return isRight ? { places, fault: null } : nothing
  } catch {
    return nothing
  }
}

/** Of a ring, its last point is its first again, which a drawing does not say. */
function coordinatesOf({ type, features, geometry, coordinates }: Shape): number[][] {
  if (type === 'FeatureCollection') {
    const shapes = (features ?? []).map((one) => one.geometry ?? {})
    // two lines after one another would be a third, across whatever lies between them
    if (shapes.length > 1 && shapes.some((one) => one.type !== 'Point')) throw new Error('several drawings')
    return shapes.flatMap(coordinatesOf)
  }
  if (type === 'Feature') return coordinatesOf(geometry ?? {})
  if (type === 'Point') return [coordinates as number[]]
  if (type === 'LineString' || type === 'MultiPoint') return coordinates as number[][]
  if (type === 'Polygon' && (coordinates as number[][][]).length === 1)
    return ((coordinates as number[][][])[0] ?? []).slice(0, -1)
  throw new Error(`no single drawing: ${type}`)
}
