import { type Static, Type } from 'typebox'
import { Areas, IncomingGeometry, MultiPolygon, Position } from '../../geo/contract.ts'
import { Names, storable } from '../../language/contract.ts'
import { Day, Instant } from '../../time/contract.ts'
import { courses } from './policy.ts'

const closed = { additionalProperties: false }
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const Code = Type.String({ maxLength: 40 })
const Words = Type.String({ minLength: 3, maxLength: 2000, pattern: '\\S' })

/** For the time being, or for good. */
export const reinstatementKinds = ['interim', 'permanent'] as const
export type ReinstatementKind = (typeof reinstatementKinds)[number]
export const mostAreas = 20
export const mostLayers = 12

/** A stretch of the route, metres from its beginning, and so wide. */
const Stretch = {
  fromMetres: Type.Number({ minimum: 0, maximum: 1_000_000 }),
  toMetres: Type.Number({ minimum: 0, maximum: 1_000_000 }),
  widthMetres: Type.Number({ exclusiveMinimum: 0, maximum: 100 }),
}
export const RecordedArea = Type.Union([Type.Object(Stretch, closed), Type.Object({ drawn: IncomingGeometry }, closed)])
export type RecordedArea = Static<typeof RecordedArea>

/** One layer of what fills the trench. */
export const Layer = Type.Object(
  {
    material: Code,
    thicknessMillimetres: Type.Integer({ minimum: 1, maximum: 20_000 }),
  },
  closed,
)
export type Layer = Static<typeof Layer>

const told = {
  kind: Type.Enum([...reinstatementKinds]),
  closedOn: Day,
  areas: Type.Array(RecordedArea, { minItems: 1, maxItems: mostAreas }),
  depthMetres: Type.Number({ exclusiveMinimum: 0, maximum: 100 }),
  surface: Code,
  /** From the surface down. */
  layers: Type.Array(Layer, { minItems: 1, maxItems: mostLayers }),
  /** Where it begins and where it ends, as measured at the place. */
  ends: Type.Optional(Type.Array(Position, { minItems: 2, maxItems: 2 })),
  note: Type.Optional(Type.String({ maxLength: 2000, ...storable })),
}

/** How ground was closed again. */
export const NewReinstatement = Type.Object(told, closed)
export type NewReinstatement = Static<typeof NewReinstatement>

/** The whole record again in the place of the version that was seen, and what was wrong with that. */
export const CorrectedReinstatement = Type.Object(
  { version: Type.Integer({ minimum: 1 }), correction: Words, ...told },
  closed,
)
export type CorrectedReinstatement = Static<typeof CorrectedReinstatement>

export const ReinstatementPhoto = Type.Object({ id: Uuid, addedAt: Instant, by: nullable(Names) })
export type ReinstatementPhoto = Static<typeof ReinstatementPhoto>

/** One version of a record. Its number is that of the record within its works, whatever the version. */
export const Reinstatement = Type.Object({
  id: Uuid,
  worksId: Uuid,
  number: Type.Integer(),
  version: Type.Integer(),
  kind: Type.Enum([...reinstatementKinds]),
  closedOn: Day,
  areas: Type.Array(Type.Union([Type.Object(Stretch), Type.Object({ drawn: Areas })])),
  ground: MultiPolygon,
  areaSquareMetres: Type.Number(),
  lengthMetres: Type.Number(),
  depthMetres: Type.Number(),
  surface: Code,
  layers: Type.Array(Layer),
  ends: nullable(Type.Array(Position)),
  note: nullable(Type.String()),
  correction: nullable(Type.String()),
  recordedAt: Instant,
  by: nullable(Names),
  photos: Type.Array(ReinstatementPhoto),
})
export type Reinstatement = Static<typeof Reinstatement>

/** What a works still lacks for its records to be whole. */
export const lacks = ['record', 'ground', 'photos', 'permanent'] as const

export const Reinstatements = Type.Object({
  worksId: Uuid,
  /** Each as it was last corrected. */
  items: Type.Array(Reinstatement),
  /** How much of the works they cover, and how much they must. */
  covered: Type.Object({ percent: Type.Integer(), leastPercent: Type.Integer() }),
  leastPhotos: Type.Integer(),
  lacks: Type.Array(Type.Enum([...lacks])),
  may: Type.Object({ record: Type.Boolean() }),
})
export type Reinstatements = Static<typeof Reinstatements>

export const ReinstatementVersions = Type.Object({ items: Type.Array(Reinstatement) })

/** What a record is written with: the rule pack's lists, in both languages. */
export const ReinstatementChoices = Type.Object({
  materials: Type.Array(Type.Object({ code: Code, course: Type.Enum([...courses]), name: Names })),
  surfaces: Type.Array(Type.Object({ code: Code, name: Names })),
  endsFromMetres: Type.Number(),
  leastPhotos: Type.Integer(),
})
export type ReinstatementChoices = Static<typeof ReinstatementChoices>
