import { type Static, Type } from 'typebox'
import { Areas, IncomingGeometry, Lines } from '../geo/contract.ts'
import { Names } from '../language/contract.ts'
import { Day } from '../time/contract.ts'

/** From the widest to the narrowest; the rule pack gives each its default width and its limits. */
export const streetClasses = ['highway', 'arterial', 'collector', 'local'] as const
export type StreetClass = (typeof streetClasses)[number]

export const Street = Type.Object({
  id: Type.String({ format: 'uuid' }),
  code: Type.Union([Type.String(), Type.Null()]),
  name: Names,
  streetClass: Type.Enum([...streetClasses]),
  municipalityId: Type.String({ format: 'uuid' }),
  widthMetres: Type.Number(),
  lengthMetres: Type.Number(),
  line: Lines,
})
export type Street = Static<typeof Street>

/** A street or an area whose new surface must not be cut: nothing until `holdUntil`, with care until `protectedUntil`. */
export const ProtectedSurface = Type.Object({
  id: Type.String({ format: 'uuid' }),
  streetId: Type.Union([Type.String({ format: 'uuid' }), Type.Null()]),
  name: Names,
  resurfacedOn: Day,
  holdUntil: Day,
  protectedUntil: Day,
  reason: Type.Union([Type.String(), Type.Null()]),
  ground: Areas,
  version: Type.Integer(),
})
export type ProtectedSurface = Static<typeof ProtectedSurface>

/** A protection of the list, and whether whoever asks may change it. */
export const ListedProtection = Type.Object({ ...ProtectedSurface.properties, mayChange: Type.Boolean() })
export type ListedProtection = Static<typeof ListedProtection>

/** Either `streetId` (the street's whole surface) or `area`; the pack's years fill the dates that are not given. */
export const NewProtectedSurface = Type.Object(
  {
    streetId: Type.Optional(Type.String({ format: 'uuid' })),
    area: Type.Optional(IncomingGeometry),
    name: Type.Optional(Names),
    resurfacedOn: Day,
    holdUntil: Type.Optional(Day),
    protectedUntil: Type.Optional(Day),
    reason: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  { additionalProperties: false },
)
export type NewProtectedSurface = Static<typeof NewProtectedSurface>
