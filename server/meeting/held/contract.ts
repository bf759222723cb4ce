import { type Static, type TSchema, Type } from 'typebox'
import { Names } from '../../language/contract.ts'
import { Day, Instant } from '../../time/contract.ts'
import { Corners, MeetingPack, Quarter } from '../contract.ts'

const closed = { additionalProperties: false }
const Uuid = Type.String({ format: 'uuid' })
const Words = Type.String({ minLength: 3, maxLength: 2000, pattern: '\\S' })
const ShortWords = Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' })
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** `called`: its agenda is frozen and its minutes are written. `closed`: the minutes stand. */
export const meetingStates = ['called', 'closed', 'cancelled'] as const
export type MeetingState = (typeof meetingStates)[number]

/** What came of an item: agreed there, left to somebody until a day, or nothing to be done. */
export const itemOutcomes = ['agreed', 'to_settle', 'no_action'] as const
export type ItemOutcome = (typeof itemOutcomes)[number]

export const attendances = ['present', 'absent', 'excused'] as const

/** Agencies that are asked beside those whose works are on the agenda. */
const mostAgencies = 60
/** Of all that are on the agenda, asked, or came. */
const mostAttending = 300

/**
 * Of one ground: a municipality, a district or a drawn area. `agencyIds` are asked beside those whom the agenda concerns, `leftOutIds`
 * are of these and not asked; the offices of the ground are always.
 */
export const NewMeeting = Type.Object(
  {
    quarter: Quarter,
    municipality: Type.Optional(Uuid),
    district: Type.Optional(Uuid),
    area: Type.Optional(Corners),
    heldOn: Day,
    agencyIds: Type.Optional(Type.Array(Uuid, { maxItems: mostAgencies, uniqueItems: true })),
    leftOutIds: Type.Optional(Type.Array(Uuid, { maxItems: mostAttending, uniqueItems: true })),
  },
  closed,
)
export type NewMeeting = Static<typeof NewMeeting>

/** `people`: who came for it. Null: not noted. */
export const Attendance = Type.Object(
  { agencyId: Uuid, attendance: nullable(Type.Enum([...attendances])), people: nullable(ShortWords) },
  closed,
)
export type Attendance = Static<typeof Attendance>

/** What is left out stays as it is. An agency that is named for the first time is one of the meeting from then on. */
export const SittingChange = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    heldOn: Type.Optional(Day),
    chair: Type.Optional(nullable(ShortWords)),
    note: Type.Optional(nullable(Words)),
    attendance: Type.Optional(Type.Array(Attendance, { maxItems: mostAttending })),
  },
  closed,
)
export type SittingChange = Static<typeof SittingChange>

/** `revision` is that of the item as it was seen; an outcome of null takes it back. */
export const NewOutcome = Type.Object(
  {
    revision: Type.Integer({ minimum: 0 }),
    outcome: nullable(Type.Enum([...itemOutcomes])),
    words: Type.Optional(Words),
    settlerId: Type.Optional(Uuid),
    settleBy: Type.Optional(Day),
  },
  closed,
)
export type NewOutcome = Static<typeof NewOutcome>

/**
 * How an item was settled that was left to somebody; `words` of null take that back. `revision` and `turn` are those of the item as it was
 * seen.
 */
export const NewSettling = Type.Object(
  {
    revision: Type.Integer({ minimum: 0 }),
    turn: Type.Integer({ minimum: 0 }),
    words: nullable(Words),
  },
  closed,
)
export type NewSettling = Static<typeof NewSettling>

export const meetingEnds = ['close', 'cancel'] as const
/** `revisions`: those of its items together, as they were seen. Nothing is ended over an outcome that was not. */
export const MeetingEnding = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    revisions: Type.Integer({ minimum: 0 }),
    how: Type.Enum([...meetingEnds]),
    reason: Type.Optional(Words),
  },
  closed,
)
export type MeetingEnding = Static<typeof MeetingEnding>

const summary = {
  id: Uuid,
  number: Type.String(),
  /** The office that called it. */
  agencyId: Uuid,
  municipalityIds: Type.Array(Uuid),
  quarter: Quarter,
  /** Null where it was drawn. */
  area: nullable(Names),
  heldOn: Day,
  state: Type.Enum([...meetingStates]),
  calledAt: Instant,
  endedAt: nullable(Instant),
  items: Type.Integer(),
  /** Of those items that the reader sees. */
  outcomes: Type.Object({ agreed: Type.Integer(), to_settle: Type.Integer(), no_action: Type.Integer() }),
  /** Of what was left to somebody, how many of those were settled since. */
  settled: Type.Integer(),
}
export const MeetingSummary = Type.Object(summary)
export type MeetingSummary = Static<typeof MeetingSummary>

export const Meetings = Type.Object({ items: Type.Array(MeetingSummary), nextCursor: nullable(Type.String()) })

/** What came of an item of the agenda. */
export const Minute = Type.Object({
  item: Type.Integer(),
  outcome: nullable(Type.Enum([...itemOutcomes])),
  words: nullable(Type.String()),
  settlerId: nullable(Uuid),
  settleBy: nullable(Day),
  revision: Type.Integer(),
  /** How what was left to somebody was settled, once that is noted. */
  settled: nullable(Type.Object({ words: Type.String(), at: Instant })),
  /** How often it was noted whether it was settled. */
  turn: Type.Integer(),
})
export type Minute = Static<typeof Minute>

/** A meeting on whose agenda a case stood, and what came of it. */
export const CaseMeeting = Type.Object({
  id: Uuid,
  number: Type.String(),
  heldOn: Day,
  state: Type.Enum([...meetingStates]),
  minute: Minute,
})
export type CaseMeeting = Static<typeof CaseMeeting>
export const CaseMeetings = Type.Object({ items: Type.Array(CaseMeeting) })
export type CaseMeetings = Static<typeof CaseMeetings>

/** A meeting with its agenda as it was when it was called, and its minutes as they stand. */
export const Meeting = Type.Object({
  ...summary,
  version: Type.Integer(),
  calledBy: nullable(Names),
  chair: nullable(Type.String()),
  note: nullable(Type.String()),
  endedBy: nullable(Names),
  endReason: nullable(Type.String()),
  /** Every agency of the meeting, with whether it came. */
  attendance: Type.Array(Attendance),
  pack: MeetingPack,
  minutes: Type.Array(Minute),
  /** Items between other agencies: of them the reader is told the number alone. */
  heldBack: Type.Array(Type.Integer()),
  /** Write its minutes; note what of it was settled, also beneath minutes that are closed. */
  may: Type.Object({ write: Type.Boolean(), settle: Type.Boolean() }),
})
export type Meeting = Static<typeof Meeting>
