import { type Static, type TSchema, Type } from 'typebox'
import { Conflict, severities } from '../coordination/contract.ts'
import { IncomingGeometry, Route } from '../geo/contract.ts'
import { Names } from '../language/contract.ts'
import { Condition } from '../permits/contract.ts'
import { Instant, Period } from '../time/contract.ts'
import { WorksSummary } from '../works/contract.ts'

const closed = { additionalProperties: false }
const Uuid = Type.String({ format: 'uuid' })
const Words = Type.String({ minLength: 3, maxLength: 4000, pattern: '\\S' })
const Reason = Type.String({ minLength: 3, maxLength: 2000, pattern: '\\S' })
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const mostInCase = 100

/**
 * `open`: the parties have their turns; `escalated`: a turn was missed and the office decides; `agreed`: all accepted what only the
 * office may grant; `settled`: agreed or decided, and carried out; `closed`: nothing is left between the works.
 */
export const caseStates = ['open', 'escalated', 'agreed', 'settled', 'closed'] as const
export type CaseState = (typeof caseStates)[number]
export const liveCaseStates = ['open', 'escalated', 'agreed'] as const satisfies readonly CaseState[]
/** How a case came to its end. */
export const caseEnds = ['agreed', 'decided', 'cleared', 'withdrawn', 'waived'] as const

export const measureKinds = ['dates', 'sequence', 'reroute', 'shared_trench', 'as_is'] as const
export type MeasureKind = (typeof measureKinds)[number]

const Moved = Type.Object({ worksId: Uuid, period: Period }, closed)
const conditions = Type.Array(Condition, { maxItems: 20 })

/** What is proposed. A sequence names the works in the order in which they dig; their days follow from the rule pack. */
export const NewMeasure = Type.Union([
  Type.Object(
    { kind: Type.Literal('dates'), changes: Type.Array(Moved, { minItems: 1, maxItems: mostInCase }) },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('sequence'),
      order: Type.Array(Uuid, { minItems: 2, maxItems: mostInCase, uniqueItems: true }),
    },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('reroute'), worksId: Uuid, route: IncomingGeometry, period: Type.Optional(Period) },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('shared_trench'),
      leadId: Uuid,
      memberIds: Type.Array(Uuid, { minItems: 1, maxItems: mostInCase, uniqueItems: true }),
      period: Type.Optional(Period),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('as_is'), conditions }, closed),
])
export type NewMeasure = Static<typeof NewMeasure>

/** The same as it is kept: every change it makes of every works, in full. */
export const Measure = Type.Object({
  kind: Type.Enum([...measureKinds]),
  changes: Type.Array(
    Type.Object({ worksId: Uuid, period: Type.Optional(Period), route: Type.Optional(Route), before: Period }),
  ),
  lead: nullable(Type.Object({ leadId: Uuid, memberIds: Type.Array(Uuid) })),
  conditions,
})
export type Measure = Static<typeof Measure>

export const NewProposal = Type.Object({ measure: NewMeasure, note: Type.Optional(Words) }, closed)
export type NewProposal = Static<typeof NewProposal>

/** The works of a case in the versions in which whoever accepts or decides saw them. */
const Seen = Type.Array(Type.Object({ id: Uuid, version: Type.Integer({ minimum: 1 }) }, closed), {
  minItems: 2,
  maxItems: mostInCase,
})

/** `reject` and `counter` say why; a counter-proposal comes with the answer and takes the place of what it answers. */
export const NewCaseAnswer = Type.Union([
  Type.Object({ answer: Type.Literal('accept'), works: Seen }, closed),
  Type.Object({ answer: Type.Literal('reject'), reason: Reason }, closed),
  Type.Object({ answer: Type.Literal('counter'), reason: Reason, measure: NewMeasure }, closed),
])
export type NewCaseAnswer = Static<typeof NewCaseAnswer>

/** What the office decides: a proposal as it stands, or a measure of its own, with the versions of the works that it saw. */
export const NewDecision = Type.Object(
  {
    works: Seen,
    reason: Reason,
    proposalId: Type.Optional(Uuid),
    measure: Type.Optional(NewMeasure),
  },
  closed,
)
export type NewDecision = Static<typeof NewDecision>

export const NewCase = Type.Object(
  { works: Type.Array(Uuid, { minItems: 2, maxItems: 2, uniqueItems: true, description: 'the two that meet' }) },
  closed,
)
export type NewCase = Static<typeof NewCase>

/** A message; `sketch` is a GeoJSON geometry as text, `photo` a file. */
export const MessageForm = Type.Object(
  { text: Words, sketch: Type.Optional(Type.String({ maxLength: 16_000 })) },
  closed,
)
export type MessageForm = Static<typeof MessageForm>

const Author = Type.Object({ agencyId: nullable(Uuid), isOffice: Type.Boolean(), name: nullable(Names) })

export const CaseMessage = Type.Object({
  id: Uuid,
  at: Instant,
  by: Author,
  text: Type.String(),
  sketch: nullable(Route),
  photoId: nullable(Uuid),
})
export type CaseMessage = Static<typeof CaseMessage>

const TrialFinding = Type.Object({
  worksId: Uuid,
  kind: Type.String(),
  severity: Type.Enum([...severities]),
  other: Type.Object({
    type: Type.String(),
    id: nullable(Type.String()),
    number: nullable(Type.String()),
    title: Names,
    /** Of a works; what was tried before it was told names none. */
    agencyId: Type.Optional(nullable(Uuid)),
  }),
  explanation: Names,
})

/**
 * What a re-assessment of all works with the proposal found: blocking findings that it leaves between them or that it
 * makes. It can be accepted where it is complete and finds none.
 */
export const Trial = Type.Object({
  at: Instant,
  complete: Type.Boolean(),
  blocking: Type.Array(TrialFinding),
  /** Warnings that are left between the works of the case. */
  warnings: Type.Integer(),
  /** It could not be carried out at all: why. */
  refusal: nullable(Names),
})
export type Trial = Static<typeof Trial>

export const CaseProposal = Type.Object({
  id: Uuid,
  at: Instant,
  by: Author,
  measure: Measure,
  note: nullable(Type.String()),
  trial: Trial,
  state: Type.Enum(['open', 'replaced', 'rejected', 'countered', 'accepted', 'decided', 'dropped']),
  answers: Type.Array(
    Type.Object({
      agencyId: Uuid,
      answer: Type.Enum(['accept', 'reject', 'counter']),
      reason: nullable(Type.String()),
      at: Instant,
      by: nullable(Names),
    }),
  ),
})
export type CaseProposal = Static<typeof CaseProposal>

/** A case as the row of a list. */
export const CaseSummary = Type.Object({
  id: Uuid,
  number: Type.String(),
  state: Type.Enum([...caseStates]),
  openedAt: Instant,
  /** By when somebody has to move; null where nobody has. */
  dueAt: nullable(Instant),
  escalatedAt: nullable(Instant),
  reopenedAt: nullable(Instant),
  endedAt: nullable(Instant),
  endedBy: nullable(Type.Enum([...caseEnds])),
  reason: nullable(Type.String()),
  causeWorksId: Uuid,
  municipalityIds: Type.Array(Uuid),
  parties: Type.Array(Uuid),
  /** The organisations whose turn it is. */
  waitsFor: Type.Array(Uuid),
  works: Type.Array(WorksSummary),
  blocking: Type.Integer(),
  warning: Type.Integer(),
  proposalCount: Type.Integer(),
  version: Type.Integer(),
})
export type CaseSummary = Static<typeof CaseSummary>

export const caseDeeds = ['write', 'propose', 'answer', 'decide'] as const
export type CaseDeed = (typeof caseDeeds)[number]

/** The case room. */
export const Case = Type.Object({
  ...CaseSummary.properties,
  conflicts: Type.Array(Conflict),
  messages: Type.Array(CaseMessage),
  proposals: Type.Array(CaseProposal),
  /** What whoever asks may do now. */
  may: Type.Array(Type.Enum([...caseDeeds])),
})
export type Case = Static<typeof Case>

export const CaseList = Type.Object({
  items: Type.Array(CaseSummary),
  nextCursor: nullable(Type.String()),
  /** How many wait for whoever asks, whatever the list is narrowed to. */
  waiting: Type.Integer(),
})
export type CaseList = Static<typeof CaseList>
