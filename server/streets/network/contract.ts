import { type Static, Type } from 'typebox'
import { LineString } from '../../geo/contract.ts'
import { Names } from '../../language/contract.ts'

/** Longitude, latitude. */
const Position = Type.Unsafe<[number, number]>(
  Type.Array(Type.Number({ minimum: -180, maximum: 180 }), { minItems: 2, maxItems: 2 }),
)
const Uuid = Type.String({ format: 'uuid' })
const Named = Type.Object({ id: Uuid, name: Names })

/** The shortest way along the streets. `streets` in the order in which the way takes them. */
export const StreetPath = Type.Object({ line: LineString, lengthMetres: Type.Number(), streets: Type.Array(Named) })
export type StreetPath = Static<typeof StreetPath>

const Way = Type.Object({ line: LineString, lengthMetres: Type.Number() })

export const detourStates = ['round', 'no_way_round', 'off_street', 'too_wide'] as const
/**
 * What a closure does to the shortest way between the ends of the closed stretch. The recorded streets know no one-way
 * traffic. `no_way_round` within the distance that was searched; `off_street`: it closes no recorded street;
 * `too_wide`: there are too many streets around it to search.
 */
export const Detour = Type.Object({
  state: Type.Enum([...detourStates]),
  usual: Type.Union([Way, Type.Null()]),
  round: Type.Union([Type.Object({ ...Way.properties, streets: Type.Array(Named) }), Type.Null()]),
  extraMetres: Type.Union([Type.Number(), Type.Null()]),
  searchedMetres: Type.Number(),
})
export type Detour = Static<typeof Detour>

/** A place where another street meets this one. `alongMetres` from the beginning of the piece of the street that it lies on. */
export const Crossing = Type.Object({
  street: Named,
  place: Position,
  piece: Type.Integer(),
  alongMetres: Type.Number(),
})
export type Crossing = Static<typeof Crossing>

/** Where a point lies on a centreline as it is stored, and how far away that is; null where none is in reach. */
export const SnappedPoint = Type.Union([
  Type.Object({ place: Position, street: Named, movedMetres: Type.Number() }),
  Type.Null(),
])
export type SnappedPoint = Static<typeof SnappedPoint>

export const mostSnapped = 2000
export const SnapQuestion = Type.Object(
  {
    points: Type.Array(Position, { minItems: 1, maxItems: mostSnapped }),
    reachMetres: Type.Optional(Type.Number({ minimum: 0.01, maximum: 20 })),
  },
  { additionalProperties: false },
)
export type SnapQuestion = Static<typeof SnapQuestion>

/** `46.7123,24.6789`: longitude, latitude in WGS84 degrees. */
export const PlaceQuery = Type.String({
  pattern: '^-?\\d{1,3}(\\.\\d{1,15})?,-?\\d{1,2}(\\.\\d{1,15})?$',
  description: 'longitude,latitude in WGS84 degrees',
})
