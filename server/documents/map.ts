import type { Db } from '../database/connect.ts'
import { rows, sql } from '../database/sql.ts'
import type { Geometry, Position } from '../geo/contract.ts'
import { partsOf } from '../geo/rules.ts'
import { nameSize, type Street, streetNames, text } from './map-names.ts'
import { type Frame, frameOf, pathOf, pathThrough, pixelOf, type Size, scaleBar } from './map-rules.ts'

const groundText = sql(import.meta.url, 'map-ground.sql')

/** So much ground at the most: a drawing is a sheet of paper, and the largest come first. */
const mostShapes = 1500
/** In metres: where this is less than a speck, in pixels, no building is looked for. */
const widestHouse = 50
const speck = 2
/** What nobody can make out. */
const thinnestStreet = 1.2

/**
 * What a drawing is of, WGS84: `works` stands out, `other` is beside it, an `area` holds them, `mark` is a place that is only
 * marked. Its `mark` is a number or letter beside it.
 */
export interface DrawnShape {
  geometry: Geometry
  style: keyof typeof shapeLooks
  mark?: string
}

export interface Drawing {
  shapes: readonly DrawnShape[]
  /** What has to be on it; all shapes, where nothing is named. */
  around?: readonly Geometry[]
  /** In pixels; texts are drawn for about four pixels to a millimetre. */
  size: Size
  /** How many metres it is wide at the least. */
  leastMetres?: number
}

interface GroundRow {
  kind: string
  width: number | null
  ar: string | null
  en: string | null
  path: string | null
  line: Geometry | null
}

/** A place as an SVG: its streets by name, its buildings, the shapes, where north is and how long a metre. From one statement. */
export async function mapDrawing(db: Db, { shapes, around, size, leastMetres = 160 }: Drawing): Promise<string> {
  const frame = frameOf(around ?? shapes.map(({ geometry }) => geometry), size, leastMetres)
  const { west, south, east, north, scale } = frame
  const ground = await rows<GroundRow>(db, groundText, {
    west,
    south,
    east,
    north,
    scale,
    most: mostShapes,
    withBuildings: frame.metreScale * widestHouse > speck,
  })
  const streets = ground.flatMap(({ line, width, ar, en }): Street[] =>
    line ? [{ ar, en, lines: partsOf(line), pixels: Math.max(thinnestStreet, (width ?? 0) * frame.metreScale) }] : [],
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="IBM Plex Sans Arabic">`,
    `<defs>${hatch}<clipPath id="sheet"><rect width="${size.width}" height="${size.height}"/></clipPath></defs>`,
    `<g clip-path="url(#sheet)"><rect width="${size.width}" height="${size.height}" fill="#f1efe8"/>`,
    ...ground.filter(({ path }) => path).map(({ kind, path }) => `<path d="${path}" ${lookOf(kind)}/>`),
    ...streetLines(streets),
    ...shapes.map(({ geometry, style }) => `<path d="${pathOf(frame, geometry)}" ${shapeLooks[style]}/>`),
    ...streetNames(
      streets,
      frame,
      // over the edge of what holds them a name may run
      shapes.filter(({ style }) => style !== 'area').map(({ geometry }) => geometry),
    ),
    ...shapes.map((shape) => markOf(shape, frame)),
    `</g>${northArrow}${scaleOf(frame)}</svg>`,
  ].join('')
}

const hatch =
  '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  '<rect width="6" height="6" fill="#f5b183"/><rect width="2.4" height="6" fill="#c2410c"/></pattern>'

const shapeLooks = {
  works: 'fill="url(#hatch)" fill-opacity="0.85" stroke="#9a3412" stroke-width="1.8" stroke-linejoin="round"',
  area: 'fill="none" stroke="#1a2420" stroke-width="2" stroke-dasharray="10 4 2 4"',
  mark: 'fill="none"',
  other: 'fill="#1570ef" fill-opacity="0.15" stroke="#1849a9" stroke-width="1.2" stroke-dasharray="5 3"',
}

const fills: Record<string, string> = { park: '#d5e8cf', wadi: '#d9e6ea', market: '#efe3cf', building: '#dbd5c8' }

function lookOf(kind: string): string {
  const edge = kind === 'building' ? ' stroke="#bdb5a4" stroke-width="0.6"' : ''
  return `fill="${fills[kind] ?? '#e6dfee'}"${edge}`
}

/** All kerbs before all carriageways, so that streets run into each other. */
function streetLines(streets: readonly Street[]): string[] {
  const drawn = streets.map((street) => ({
    path: street.lines.map((line) => pathThrough(line)).join(''),
    width: street.pixels,
  }))
  const strokes = (colour: string, more: number) =>
    drawn.map(
      ({ path, width }) =>
        `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${(width + more).toFixed(1)}" stroke-linecap="round" stroke-linejoin="round"/>`,
    )
  return [...strokes('#c9c2b2', 1.4), ...strokes('#ffffff', 0)]
}

function markOf({ geometry, mark }: DrawnShape, frame: Frame): string {
  if (mark === undefined) return ''
  const part = partsOf(geometry)[0] as Position[]
  const [x, y] = pixelOf(frame, part[Math.floor(part.length / 2)] as Position)
  return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)})"><circle r="${mark.length > 2 ? 12 : 9}" fill="#fff" stroke="#9a3412" stroke-width="1.6"/>${text(mark, nameSize, 4)}</g>`
}

const northArrow =
  '<g transform="translate(24 26)"><circle r="15" fill="#fff" fill-opacity="0.92" stroke="#8b978f" stroke-width="0.8"/>' +
  '<path d="M0 -11L5 7L0 3.5L-5 7Z" fill="#1a2420"/></g>'

function scaleOf({ metreScale, width, height }: Frame): string {
  const { metres, pixels } = scaleBar(metreScale, width / 4)
  return (
    `<g transform="translate(12 ${height - 12})"><rect x="-5" y="-20" width="${pixels + 10}" height="26" rx="3" fill="#fff" fill-opacity="0.92"/>` +
    `<path d="M0 -4V0H${pixels}V-4" fill="none" stroke="#1a2420" stroke-width="1.6"/>` +
    `<g transform="translate(${pixels / 2} -7)">${text(`${metres} m`, nameSize, 0)}</g></g>`
  )
}
