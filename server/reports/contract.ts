import { type Static, Type } from 'typebox'
import { Point } from '../geo/contract.ts'
import { storable } from '../language/contract.ts'
import { Instant } from '../time/contract.ts'

/** The national list of visual distortions. Their places in this list are the numbers in map tiles. */
export const reportCategories = [
  'excavation_barriers',
  'potholes',
  'damaged_sidewalk',
  'construction_waste',
  'garbage',
  'graffiti',
  'broken_sign',
  'street_light',
  'billboard',
  'sand_on_road',
  'cluttered_sidewalk',
  'neglected_facade',
  'abandoned_vehicle',
  'other',
] as const
export type ReportCategory = (typeof reportCategories)[number]

/** In the order of a report's life; the side exits last. Their places in this list are the numbers in map tiles. */
export const reportStatuses = [
  'received',
  'routed',
  'in_progress',
  'solved',
  'confirmed',
  'disputed',
  'rejected',
  'duplicate',
] as const
export type ReportStatus = (typeof reportStatuses)[number]

const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

/** The members of the form beside its file `photo`; in a form everything is text. */
export const ReportForm = Type.Object(
  {
    lng: Type.Number({ minimum: -180, maximum: 180, description: 'longitude, WGS84 degrees' }),
    lat: Type.Number({ minimum: -90, maximum: 90, description: 'latitude, WGS84 degrees' }),
    category: Type.Enum([...reportCategories]),
    note: Type.Optional(Type.String({ maxLength: 1000, ...storable })),
  },
  { additionalProperties: false },
)
export type ReportForm = Static<typeof ReportForm>

/** What the reporter is given: the public number, and the secret by which the report can be followed. */
export const ReportReceipt = Type.Object({ number: Type.String(), follow: Type.String() })
export type ReportReceipt = Static<typeof ReportReceipt>

/** What everybody may know of a report. `photoId` is shown at `/api/media/:photoId/small` and `/large`. */
export const ReportSummary = Type.Object({
  id: Uuid,
  number: Type.String(),
  category: Type.Enum([...reportCategories]),
  status: Type.Enum([...reportStatuses]),
  place: Point,
  municipalityId: Uuid,
  photoId: nullable(Uuid),
  createdAt: Instant,
  updatedAt: Instant,
})
export type ReportSummary = Static<typeof ReportSummary>

/** One report. Note, agency and works are null for the public: the reporter, the office and the agency asked see them. */
export const Report = Type.Object({
  ...ReportSummary.properties,
  note: nullable(Type.String()),
  agencyId: nullable(Uuid),
  works: nullable(Type.Object({ id: Uuid, number: Type.String(), title: Type.String() })),
})
export type Report = Static<typeof Report>

/** An open report of the same category close by: perhaps the same thing. */
export const NearbyReport = Type.Object({ ...ReportSummary.properties, distanceMetres: Type.Number() })
export type NearbyReport = Static<typeof NearbyReport>
