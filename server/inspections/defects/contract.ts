import { type Static, Type } from 'typebox'
import { LineString, Point } from '../../geo/contract.ts'
import { Names, storable } from '../../language/contract.ts'
import { Day, Instant } from '../../time/contract.ts'
import { inspectionKinds, itemSeverities } from '../checklists/contract.ts'

const closed = { additionalProperties: false }
const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
/** Words that a database can hold, and not only blanks. */
const Reason = Type.String({
  minLength: 3,
  maxLength: 2000,
  pattern: '^[^\\u0000\\p{Cs}]*[^\\s\\u0000\\p{Cs}][^\\u0000\\p{Cs}]*$',
})
const Version = Type.Integer({ minimum: 1, description: 'the version that was seen' })

/** What a defect was found by: a visit of a kind, or a laboratory. */
export const defectKinds = [...inspectionKinds, 'laboratory'] as const
export type DefectKind = (typeof defectKinds)[number]
export type DefectSeverity = (typeof itemSeverities)[number]

/** In the order of a defect's life. Their places in this list are the numbers in map tiles. */
export const defectStates = ['open', 'mended', 'verified', 'withdrawn'] as const
export type DefectState = (typeof defectStates)[number]

/** What the other side says to it. */
export const defectAnswers = ['accepted', 'disputed', 'joint_visit'] as const
export type DefectAnswer = (typeof defectAnswers)[number]

/** What people do with a defect. */
export const defectDeeds = [
  'accept',
  'dispute',
  'ask_visit',
  'agree_visit',
  'uphold',
  'withdraw',
  'mend',
  'reject',
  'verify',
] as const
export type DefectDeed = (typeof defectDeeds)[number]

/** What its history tells: the deeds, and what is nobody's: found, found again by a later visit, accepted by silence. */
export const defectEvents = ['open', 'find_again', 'deem', ...defectDeeds] as const
export type DefectEvent = (typeof defectEvents)[number]

/** A point, or a stretch along the route. */
const Place = Type.Union([Point, LineString])

/** One defect of a list. `agencyId` and `contractorId` are who has to mend it. */
export const DefectSummary = Type.Object({
  id: Uuid,
  number: Type.String(),
  version: Type.Integer(),
  kind: Type.Enum([...defectKinds]),
  itemCode: nullable(Type.String()),
  severity: Type.Enum([...itemSeverities]),
  text: Names,
  state: Type.Enum([...defectStates]),
  place: Place,
  works: Type.Object({ id: Uuid, number: Type.String(), title: Type.String() }),
  agencyId: Uuid,
  contractorId: nullable(Uuid),
  municipalityIds: Type.Array(Uuid),
  openedAt: Instant,
  dueOn: Day,
  /** Open past its due day, and nothing to be decided first. */
  isLate: Type.Boolean(),
  answer: nullable(Type.Enum([...defectAnswers])),
  /** Disputed, or a joint visit asked for, and the office has not decided. */
  isContested: Type.Boolean(),
})
export type DefectSummary = Static<typeof DefectSummary>

const DefectLine = Type.Object({
  version: Type.Integer(),
  event: Type.Enum([...defectEvents]),
  at: Instant,
  /** Null for what time has done. */
  by: nullable(Names),
  agencyId: nullable(Uuid),
  reason: nullable(Type.String()),
  /** The due day that it set. */
  dueOn: nullable(Day),
  days: Type.Array(Day),
  /** The number of the inspection that did it. */
  inspection: nullable(Type.String()),
  /** Shown at `/api/defects/:id/photos/:photoId/:size`. */
  photoId: nullable(Uuid),
  photoDistanceMetres: nullable(Type.Number()),
})
export type DefectLine = Static<typeof DefectLine>

/** A defect with all that has become of it. */
export const Defect = Type.Object({
  ...DefectSummary.properties,
  note: nullable(Type.String()),
  inspectionId: nullable(Uuid),
  /** Whose result opened it. */
  sampleId: nullable(Uuid),
  /** Of the visit that found it; those that have arrived. Shown at `/api/inspections/:inspectionId/photos/:photo/:size`. */
  foundPhotos: Type.Array(Uuid),
  answerDueAt: Instant,
  answeredAt: nullable(Instant),
  answerReason: nullable(Type.String()),
  /** Accepted by silence. */
  isDeemed: Type.Boolean(),
  proposedDays: Type.Array(Day),
  agreedDay: nullable(Day),
  decisionReason: nullable(Type.String()),
  mendedAt: nullable(Instant),
  rejections: Type.Integer(),
  endedAt: nullable(Instant),
  history: Type.Array(DefectLine),
  /** What whoever asks may do now. */
  may: Type.Array(Type.Enum([...defectDeeds])),
  photoWithinMetres: Type.Number(),
})
export type Defect = Static<typeof Defect>

export const Defects = Type.Object({ items: Type.Array(DefectSummary), nextCursor: nullable(Type.String()) })

/** What the office records by hand: the members of a form beside its file `photo`. Without a place it lies at the nearest ground of the works. */
export const DefectForm = Type.Object(
  {
    worksId: Uuid,
    kind: Type.Enum([...inspectionKinds]),
    severity: Type.Enum([...itemSeverities]),
    text: Type.String({ minLength: 3, maxLength: 200, ...storable }),
    note: Type.Optional(Reason),
    place: Type.Optional(
      Type.String({ maxLength: 16_000, description: 'GeoJSON text of a Point or LineString in WGS84' }),
    ),
  },
  closed,
)
export type DefectForm = Static<typeof DefectForm>

/** The members of the form beside its file `photo`. Where the photo itself names no place, the device's counts. */
export const MendForm = Type.Object(
  {
    version: Version,
    note: Reason,
    lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180, description: 'longitude of the device, WGS84' })),
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90, description: 'latitude of the device, WGS84' })),
  },
  closed,
)
export type MendForm = Static<typeof MendForm>

/** Accept it, dispute it with a reason, or ask to look at it together on one of these days. */
export const NewDefectAnswer = Type.Union([
  Type.Object({ version: Version, answer: Type.Literal('accepted') }, closed),
  Type.Object({ version: Version, answer: Type.Literal('disputed'), reason: Reason }, closed),
  Type.Object(
    {
      version: Version,
      answer: Type.Literal('joint_visit'),
      days: Type.Array(Day, { minItems: 1, maxItems: 5, uniqueItems: true }),
      reason: Type.Optional(Reason),
    },
    closed,
  ),
])
export type NewDefectAnswer = Static<typeof NewDefectAnswer>

export const AgreedVisit = Type.Object({ version: Version, day: Day }, closed)
export type AgreedVisit = Static<typeof AgreedVisit>

export const decisions = ['uphold', 'withdraw'] as const
/** The office decides what was disputed, or takes a defect back. */
export const DefectDecision = Type.Object(
  { version: Version, decision: Type.Enum([...decisions]), reason: Reason },
  closed,
)
export type DefectDecision = Static<typeof DefectDecision>

export const verdicts = ['verify', 'reject'] as const
/** Whoever looked at the mend says whether it is one; a rejection has a reason, and may set its own due day. */
export const DefectVerdict = Type.Object(
  {
    version: Version,
    verdict: Type.Enum([...verdicts]),
    reason: Type.Optional(Reason),
    dueOn: Type.Optional(Day),
  },
  closed,
)
export type DefectVerdict = Static<typeof DefectVerdict>
