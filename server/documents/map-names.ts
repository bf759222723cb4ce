import type { Geometry, Position } from '../geo/contract.ts'
import { partsOf } from '../geo/rules.ts'
import { besideOf, edgePoints, type Frame, namePlaces, pixelOf, spanOf } from './map-rules.ts'

/** A street in the pixels of a drawing. */
export interface Street {
  ar: string | null
  en: string | null
  lines: Position[][]
  /** How wide it is drawn. */
  pixels: number
}

export const nameSize = 13
/** Of a letter in the size of its text, on the average. */
const letterWidth = 0.5

/** How far a name keeps from what is there already. */
const distance = nameSize * 1.4

/** Points on the sheet in cells as wide as that distance: whether one is near asks nine of them, not all there is. */
function takenPoints({ width, height }: Frame) {
  const cells = new Map<number, Position[]>()
  const columns = Math.ceil(width / distance) + 4
  const cellOf = ([x, y]: Position) => (Math.floor(y / distance) + 1) * columns + Math.floor(x / distance) + 1
  const isOn = ([x, y]: Position) => x >= -distance && y >= -distance && x <= width + distance && y <= height + distance
  return {
    add(points: readonly Position[]): void {
      for (const point of points) {
        if (!isOn(point)) continue
        const cell = cells.get(cellOf(point))
        if (cell) cell.push(point)
        else cells.set(cellOf(point), [point])
      }
    },
    isNear([x, y]: Position): boolean {
      const own = cellOf([x, y])
      return [-columns, 0, columns].some((row) =>
        [-1, 0, 1].some((column) =>
          cells.get(own + row + column)?.some((other) => Math.hypot(other[0] - x, other[1] - y) < distance),
        ),
      )
    },
  }
}
type Taken = ReturnType<typeof takenPoints>

/** Each name once, where it fits and covers neither another nor what the drawing is of. */
export function streetNames(streets: readonly Street[], frame: Frame, shapes: readonly Geometry[]): string[] {
  const named = new Set<string>()
  const taken = takenPoints(frame)
  for (const part of shapes.flatMap((geometry) => partsOf(geometry)))
    taken.add(
      edgePoints(
        part.map((place) => pixelOf(frame, place)),
        nameSize,
      ),
    )
  return streets.flatMap((street) => {
    const ar = street.ar ?? ''
    if (ar === '' || named.has(ar)) return []
    const reach = (Math.max(ar.length, 6) * nameSize * letterWidth) / 2
    const width = street.pixels
    const place = namePlaces(street.lines, reach)
      .flatMap((one) => (width > nameSize * 3 ? [one, ...besideOf(one, width)] : [one]))
      .find((one) => isFree(spanOf(one, reach), frame, taken))
    if (!place) return []
    named.add(ar)
    taken.add(spanOf(place, reach))
    const isWide = width > nameSize * 1.9 && (street.en ?? '') !== ''
    const turned = `transform="translate(${place.at.map((value) => value.toFixed(1)).join(' ')}) rotate(${place.angle})"`
    return [
      `<g ${turned}>${text(ar, nameSize, isWide ? -1 : 4)}${isWide ? text(street.en ?? '', nameSize * 0.72, 10) : ''}</g>`,
    ]
  })
}

/** What the north arrow and the scale bar cover, at the left edge. */
const corner = { width: 60, height: 50 }

function isFree(span: readonly Position[], { width, height }: Frame, taken: Taken): boolean {
  const isOff = ([x, y]: Position) =>
    x < nameSize || y < nameSize || x > width - nameSize || y > height - nameSize || isInCorner([x, y], height)
  return !span.some((point) => isOff(point) || taken.isNear(point))
}

function isInCorner([x, y]: Position, height: number): boolean {
  return x < corner.width && (y < corner.height || y > height - corner.height)
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text with a halo, in the middle of where it stands. */
export function text(words: string, size: number, y: number): string {
  const safe = words.replace(/[&<>"]/g, (sign) => entities[sign] as string)
  return `<text y="${y}" text-anchor="middle" font-size="${size}" fill="#3c4a42" stroke="#ffffff" stroke-width="2.6" stroke-linejoin="round" paint-order="stroke">${safe}</text>`
}
