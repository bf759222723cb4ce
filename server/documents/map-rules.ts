import type { Geometry, Position } from '../geo/contract.ts'
import { boxOf, partsOf } from '../geo/rules.ts'

const earthRadius = 6_378_137
const radians = Math.PI / 180
/** Up to where the web's map reaches. */
const farthestLatitude = 85

/** WGS84 degrees to metres of the web's map (EPSG:3857), which is the plane that drawings are made in. */
function mercator([longitude, latitude]: Position): Position {
  const within = Math.max(-farthestLatitude, Math.min(farthestLatitude, latitude))
  return [earthRadius * longitude * radians, earthRadius * Math.log(Math.tan(Math.PI / 4 + (within * radians) / 2))]
}

export interface Size {
  width: number
  height: number
}

/** What a drawing shows: a frame in EPSG:3857 and how large it is drawn. */
export interface Frame extends Size {
  west: number
  south: number
  east: number
  north: number
  /** Pixels for one metre of EPSG:3857, and for one on the ground. */
  scale: number
  metreScale: number
}

/** Share of the drawing that stays free around its shapes, on each side. */
const free = 0.16

/** The frame that holds all shapes with room around them, at least so many metres wide. */
export function frameOf(shapes: readonly Geometry[], { width, height }: Size, leastMetres: number): Frame {
  const boxes = shapes.map(boxOf)
  const [west, south] = mercator([Math.min(...boxes.map((box) => box[0])), Math.min(...boxes.map((box) => box[1]))])
  const [east, north] = mercator([Math.max(...boxes.map((box) => box[2])), Math.max(...boxes.map((box) => box[3]))])
  const middle = (Math.min(...boxes.map((box) => box[1])) + Math.max(...boxes.map((box) => box[3]))) / 2
  const stretch = 1 / Math.cos(middle * radians)
  const room = 1 - 2 * free
  const across = Math.max((east - west) / room, ((north - south) / room) * (width / height), leastMetres * stretch)
  const scale = width / across
  const [x, y] = [(west + east) / 2, (south + north) / 2]
  return {
    width,
    height,
    west: x - across / 2,
    east: x + across / 2,
    south: y - height / scale / 2,
    north: y + height / scale / 2,
    scale,
    metreScale: scale * stretch,
  }
}

/** Where a place (WGS84) is drawn. */
export function pixelOf(frame: Frame, place: Position): Position {
  const [x, y] = mercator(place)
  return [(x - frame.west) * frame.scale, (frame.north - y) * frame.scale]
}

const rounded = (value: number) => Math.round(value * 10) / 10

/** A line through pixels as the path of an SVG. */
export function pathThrough(points: readonly Position[], closed = false): string {
  return `M${points.map(([x, y]) => `${rounded(x)} ${rounded(y)}`).join('L')}${closed ? 'Z' : ''}`
}

/** The path of a shape (WGS84) in a frame. */
export function pathOf(frame: Frame, geometry: Geometry): string {
  const isArea = geometry.type === 'Polygon' || geometry.type === 'MultiPolygon'
  return partsOf(geometry)
    .map((part) =>
      pathThrough(
        part.map((place) => pixelOf(frame, place)),
        isArea,
      ),
    )
    .join('')
}

/** The longest of 1, 2, 5, 10 … metres that takes at most so many pixels. */
export function scaleBar(metreScale: number, mostPixels: number): { metres: number; pixels: number } {
  const most = mostPixels / metreScale
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power
  return { metres, pixels: rounded(metres * metreScale) }
}

/** Where a name may stand on a street: turned along it, never upside down. */
export interface NamePlace {
  at: Position
  /** Clockwise, in degrees. */
  angle: number
}

/** Shares of a line at which its name may stand, the best first. */
const stations = [0.5, 0.3, 0.7, 0.15, 0.85, 0.06, 0.94]

/** Where a name that reaches so many pixels to both sides may stand on the longest of some lines, the best first. */
export function namePlaces(lines: readonly (readonly Position[])[], reach: number): NamePlace[] {
  const [longest] = lines.map((line) => ({ line, length: lengthOf(line) })).sort((a, b) => b.length - a.length)
  if (!longest) return []
  const { line, length } = longest
  return stations
    .map((share) => share * length)
    .filter((along) => along >= reach && along + reach <= length)
    .map((along) => ({
      at: placeAlong(line, along),
      angle: upright(placeAlong(line, along - reach), placeAlong(line, along + reach)),
    }))
}

/** The same beside the middle of a street that is wide: on one half of it, and on the other. */
export function besideOf(place: NamePlace, width: number): NamePlace[] {
  const [right, down] = [-Math.sin(place.angle * radians), Math.cos(place.angle * radians)]
  const moved = (by: number): NamePlace => ({ ...place, at: [place.at[0] + right * by, place.at[1] + down * by] })
  return [moved(-width / 4), moved(width / 4)]
}

/** Points along the edges of a shape, so near each other that no name fits between two. */
export function edgePoints(points: readonly Position[], step: number): Position[] {
  return points.flatMap((b, i) => {
    const a = points[i - 1]
    if (!a) return [b]
    const parts = Math.min(200, Math.max(1, Math.ceil(apart(a, b) / step)))
    return Array.from({ length: parts }, (_, n): Position => {
      const share = (n + 1) / parts
      return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
    })
  })
}

/** Places that a name covers: its middle, its ends and between. */
export function spanOf({ at: [x, y], angle }: NamePlace, reach: number): Position[] {
  const [along, down] = [Math.cos(angle * radians) * reach, Math.sin(angle * radians) * reach]
  return [-1, -0.5, 0, 0.5, 1].map((share) => [x + share * along, y + share * down])
}

const apart = (a: Position, b: Position) => Math.hypot(b[0] - a[0], b[1] - a[1])

function lengthOf(line: readonly Position[]): number {
  return line.reduce((sum, point, i) => (i === 0 ? 0 : sum + apart(line[i - 1] as Position, point)), 0)
}

function placeAlong(line: readonly Position[], along: number): Position {
  let left = along
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1] as Position, line[i] as Position]
    const length = apart(a, b)
    if (left <= length && length > 0)
      return [a[0] + ((b[0] - a[0]) * left) / length, a[1] + ((b[1] - a[1]) * left) / length]
    left -= length
  }
  return line.at(-1) as Position
}

function upright(a: Position, b: Position): number {
  const angle = Math.atan2(b[1] - a[1], b[0] - a[0]) / radians
  if (angle > 90) return rounded(angle - 180)
  return rounded(angle <= -90 ? angle + 180 : angle)
}
