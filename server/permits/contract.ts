import { type Static, type TSchema, Type } from 'typebox'
import { conflictStates, Finding, findingKinds, otherTypes, severities } from '../coordination/contract.ts'
import { Names } from '../language/contract.ts'
import { Instant, Period } from '../time/contract.ts'
import { WorksSummary, worksEvents } from '../works/contract.ts'

const closed = { additionalProperties: false }
const Uuid = Type.String({ format: 'uuid' })
const Reason = Type.String({ minLength: 3, maxLength: 2000, pattern: '\\S' })
const Place = Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: 'longitude and latitude, WGS84' })
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** Why an organisation is asked: it has works nearby, traffic is hindered much, the works touches its municipality. */
export const grounds = ['works_nearby', 'traffic', 'municipality'] as const
export const answers = ['approve', 'approve_with_conditions', 'object'] as const
export type Answer = (typeof answers)[number]
const mostConditions = 40
/** Why an emergency is dug at once: "in a hurry" is none. [B] */
export const emergencyGrounds = ['subsidence', 'cut_cable', 'burst_main', 'gas_leak', 'other_danger'] as const
export type EmergencyGround = (typeof emergencyGrounds)[number]
export const articles = ['emergency_filed_late'] as const

/** What a permit is granted on: from the office's library, or in its own words. */
export const conditionCodes = [
  'night_only',
  'keep_lane_open',
  'keep_access',
  'steel_plates',
  'pedestrian_way',
  'no_storage',
  'dust',
  'noise',
  'traffic_plan',
  'photograph_before',
  'locate_services',
  'restore_markings',
] as const
export type ConditionCode = (typeof conditionCodes)[number]
const Condition = Type.Union([
  Type.Object({ code: Type.Enum([...conditionCodes]) }, closed),
  Type.Object({ text: Type.String({ minLength: 3, maxLength: 1000, pattern: '\\S' }) }, closed),
])
export type Condition = Static<typeof Condition>

const named = Type.Enum(worksEvents.filter((event) => event !== 'expire'))
/** `reason` is needed to return, refuse and suspend, `ground` to notify; `place` is where work begins; `conditions` belong to a grant. */
export const NewWorksEvent = Type.Object(
  {
    event: named,
    version: Type.Integer({ minimum: 1 }),
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
    ground: Type.Optional(Type.Enum([...emergencyGrounds])),
    place: Type.Optional(Place),
    conditions: Type.Optional(Type.Array(Condition, { maxItems: mostConditions })),
  },
  closed,
)
export type NewWorksEvent = Static<typeof NewWorksEvent>

/** An organisation that is asked about an application, and what it says. */
export const Consultation = Type.Object({
  id: Uuid,
  worksId: Uuid,
  agencyId: Uuid,
  round: Type.Integer(),
  grounds: Type.Array(Type.Enum([...grounds])),
  askedAt: Instant,
  dueAt: Instant,
  /** Whether it was given more time; once is the most. */
  isExtended: Type.Boolean(),
  silenceApproves: Type.Boolean(),
  answer: nullable(Type.Enum([...answers])),
  /** Nobody answered in time, and silence is approval. */
  isDeemed: Type.Boolean(),
  conditions: nullable(Type.String()),
  reason: nullable(Type.String()),
  answeredAt: nullable(Instant),
  answeredBy: nullable(Names),
  /** The office decided against an objection, or went on without an answer that silence does not replace; and why. */
  overruled: nullable(Type.Object({ at: Instant, reason: Type.String() })),
})
export type Consultation = Static<typeof Consultation>

/** A row of an organisation's inbox: what it is asked, about which works. */
export const ConsultationInbox = Type.Object({
  items: Type.Array(Type.Object({ consultation: Consultation, works: WorksSummary })),
  nextCursor: nullable(Type.String()),
  open: Type.Integer({ description: 'how many wait for an answer of this organisation' }),
})
export type ConsultationInbox = Static<typeof ConsultationInbox>
export const inboxStates = ['open', 'answered'] as const

const answerFields = {
  answer: Type.Enum([...answers]),
  conditions: Type.Optional(Reason),
  reason: Type.Optional(Reason),
}
/** `round`: of the consultation that was read; another application is not answered unseen. */
const round = Type.Integer({ minimum: 1 })
export const NewAnswer = Type.Object({ ...answerFields, round }, closed)
export type NewAnswer = Static<typeof NewAnswer>
export const NewAnswers = Type.Object(
  { ids: Type.Array(Uuid, { minItems: 1, maxItems: 100, uniqueItems: true }), ...answerFields },
  closed,
)
export type NewAnswers = Static<typeof NewAnswers>
/** Of several answers at once each is taken or not on its own. */
export const AnswersTaken = Type.Object({
  taken: Type.Array(Uuid),
  refused: Type.Array(Type.Object({ id: Uuid, code: Type.String(), detail: Type.String() })),
})
export type AnswersTaken = Static<typeof AnswersTaken>
export const NewExtension = Type.Object({ reason: Reason, round }, closed)
export const Overruling = Type.Object({ reason: Reason, version: Type.Integer({ minimum: 1 }) }, closed)

/** A finding that the office lets pass, and why. */
export const NewWaiver = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    kind: Type.Enum([...findingKinds]),
    ruleId: Type.String({ minLength: 1, maxLength: 100 }),
    /** As the finding names it, with the version that was seen. */
    other: Type.Object(
      {
        type: Type.Enum([...otherTypes]),
        id: nullable(Type.String({ maxLength: 100 })),
        version: nullable(Type.Integer()),
      },
      closed,
    ),
    reason: Reason,
  },
  closed,
)
export type NewWaiver = Static<typeof NewWaiver>

export type Standing = (typeof conflictStates)[number]

export const Permit = Type.Object({
  number: Type.String(),
  worksId: Uuid,
  valid: Period,
  conditions: Type.Array(Condition),
  issuedAt: Instant,
})
export type Permit = Static<typeof Permit>

/** `void`: of a works that was cancelled or never begun, and no longer anybody's to dig by. */
export const permitStates = ['in_force', 'not_begun', 'over', 'suspended', 'finished', 'void'] as const
export type PermitState = (typeof permitStates)[number]
/** What anybody learns who reads a permit's number at the site. */
export const PublicPermit = Type.Object({
  permit: Permit,
  state: Type.Enum([...permitStates]),
  works: nullable(WorksSummary),
})
export type PublicPermit = Static<typeof PublicPermit>

/** Where an application stands, and what whoever asks may do now, with everything that stands against it. */
export const Procedure = Type.Object({
  worksId: Uuid,
  version: Type.Integer(),
  events: Type.Array(
    Type.Object({
      event: named,
      reasons: Type.Array(Type.Object({ code: Type.String(), detail: Type.String() })),
    }),
  ),
  /** When the application counts as received, and by when the office should have decided; null before it is submitted. */
  review: nullable(Type.Object({ receivedAt: Instant, dueAt: Instant })),
  consultations: Type.Array(Consultation),
  /** Blocking findings and those that were waived; null where not all of them could be looked up. */
  findings: nullable(
    Type.Array(
      Type.Object({
        ...Type.Pick(Finding, ['kind', 'ruleId', 'other', 'explanation']).properties,
        severity: Type.Enum([...severities]),
        standing: Type.Enum([...conflictStates]),
        waiver: nullable(Type.Object({ reason: Type.String(), at: Instant, by: nullable(Names) })),
      }),
    ),
  ),
  permit: nullable(Permit),
  /** Of an emergency that is dug: by when its application has to be filed, and when it was. */
  emergency: nullable(
    Type.Object({
      ground: Type.Enum([...emergencyGrounds]),
      notifiedAt: Instant,
      fileBy: Instant,
      filedAt: nullable(Instant),
    }),
  ),
  violations: Type.Array(Type.Object({ article: Type.Enum([...articles]), at: Instant })),
  /** What whoever asks may do besides events. */
  may: Type.Object({ answer: Type.Boolean(), decide: Type.Boolean() }),
})
export type Procedure = Static<typeof Procedure>

export const reviewSorts = ['due', 'start'] as const
/** An application that waits for the office. */
export const Review = Type.Object({
  works: WorksSummary,
  receivedAt: Instant,
  dueAt: Instant,
  answersOpen: Type.Integer(),
  objections: Type.Integer(),
  /** Blocking findings of the register that nobody has waived. */
  blocking: Type.Integer(),
})
export type Review = Static<typeof Review>
export const ReviewQueue = Type.Object({
  items: Type.Array(Review),
  nextCursor: nullable(Type.String()),
  total: Type.Optional(Type.Integer()),
})
export type ReviewQueue = Static<typeof ReviewQueue>
