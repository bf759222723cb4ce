import { Type } from 'typebox'
import type { Position } from '../../geo/contract.ts'

/** `lng,lat` in a query string. */
export const PlaceQuery = Type.String({
  pattern: '^-?\\d{1,3}(\\.\\d{1,15})?,-?\\d{1,2}(\\.\\d{1,15})?$',
  description: 'longitude,latitude in WGS84 degrees',
})

/** The place that an address names; null where it lies nowhere on earth. */
export function readPlace(text: string): Position | null {
  const [lng = Number.NaN, lat = Number.NaN] = text.split(',').map(Number)
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? [lng, lat] : null
}
