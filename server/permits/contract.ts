import { type Static, type TSchema, Type } from 'typebox'
import { conflictStates, Finding, findingKinds, otherTypes, severities } from '../coordination/contract.ts'
import { Names } from '../language/contract.ts'
import { Instant, Period } from '../time/contract.ts'
import { Amendment } from '../works/amendments/contract.ts'
import { amendmentEvents, SharedTrench, type WorksEvent, WorksSummary, worksEvents } from '../works/contract.ts'
import { Fee, paymentWays } from './fees/contract.ts'
import { Overrun, ResidentNotice } from './in-time/contract.ts'

const closed = { additionalProperties: false }
const Uuid = Type.String({ format: 'uuid' })
const Reason = Type.String({ minLength: 3, maxLength: 2000, pattern: '\\S' })
const Place = Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: 'longitude and latitude, WGS84' })
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** Why an organisation is asked: it has works or networks nearby, traffic is hindered much, the works touches its municipality. */
export const grounds = ['works_nearby', 'assets_nearby', 'traffic', 'municipality'] as const
export const answers = ['approve', 'approve_with_conditions', 'object'] as const
export type Answer = (typeof answers)[number]
const mostConditions = 40
/** Why an emergency is dug at once: "in a hurry" is none. [B] */
export const emergencyGrounds = ['subsidence', 'cut_cable', 'burst_main', 'gas_leak', 'other_danger'] as const
export type EmergencyGround = (typeof emergencyGrounds)[number]

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
export const Condition = Type.Union([
  Type.Object({ code: Type.Enum([...conditionCodes]) }, closed),
  Type.Object({ text: Type.String({ minLength: 3, maxLength: 1000, pattern: '\\S' }) }, closed),
])
export type Condition = Static<typeof Condition>

const elsewhere: readonly string[] = ['expire', ...amendmentEvents]
type NamedEvent = Exclude<WorksEvent, 'expire' | (typeof amendmentEvents)[number]>
/** An event that somebody may name: neither time's nor one of amendments. */
export const isNamed = (event: WorksEvent): event is NamedEvent => !elsewhere.includes(event)
const named = Type.Enum(worksEvents.filter(isNamed))
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
  /** Which organisation answered on behalf of the one that was asked; null where it did itself, or nobody has. */
  delegateId: nullable(Uuid),
  /** The office decided against an objection, or went on without an answer that silence does not replace; and why. */
  overruled: nullable(Type.Object({ at: Instant, reason: Type.String() })),
})
export type Consultation = Static<typeof Consultation>

/** A row of an organisation's inbox: what it is asked, or another on whose behalf it answers, and about which works. */
export const ConsultationInbox = Type.Object({
  items: Type.Array(Type.Object({ consultation: Consultation, works: WorksSummary })),
  nextCursor: nullable(Type.String()),
  open: Type.Integer({ description: 'how many wait for an answer of this organisation, its own and on behalf of others' }), // biome-ignore format: one line
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

const waived = {
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
}
/** A finding that the office lets pass, and why. */
export const NewWaiver = Type.Object({ version: Type.Integer({ minimum: 1 }), ...waived }, closed)
export type NewWaiver = Static<typeof NewWaiver>

const mostWaivers = 50
export const amendmentDecisions = ['accept', 'decline', 'withdraw'] as const
/**
 * Of a proposal, as it was seen. `reason` is needed to decline. To an acceptance belong `conditions`, which replace the permit's, and
 * `waivers` of findings of the plan that is accepted.
 */
export const AmendmentDecision = Type.Object(
  {
    decision: Type.Enum([...amendmentDecisions]),
    version: Type.Integer({ minimum: 1 }),
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
    conditions: Type.Optional(Type.Array(Condition, { maxItems: mostConditions })),
    waivers: Type.Optional(Type.Array(Type.Object(waived, closed), { maxItems: mostWaivers })),
  },
  closed,
)
export type AmendmentDecision = Static<typeof AmendmentDecision>

export type Standing = (typeof conflictStates)[number]

export const Permit = Type.Object({
  number: Type.String(),
  worksId: Uuid,
  valid: Period,
  conditions: Type.Array(Condition),
  issuedAt: Instant,
  /** How often it was extended, and by how many days in all. */
  extensions: Type.Integer(),
  extensionDays: Type.Integer(),
})
export type Permit = Static<typeof Permit>

/** `void`: of a works that was cancelled or never begun, and no longer anybody's to dig by. */
export const permitStates = ['in_force', 'not_begun', 'over', 'suspended', 'finished', 'void'] as const
export type PermitState = (typeof permitStates)[number]
/** What anybody learns who reads a permit's number at the site. */
export const PublicPermit = Type.Object({
  permit: Permit,
  /** As on its print: one that shows another is out of date or altered. */
  code: Type.String(),
  state: Type.Enum([...permitStates]),
  works: nullable(WorksSummary),
  /** How many buildings it connects; null where it is for none. */
  connections: nullable(Type.Integer()),
  /** Whom its works shares the trench with; null where with nobody whom the reader may see. */
  trench: nullable(SharedTrench),
  /** What residents are told before it begins; null before it is written. */
  notice: nullable(ResidentNotice),
})
export type PublicPermit = Static<typeof PublicPermit>

const Reasons = Type.Array(Type.Object({ code: Type.String(), detail: Type.String() }))
const JudgedFindings = Type.Array(
  Type.Object({
    ...Type.Pick(Finding, ['kind', 'ruleId', 'other', 'explanation']).properties,
    severity: Type.Enum([...severities]),
    standing: Type.Enum([...conflictStates]),
    waiver: nullable(Type.Object({ reason: Type.String(), at: Instant, by: nullable(Names) })),
  }),
)

/** Where an application stands, and what whoever asks may do now, with everything that stands against it. */
export const Procedure = Type.Object({
  worksId: Uuid,
  version: Type.Integer(),
  events: Type.Array(
    Type.Object({
      event: named,
      reasons: Reasons,
    }),
  ),
  /** When what waits for the office, an application or a proposal, was received, and by when it should have decided; null where nothing waits. */
  review: nullable(Type.Object({ receivedAt: Instant, dueAt: Instant })),
  consultations: Type.Array(Consultation),
  /** The round of consultation that counts, which may have asked nobody, and whether answers are taken in it. */
  consulting: Type.Object({ round: Type.Integer(), isRunning: Type.Boolean() }),
  /** Blocking findings and those that were waived; null where not all of them could be looked up. */
  findings: nullable(JudgedFindings),
  permit: nullable(Permit),
  /** What it costs, the oldest first; of others nobody is told. */
  fees: Type.Array(Fee),
  /** How a fee is paid here. */
  payments: Type.Enum([...paymentWays]),
  /** Of an emergency that is dug: by when its application has to be filed, and when it was. */
  emergency: nullable(
    Type.Object({
      ground: Type.Enum([...emergencyGrounds]),
      notifiedAt: Instant,
      fileBy: Instant,
      filedAt: nullable(Instant),
    }),
  ),
  /** The amendment that waits for the office, what its plan would meet, and why it can become nothing any more; for the parties alone. */
  proposal: nullable(Type.Object({ amendment: Amendment, findings: nullable(JudgedFindings), against: Reasons })),
  /** What whoever asks may do about amendments, with everything that stands against it. */
  amending: Type.Array(Type.Object({ event: Type.Enum([...amendmentEvents]), reasons: Reasons })),
  /** Days past the permit's end on which the ground was open, and what they cost. */
  overrun: nullable(Overrun),
  /** What whoever asks may do besides events. */
  may: Type.Object({
    answer: Type.Boolean(),
    /** Organisations that were asked and on whose behalf whoever asks may answer. */
    answerFor: Type.Array(Uuid),
    decide: Type.Boolean(),
    pay: Type.Boolean(),
  }),
})
export type Procedure = Static<typeof Procedure>
