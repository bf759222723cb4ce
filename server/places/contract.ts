import { type Static, Type } from 'typebox'
import { Position } from '../geo/contract.ts'
import { Names } from '../language/contract.ts'

/** What has a name that people look for. */
export const namedKinds = ['district', 'park', 'wadi', 'market', 'school', 'mosque', 'hospital'] as const
export type PlaceKind = (typeof namedKinds)[number] | 'parcel' | 'building'

/** A place of the base map; `centre` lies on it (WGS84). */
export const Place = Type.Object({
  id: Type.String({ format: 'uuid' }),
  kind: Type.Enum([...namedKinds]),
  name: Names,
  centre: Position,
})
export type Place = Static<typeof Place>
