import { type Static, type TSchema, Type } from 'typebox'
import { SharedGround } from '../geo/contract.ts'
import { Day, Instant, Period } from '../time/contract.ts'
import { WorksSummary } from '../works/contract.ts'

const closed = { additionalProperties: false }
const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** What one trench instead of several saves. `money` is the sum of its amounts, in the rule pack's currency. */
export const SavingsFields = {
  sharedMetres: Type.Number({ description: 'metres that are opened once less' }),
  streetDays: Type.Integer({ description: 'days on which a street is free that would have been taken' }),
  amounts: Type.Object({ metres: Type.Number(), streetDays: Type.Number(), mobilisation: Type.Number() }),
  money: Type.Number(),
}
export const Savings = Type.Object(SavingsFields)
export type Savings = Static<typeof Savings>

/** How a works joins the others, and what that alone saves: along whose ground, by the costs of which class of street. */
export const Joining = Type.Object({ alongId: Uuid, streetClass: Type.String(), ...SavingsFields })
export type Joining = Static<typeof Joining>

/** Still by the plans; or both are closed again, and were dug in one trench or apart. */
export const trenchStandings = ['planned', 'realised', 'apart'] as const
export type TrenchStanding = (typeof trenchStandings)[number]

/** What works are linked by: a decision of a case, or a call for interest. */
export const causeKinds = ['case', 'call'] as const
export const Cause = Type.Object({ kind: Type.Enum([...causeKinds]), id: Uuid })
/** To whoever may not see the case it is one without an id. */
const ToldCause = Type.Object({ kind: Type.Enum([...causeKinds]), id: nullable(Uuid) })
export type Cause = Static<typeof Cause>

export const dissolvedBecause = ['decided', 'lead_over', 'alone'] as const
/** Works that share a trench under a lead. What it saves is by the plans of both, until one is dug. */
export const WorksGroup = Type.Object({
  id: Uuid,
  leadId: Uuid,
  version: Type.Integer(),
  currency: Type.String(),
  linkedAt: Instant,
  dissolvedAt: nullable(Instant),
  /** The office decided, its lead is cancelled, refused or expired, or only one works was left. */
  dissolvedBecause: nullable(Type.Enum([...dissolvedBecause])),
  dissolvedReason: nullable(Type.String()),
  members: Type.Array(
    Type.Object({
      works: WorksSummary,
      cause: ToldCause,
      linkedAt: Instant,
      /** Since when it is linked no more. */
      leftAt: nullable(Instant),
      /** Since when its period and the other's share their days: what joining saves counts from then. Null: they are apart. */
      countedFrom: nullable(Instant),
      /** Null for the lead. */
      joining: nullable(Joining),
      /** What it came to, once it and the one it joined are closed again: nothing where they were dug apart. `on`: the day on which the last was. */
      dug: nullable(Type.Object({ on: Day, together: Type.Boolean(), ...SavingsFields })),
    }),
  ),
  savings: Savings,
})
export type WorksGroup = Static<typeof WorksGroup>

export const Dissolving = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    reason: Type.String({ minLength: 3, maxLength: 2000, pattern: '\\S' }),
  },
  closed,
)
export type Dissolving = Static<typeof Dissolving>

/** Works that could share ground within the window, and what one trench for all of them would save. */
export const Cluster = Type.Object({
  /** Of its first works in the order of their ids: the same as long as the cluster is. */
  id: Uuid,
  works: Type.Array(WorksSummary),
  /** Who could lead: the lead of a group that one of them is linked in, else the one that shares the most. */
  leadId: Uuid,
  /** The group that others could be taken into. */
  groupId: nullable(Uuid),
  /** How each joins the lead, and what that saves. */
  joinings: Type.Array(Type.Object({ worksId: Uuid, ...Joining.properties })),
  savings: Savings,
  gapDays: Type.Integer({ description: 'free days between the first that ends and the last that begins' }),
  /** Days on which all could work in one trench, and by how much each would move; to come. */
  suggested: Type.Object({
    period: Period,
    shifts: Type.Array(Type.Object({ worksId: Uuid, days: Type.Integer() })),
  }),
  stretches: Type.Array(Type.Object({ a: Uuid, b: Uuid, metres: Type.Number(), overlap: SharedGround })),
  /** An open call for interest in works of it. */
  callId: nullable(Uuid),
})
export type Cluster = Static<typeof Cluster>

const Amounts = Type.Record(Type.String(), Type.Number())
export const Clusters = Type.Object({
  items: Type.Array(Cluster),
  nextCursor: nullable(Type.String()),
  total: Type.Integer(),
  complete: Type.Boolean({
    description: 'false: only the longest shared stretches were looked at; ask for less ground',
  }),
  formula: Type.Object({
    currency: Type.String(),
    windowDays: Type.Integer(),
    leastMetres: Type.Number(),
    callDays: Type.Integer(),
    costs: Type.Object({ perMetre: Amounts, perStreetDay: Amounts, mobilisation: Type.Number() }),
  }),
})
export type Clusters = Static<typeof Clusters>

const SavedPart = Type.Object({ groups: Type.Integer(), works: Type.Integer(), ...SavingsFields })

/**
 * What linked works save by their plans until they are closed again, and what it came to of those that are; each works in one of both.
 * What was dissolved or cancelled counts no more.
 */
export const Saved = Type.Object({
  currency: Type.String(),
  planned: SavedPart,
  realised: SavedPart,
  apart: Type.Integer({ description: 'works that were linked and yet dug apart: they have saved nothing' }),
})
export type Saved = Static<typeof Saved>
