import { type Static, type TSchema, Type } from 'typebox'
import { IncomingGeometry } from '../../geo/contract.ts'
import { Names } from '../../language/contract.ts'
import { Instant, Period } from '../../time/contract.ts'
import { mostAtOnce, NewConnection } from '../connections/contract.ts'
import { trafficImpacts } from '../contract.ts'
import { traffic } from '../diversions/contract.ts'

const closed = { additionalProperties: false }
const Uuid = Type.String({ format: 'uuid' })
const Reason = Type.String({ minLength: 3, maxLength: 2000, pattern: '\\S' })
const version = Type.Integer({ minimum: 1 })
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** What of a works may be amended once it is applied for. */
export const amendable = [
  'period',
  'route',
  'trenchWidthMetres',
  'trafficImpact',
  'connections',
  'closure',
  'diversions',
  'connectionList',
] as const
export type Amendable = (typeof amendable)[number]

/** `in_effect`: the works is as it says; `lapsed`: the works went on before anybody decided. */
export const amendmentStates = ['in_effect', 'proposed', 'declined', 'withdrawn', 'lapsed'] as const
export const amendmentCauses = ['applicant', 'extension', 'case'] as const
export type AmendmentCause = (typeof amendmentCauses)[number]

/** What is left out stays; at least one member is another. */
const changeable = {
  period: Type.Optional(Period),
  route: Type.Optional(IncomingGeometry),
  trenchWidthMetres: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 100 })),
  trafficImpact: Type.Optional(Type.Enum([...trafficImpacts])),
  connections: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  ...traffic,
  connectionList: Type.Optional(
    Type.Array(NewConnection, {
      minItems: 1,
      maxItems: mostAtOnce,
      description: 'Connections that come; one with the id of a connection of this works draws that anew.',
    }),
  ),
}

/** A change before anybody proposes it. */
export const AskedChange = Type.Object(changeable, closed)
export type AskedChange = Static<typeof AskedChange>

export const NewAmendment = Type.Object({ version, reason: Reason, ...changeable }, closed)
export type NewAmendment = Static<typeof NewAmendment>

/** More days for a permit, asked for before it runs out. */
export const NewPermitExtension = Type.Object(
  { version, reason: Reason, days: Type.Integer({ minimum: 1, maximum: 366 }) },
  closed,
)
export type NewPermitExtension = Static<typeof NewPermitExtension>

const Members = Type.Record(Type.String(), Type.Unknown())

export const Amendment = Type.Object({
  worksId: Uuid,
  /** Counted from one for each works. */
  number: Type.Integer(),
  state: Type.Enum([...amendmentStates]),
  cause: Type.Enum([...amendmentCauses]),
  /** Null as well, as its reason is, where the reader is neither a party of the works nor sees the case. */
  caseId: nullable(Uuid),
  reason: nullable(Type.String()),
  /** Of what it changes only. */
  before: Members,
  after: Members,
  extensionDays: nullable(Type.Integer()),
  /** The round of consultation on a proposal that moves ground; null where nobody is asked. */
  round: nullable(Type.Integer()),
  /** The version that whoever asked had seen, and the one that it made; null as long as it is not in effect. */
  versionBefore: Type.Integer(),
  versionAfter: nullable(Type.Integer()),
  askedAt: Instant,
  askedBy: nullable(Names),
  decidedAt: nullable(Instant),
  decidedBy: nullable(Names),
  decisionReason: nullable(Type.String()),
})
export type Amendment = Static<typeof Amendment>

export const Amendments = Type.Object({
  items: Type.Array(Amendment),
  nextCursor: nullable(Type.String()),
})
export type Amendments = Static<typeof Amendments>
