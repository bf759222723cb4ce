import { type Static, type TSchema, Type } from 'typebox'
import { Areas, IncomingGeometry } from '../../geo/contract.ts'
import { Day, Instant, Period } from '../../time/contract.ts'
import { categories, utilities, WorksSummary } from '../../works/contract.ts'

const closed = { additionalProperties: false }
const Uuid = Type.String({ format: 'uuid' })
const Title = Type.String({ minLength: 3, maxLength: 200, pattern: '\\S' })
const Words = Type.String({ minLength: 3, maxLength: 2000, pattern: '\\S' })
const SomeWorks = Type.Array(Uuid, { minItems: 1, maxItems: 20, uniqueItems: true })
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/**
 * A call for interest in a stretch of ground: that of a `route` or area, or of works (`worksIds`) that could share a
 * trench, under `leadId`. Without `closesOn` it stays open as long as the rule pack says.
 */
export const NewCall = Type.Object(
  {
    id: Type.Optional(Uuid),
    title: Title,
    text: Type.Optional(Words),
    route: Type.Optional(IncomingGeometry),
    worksIds: Type.Optional(SomeWorks),
    leadId: Type.Optional(Uuid),
    period: Period,
    closesOn: Type.Optional(Day),
  },
  closed,
)
export type NewCall = Static<typeof NewCall>

/** Interested with works of one's own, or with a draft that is made on the ground and days of the call; or not. */
export const NewAnswer = Type.Object(
  {
    isInterested: Type.Boolean(),
    worksIds: Type.Optional(SomeWorks),
    draft: Type.Optional(
      Type.Object({ title: Title, category: Type.Enum([...categories]), utility: Type.Enum([...utilities]) }, closed),
    ),
    note: Type.Optional(Words),
  },
  closed,
)
export type NewAnswer = Static<typeof NewAnswer>

/** The end of a call: works linked under a lead, or none, and why. */
export const Closing = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    link: Type.Optional(Type.Object({ leadId: Uuid, memberIds: SomeWorks }, closed)),
    reason: Type.Optional(Words),
  },
  closed,
)
export type Closing = Static<typeof Closing>

export const callStates = ['open', 'over', 'closed'] as const
export type CallState = (typeof callStates)[number]

export const Call = Type.Object({
  id: Uuid,
  agencyId: Uuid,
  title: Type.String(),
  text: nullable(Type.String()),
  area: Areas,
  period: Period,
  closesOn: Day,
  /** `over`: its closing day has passed, and whoever called has yet to close it. */
  state: Type.Enum([...callStates]),
  municipalityIds: Type.Array(Uuid),
  /** Agencies with works in its ground, when it was called. */
  askedIds: Type.Array(Uuid),
  leadId: nullable(Uuid),
  proposed: Type.Array(WorksSummary),
  answers: Type.Array(
    Type.Object({
      agencyId: Uuid,
      isInterested: Type.Boolean(),
      works: Type.Array(WorksSummary),
      note: nullable(Type.String()),
      answeredAt: Instant,
    }),
  ),
  /** Another one after every answer. */
  version: Type.Integer(),
  calledAt: Instant,
  closedAt: nullable(Instant),
  closedReason: nullable(Type.String()),
  groupId: nullable(Uuid),
})
export type Call = Static<typeof Call>

export const Calls = Type.Object({ items: Type.Array(Call), nextCursor: nullable(Type.String()) })
export type Calls = Static<typeof Calls>
