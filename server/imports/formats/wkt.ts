import type { Geometry } from '../../geo/contract.ts'

const names = {
  POINT: 'Point',
  LINESTRING: 'LineString',
  POLYGON: 'Polygon',
  MULTIPOINT: 'MultiPoint',
  MULTILINESTRING: 'MultiLineString',
  MULTIPOLYGON: 'MultiPolygon',
} as const

/** Two runs of white space never stand beside each other: a cell of a million spaces would be tried in every division of them. */
const form = /^(?:SRID\s*=\s*4326\s*;\s*)?([A-Z]+)\s*(?:(?:ZM|Z|M)\s*)?(\(.*\))$/is
const place = /[^(),]+/g

/** A geometry of well-known text (WGS84) as GeoJSON; undefined where it is none. What its numbers mean is judged later. */
export function geometryOfText(text: string): Pick<Geometry, 'type' | 'coordinates'> | undefined {
  const [, word = '', body = ''] = form.exec(text.trim()) ?? []
  const type = names[word.toUpperCase() as keyof typeof names]
  if (!type) return undefined
  const written = body.replaceAll(place, (numbers) =>
    numbers.trim() === '' ? '' : `[${numbers.trim().split(/\s+/).slice(0, 2).join(',')}]`,
  )
  try {
    const coordinates = JSON.parse(written.replaceAll('(', '[').replaceAll(')', ']')) as unknown[]
    return { type, coordinates: type === 'Point' ? coordinates[0] : coordinates } as Pick<
      Geometry,
      'type' | 'coordinates'
    >
  } catch {
    return undefined
  }
}
