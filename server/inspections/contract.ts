import { type Static, Type } from 'typebox'
import { Point } from '../geo/contract.ts'
import { Names, storable } from '../language/contract.ts'
import { photoSizes } from '../media/contract.ts'
import { Instant } from '../time/contract.ts'
import { inspectionKinds, itemSeverities } from './checklists/contract.ts'

const closed = { additionalProperties: false }
const Uuid = Type.String({ format: 'uuid' })
const Code = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' })
const Words = Type.String({ minLength: 1, maxLength: 1000, ...storable })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

export const itemResults = ['pass', 'fail', 'not_applicable'] as const
export const outcomes = ['passed', 'failed_low', 'failed_high', 'unable'] as const
export type InspectionOutcome = (typeof outcomes)[number]
/** Why nothing could be inspected. */
export const unableReasons = ['no_access', 'no_works_found', 'unsafe', 'not_begun', 'covered', 'other'] as const

export const mostPhotos = 60
export const mostStrokes = 200

/** A geometry as a telephone sends it: the walk of `geo/intake.ts` names what is wrong with it, and where. */
const SentPlace = Type.Unsafe<unknown>({
  type: 'object',
  description: 'GeoJSON in WGS84, longitude first: a Point, or of an item a LineString too',
  properties: { type: {}, coordinates: {} },
})

const SentItem = Type.Object(
  {
    code: Code,
    result: Type.Enum([...itemResults]),
    severity: Type.Optional(Type.Enum([...itemSeverities], { description: 'of a failed item; else the checklist’s' })),
    reasons: Type.Optional(Type.Array(Code, { maxItems: 20, uniqueItems: true })),
    note: Type.Optional(Words),
    place: Type.Optional(SentPlace),
    photos: Type.Array(Uuid, { maxItems: 20, uniqueItems: true }),
  },
  closed,
)

const SentPhoto = Type.Object(
  { id: Uuid, item: Type.Optional(Code), takenAt: Type.Optional(Instant), place: Type.Optional(SentPlace) },
  closed,
)

const Stroke = Type.Array(Type.Number({ minimum: -10_000, maximum: 10_000 }), { minItems: 2, maxItems: 4000 })

/** What a telephone sends of a call, under an id of its own: the same may come as often as it likes. */
export const NewInspection = Type.Object(
  {
    id: Uuid,
    worksId: Uuid,
    worksVersion: Type.Integer({ minimum: 1, description: 'the version that the telephone showed' }),
    visitId: Type.Optional(Uuid),
    kind: Type.Enum([...inspectionKinds]),
    checklistVersion: Type.Integer({ minimum: 1 }),
    startedAt: Instant,
    endedAt: Instant,
    place: Type.Optional(SentPlace),
    accuracyMetres: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
    awayReason: Type.Optional(Words),
    unable: Type.Optional(Type.Object({ reason: Type.Enum([...unableReasons]) }, closed)),
    items: Type.Array(SentItem, { maxItems: 60 }),
    photos: Type.Array(SentPhoto, { maxItems: mostPhotos }),
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 4000, ...storable })),
    stopWork: Type.Optional(
      Type.Object({ reason: Type.String({ minLength: 3, maxLength: 1000, pattern: '\\S' }) }, closed),
    ),
    signature: Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
        strokes: Type.Optional(
          Type.Array(Stroke, { maxItems: mostStrokes, description: 'each x, y, x, y … as it was drawn' }),
        ),
      },
      closed,
    ),
  },
  closed,
)
export type NewInspection = Static<typeof NewInspection>

/** Of a failed item its place: a point, or a stretch of the works. */
const AnyPlace = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  description: 'GeoJSON Point or LineString',
  required: ['type'],
  properties: { type: { type: 'string' } },
  additionalProperties: true,
})

const InspectionItem = Type.Object({
  code: Code,
  result: Type.Enum([...itemResults]),
  severity: nullable(Type.Enum([...itemSeverities])),
  reasons: Type.Array(Code),
  note: nullable(Type.String()),
  place: nullable(AnyPlace),
})

/**
 * A photo of an inspection; read at `…/photos/:id/:size` once it was received. `takenAt`, `place` and `distanceMetres`
 * are the file's own where it knows them, else as the telephone told; `isFar`: taken farther from the works than the rules allow.
 */
const InspectionPhoto = Type.Object({
  id: Uuid,
  item: nullable(Code),
  received: Type.Boolean(),
  takenAt: nullable(Instant),
  place: nullable(Point),
  distanceMetres: nullable(Type.Number()),
  isFar: Type.Boolean(),
})

/** A row of a list. */
export const InspectionSummary = Type.Object({
  id: Uuid,
  number: Type.String(),
  kind: Type.Enum([...inspectionKinds]),
  outcome: Type.Enum([...outcomes]),
  startedAt: Instant,
  endedAt: Instant,
  receivedAt: Instant,
  inspector: Type.Object({ id: Uuid, name: Names }),
  visitId: nullable(Uuid),
  works: Type.Object({ id: Uuid, number: Type.String(), title: Type.String(), agencyId: Uuid }),
  contractorId: nullable(Uuid),
  municipalityId: Uuid,
  failed: Type.Integer({ description: 'how many of its items' }),
  stoppedWork: Type.Boolean(),
})
export type InspectionSummary = Static<typeof InspectionSummary>

/** What was found at one call, whole. `defects` are what it asks to be mended, once there are any. */
export const Inspection = Type.Object({
  ...InspectionSummary.properties,
  worksVersion: Type.Integer(),
  checklistVersion: Type.Integer(),
  place: nullable(Point),
  accuracyMetres: nullable(Type.Number()),
  /** From the works' ground, as we measured it; null where nobody knows where it was. */
  distanceMetres: nullable(Type.Number()),
  awayReason: nullable(Type.String()),
  unableReason: nullable(Type.Enum([...unableReasons])),
  note: nullable(Type.String()),
  stopWork: nullable(Type.Object({ reason: Type.String() })),
  signature: Type.Object({ name: Type.String(), strokes: nullable(Type.Array(Type.Array(Type.Number()))) }),
  items: Type.Array(InspectionItem),
  photos: Type.Array(InspectionPhoto),
  defects: Type.Array(Type.Object({ id: Uuid, number: Type.String() })),
})
export type Inspection = Static<typeof Inspection>

export const InspectionPage = Type.Object({
  items: Type.Array(InspectionSummary),
  nextCursor: nullable(Type.String()),
})

export const PhotoOfInspection = Type.Object({ id: Uuid, photo: Uuid })
export const SizedPhotoOfInspection = Type.Object({ id: Uuid, photo: Uuid, size: Type.Enum(photoSizes) })
export const PhotoReceipt = Type.Object({ id: Uuid, received: Type.Boolean() })
export type PhotoReceipt = Static<typeof PhotoReceipt>
