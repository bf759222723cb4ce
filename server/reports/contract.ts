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

/** What those who deal with a report do with it. */
export const reportDeeds = ['take', 'solve', 'pass_on', 'hand_back', 'double', 'reject', 'reopen'] as const
export type ReportDeed = (typeof reportDeeds)[number]

/** What its reporter says to its solution. */
export const reporterDeeds = ['confirm', 'dispute', 'rate'] as const
export type ReporterDeed = (typeof reporterDeeds)[number]

/** Every step of its way: what people do with it, and that nobody did in time. */
export const reportEvents = [...reportDeeds, ...reporterDeeds, 'escalate'] as const
export type ReportEvent = (typeof reportEvents)[number]

export const mostStars = 5

/** Why a solution that its reporter looks at cannot be disputed. */
export const undisputed = ['disputed_before', 'dispute_over', 'works_closed', 'defect_verified'] as const
export type Undisputed = (typeof undisputed)[number]

const closed = { additionalProperties: false }
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

/** From one star to five, by its reporter. */
const Stars = Type.Integer({ minimum: 1, maximum: mostStars })

/** What those who deal with a report see of it in a list; null for others. */
const dealt = {
  agencyId: nullable(Uuid),
  /** Until when it has to be solved or turned down; null where that is done. */
  dueAt: nullable(Instant),
  /** When its office was told that the deadline was missed. */
  escalatedAt: nullable(Instant),
  rating: nullable(Stars),
}

/** A report of a list. */
export const ListedReport = Type.Object({ ...ReportSummary.properties, ...dealt })
export type ListedReport = Static<typeof ListedReport>

const Works = Type.Object({ id: Uuid, number: Type.String(), title: Type.String() })

/** One step of a report's way. The reporter's own name nobody, nor does the clock. */
export const ReportLine = Type.Object({
  version: Type.Integer(),
  event: Type.Enum([...reportEvents]),
  at: Instant,
  /** For whom it was done; null for the reporter and for the clock. */
  agencyId: nullable(Uuid),
  /** To whom it was passed on. */
  toAgencyId: nullable(Uuid),
  reason: nullable(Type.String()),
  stars: nullable(Stars),
})
export type ReportLine = Static<typeof ReportLine>

/**
 * One report. Note, agency, works and way are null or empty for the public: the reporter, the office and the agency asked see
 * them. `afterPhotoId` is of the place once it was solved; `duplicateOf` the number of the report that it doubles.
 */
export const Report = Type.Object({
  ...ReportSummary.properties,
  version: Type.Integer(),
  note: nullable(Type.String()),
  ...dealt,
  works: nullable(Works),
  afterPhotoId: nullable(Uuid),
  duplicateOf: nullable(Type.String()),
  history: Type.Array(ReportLine),
  /** What whoever asks may do now. */
  may: Type.Array(Type.Enum([...reportDeeds, ...reporterDeeds])),
  /** Works whose ground holds the place, for who may pass the report on. */
  worksHere: Type.Array(Type.Object({ ...Works.properties, agencyId: Uuid })),
  photoWithinMetres: Type.Number(),
  /** The last instant at which its reporter may dispute the solution. */
  disputeUntil: nullable(Instant),
  /** Why its reporter cannot dispute the solution. */
  notDisputed: nullable(Type.Enum([...undisputed])),
})
export type Report = Static<typeof Report>

const Version = Type.Integer({ minimum: 1, description: 'the version that was seen' })
/** Words that a database can hold, and not only blanks. */
const Reason = Type.String({
  minLength: 3,
  maxLength: 1000,
  pattern: '^[^\\u0000\\p{Cs}]*[^\\s\\u0000\\p{Cs}][^\\u0000\\p{Cs}]*$',
})
const reportNumber = '^[A-Z]{2,6}-R-\\d{4}-\\d{7}$'

/** A report by its number; what is told of it names it by its id. */
export const NumberParams = Type.Object({
  number: Type.String({ pattern: `${reportNumber}|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$` }),
})
export const FollowParams = Type.Object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) })

/** What is done with a report, all but its solution, which comes with a photo. */
export const NewReportDeed = Type.Union([
  Type.Object({ version: Version, deed: Type.Literal('take') }, closed),
  Type.Object({ version: Version, deed: Type.Literal('hand_back'), reason: Reason }, closed),
  Type.Object(
    {
      version: Version,
      deed: Type.Literal('pass_on'),
      agencyId: Uuid,
      worksId: Type.Optional(Type.String({ format: 'uuid', description: 'the works of that agency that it lies on' })),
      reason: Type.Optional(Reason),
    },
    closed,
  ),
  Type.Object({ version: Version, deed: Type.Literal('double'), of: Type.String({ pattern: reportNumber }) }, closed),
  Type.Object({ version: Version, deed: Type.Literal('reject'), reason: Reason }, closed),
  Type.Object({ version: Version, deed: Type.Literal('reopen'), reason: Reason }, closed),
])
export type NewReportDeed = Static<typeof NewReportDeed>

/** The members of the form beside its file `photo`. Where the photo itself names no place, the device's counts. */
export const SolutionForm = Type.Object(
  {
    version: Version,
    note: Type.Optional(Reason),
    lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180, description: 'longitude of the device, WGS84' })),
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90, description: 'latitude of the device, WGS84' })),
  },
  closed,
)
export type SolutionForm = Static<typeof SolutionForm>

/** It is solved, says its reporter, or it is not. */
export const ReporterVerdict = Type.Union([
  Type.Object({ version: Version, verdict: Type.Literal('confirm') }, closed),
  Type.Object({ version: Version, verdict: Type.Literal('dispute'), reason: Reason }, closed),
])
export type ReporterVerdict = Static<typeof ReporterVerdict>

/** What its reporter thinks of how it ended. */
export const ReporterRating = Type.Object({ version: Version, stars: Stars, words: Type.Optional(Reason) }, closed)
export type ReporterRating = Static<typeof ReporterRating>

/** An open report of the same category close by: perhaps the same thing. */
export const NearbyReport = Type.Object({ ...ReportSummary.properties, distanceMetres: Type.Number() })
export type NearbyReport = Static<typeof NearbyReport>
