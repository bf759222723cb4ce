import type { Position } from '../../../server/geo/contract.ts'
import { readCoordinates } from '../../search/coordinates.ts'
import type { Shape } from '../sketch.ts'

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

/** Why a text is not read: a line that is no place, or what is wrong with a drawing as a whole. */
export type Fault = { line: number; text: string } | DrawingFault
type DrawingFault = 'several' | 'holes' | 'degrees' | 'unreadable'

interface Read {
  places: Position[]
  /** What the text says that it draws; points are of no shape yet. */
  shape: Shape | null
  fault: Fault | null
}

const faulty = (fault: Fault): Read => ({ places: [], shape: null, fault })

const between = /[\t;,،]/
const longitudeFirst = /^["'\s]*(lon|lng|x\b|east|شرق|(خط )?(ال)?طول)/i

/** The places of a text: GeoJSON with one line, area or points, or one place on each line, beneath the names of its columns. */
export function readPlaces(given: string): Read {
  const text = given.replace(/^\uFEFF/, '')
  if (text.trimStart().startsWith('{')) return readGeoJson(text)
  const lines = text.split(/\r?\n/)
  const top = lines.findIndex((line) => line.trim() !== '')
  const head = lines[top] ?? ''
  const isHead = head.split(between).length > 1 && !/\p{Nd}/u.test(head)
  const isTurned = isHead && longitudeFirst.test(head)
  const places: Position[] = []
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '' || (isHead && i === top)) continue
    const columns = line.split(between)
    const place = readPlace((isTurned ? columns.reverse() : columns).join(','))
    if (!place) return faulty({ line: i + 1, text: line.trim() })
    places.push(place)
  }
  return { places, shape: null, fault: null }
}

interface GeoJson {
  type?: string
  features?: { geometry?: GeoJson | null }[]
  geometry?: GeoJson | null
  coordinates?: unknown
}

interface Found {
  shape: Shape | null
  coordinates: number[][]
}

function readGeoJson(text: string): Read {
  try {
    const found = drawingOf(JSON.parse(text) as GeoJson)
    if (typeof found === 'string') return faulty(found)
    const places = found.coordinates.map(([lng, lat]): Position => [round(Number(lng)), round(Number(lat))])
    const isRight = places.every(([lng, lat]) => Math.abs(lng) <= 180 && Math.abs(lat) <= 90)
    return isRight ? { places, shape: found.shape, fault: null } : faulty('degrees')
  } catch {
    return faulty('unreadable')
  }
}

function geometriesOf({ type, features, geometry, ...rest }: GeoJson): GeoJson[] {
  if (type === 'FeatureCollection') return (features ?? []).flatMap((one) => one.geometry ?? [])
  if (type === 'Feature') return geometry ? [geometry] : []
  return type ? [{ type, ...rest }] : []
}

/** The one drawing, or points: two lines after one another would be a third, across whatever lies between them. */
function drawingOf(given: GeoJson): Found | DrawingFault {
  const all = geometriesOf(given)
  const [only] = all
  if (only && all.length === 1) return shapeOf(only)
  if (all.some(({ type }) => type !== 'Point')) return 'several'
  return { shape: null, coordinates: all.map(({ coordinates }) => coordinates as number[]) }
}

/** Of a ring, its last point is its first again, which a drawing does not say. A shape of several parts may have one. */
function shapeOf({ type, coordinates }: GeoJson): Found | DrawingFault {
  if (type?.startsWith('Multi') && type !== 'MultiPoint') {
    const [part, other] = coordinates as unknown[]
    return other === undefined ? shapeOf({ type: type.slice('Multi'.length), coordinates: part ?? [] }) : 'several'
  }
  if (type === 'Point') return { shape: null, coordinates: [coordinates as number[]] }
  if (type === 'MultiPoint') return { shape: null, coordinates: coordinates as number[][] }
  if (type === 'LineString') return { shape: 'line', coordinates: coordinates as number[][] }
  if (type !== 'Polygon') return 'unreadable'
  const [ring, hole] = coordinates as number[][][]
  return hole === undefined ? { shape: 'area', coordinates: (ring ?? []).slice(0, -1) } : 'holes'
}
