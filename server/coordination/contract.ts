import { type Static, Type } from 'typebox'
import { Areas, IncomingGeometry, SharedGround } from '../geo/contract.ts'
import { Names } from '../language/contract.ts'
import { Day, Period } from '../time/contract.ts'
import { mostAtOnce, NewConnection } from '../works/connections/contract.ts'
import { categories, trafficImpacts } from '../works/contract.ts'
import { traffic } from '../works/diversions/contract.ts'

export const severities = ['blocking', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]

/** The kinds a pair of works can make: these, and only these, stand in the conflict register. */
export const pairKinds = ['clash', 'proximity', 'repeat_dig', 'moratorium', 'guarantee', 'diversion'] as const
export const findingKinds = [...pairKinds, 'protected_surface', 'event', 'blackout', 'limit', 'split_works'] as const
export type PairKind = (typeof pairKinds)[number]
export type FindingKind = (typeof findingKinds)[number]

const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

/** The smallest shifts, in whole days, that remove it alone; null where none does, or it would start before today. */
export const Clears = Type.Object({ earlierDays: nullable(Type.Integer()), laterDays: nullable(Type.Integer()) })
export type Clears = Static<typeof Clears>

export const Assessed = Type.Object(
  {
    category: Type.Enum([...categories]),
    route: IncomingGeometry,
    period: Period,
    trenchWidthMetres: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 100 })),
    trafficImpact: Type.Optional(Type.Enum([...trafficImpacts])),
    connections: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    ...traffic,
    connectionList: Type.Optional(
      Type.Array(NewConnection, {
        minItems: 1,
        maxItems: mostAtOnce,
        description:
          'Connections that `worksId` would have besides its own; one with the id of its own draws that anew.',
      }),
    ),
    worksId: Type.Optional(Uuid),
    projectId: Type.Optional(Uuid),
    agencyId: Type.Optional(Uuid),
  },
  { additionalProperties: false },
)
export type Assessed = Static<typeof Assessed>

/** `pavement`: an entry of the ledger of the pavement. */
export const otherTypes = ['works', 'protected_surface', 'constraint_area', 'pavement', 'rule'] as const

export const Finding = Type.Object({
  kind: Type.Enum([...findingKinds]),
  ruleId: Type.String(),
  severity: Type.Enum([...severities]),
  complete: Type.Boolean(),
  other: Type.Object({
    type: Type.Enum([...otherTypes]),
    id: nullable(Type.String()),
    number: nullable(Type.String()),
    title: Type.String(),
    agencyId: nullable(Uuid),
    period: nullable(Type.Object({ start: nullable(Day), end: nullable(Day) })),
    version: nullable(Type.Integer()),
  }),
  overlap: nullable(SharedGround),
  overlapMetres: Type.Number(),
  overlapSquareMetres: Type.Number(),
  distanceMetres: Type.Number(),
  sharedDays: nullable(Type.Integer()),
  gapDays: nullable(Type.Integer()),
  sharedPeriod: nullable(Period),
  /** What may be shared rather than only avoided: the same ground dug twice within the window. */
  digOnce: Type.Boolean(),
  clears: nullable(Clears),
  explanation: Type.String(),
})
export type Finding = Static<typeof Finding>

export const Assessment = Type.Object({
  complete: Type.Boolean(),
  lengthMetres: Type.Number(),
  areaSquareMetres: Type.Number(),
  footprint: Areas,
  streets: Type.Array(Type.Object({ id: Uuid, name: Names, streetClass: Type.String(), metres: Type.Number() })),
  municipalityIds: Type.Array(Uuid),
  findings: Type.Array(Finding),
  clears: Type.Object(
    { ...Clears.properties, blocking: Clears },
    {
      description:
        'The smallest shifts after which no finding that time causes is left; in `blocking`, none that stops a permit. ' +
        'All that is to come on this ground counts, not only what is met now. Null where something could not be looked up.',
    },
  ),
})
export type Assessment = Static<typeof Assessment>

/** By how grave they are, or street by street. */
export const conflictSorts = ['severity', 'street'] as const
export type ConflictSort = (typeof conflictSorts)[number]

/** `judge_again`: waived by the office, but the finding is another since. */
export const conflictStates = ['open', 'waived', 'judge_again'] as const

/** A row of the conflict register: each pair of works once per kind. */
export const Conflict = Type.Object({
  id: Type.String(),
  kind: Type.Enum([...pairKinds]),
  ruleId: Type.String(),
  severity: Type.Enum([...severities]),
  state: Type.Enum([...conflictStates]),
  worksA: Type.Object({
    id: Uuid,
    number: Type.String(),
    title: Type.String(),
    agencyId: Uuid,
    status: Type.String(),
    period: Period,
  }),
  worksB: Type.Object({
    id: Uuid,
    number: Type.String(),
    title: Type.String(),
    agencyId: Uuid,
    status: Type.String(),
    period: Period,
  }),
  overlap: SharedGround,
  overlapMetres: Type.Number(),
  overlapSquareMetres: Type.Number(),
  distanceMetres: Type.Number(),
  sharedDays: nullable(Type.Integer()),
  gapDays: nullable(Type.Integer()),
  sharedPeriod: nullable(Period),
  clears: nullable(Clears),
  explanation: Type.String(),
  streetName: nullable(Names),
})
export type Conflict = Static<typeof Conflict>

export const constraintKinds = [
  'event',
  'season',
  'school',
  'mosque',
  'hospital',
  'heritage',
  /** No works is unwelcome in it: every street counts as a highway, as to how long works may take. */
  'central_zone',
] as const
export type ConstraintKind = (typeof constraintKinds)[number]

/** Ground on which works are unwelcome, for a period or, without one, always. */
const constraintFields = {
  kind: Type.Enum([...constraintKinds]),
  name: Names,
  period: Type.Optional(nullable(Period)),
  severity: Type.Enum([...severities]),
  note: Type.Optional(Type.String({ maxLength: 1000 })),
}
export const NewConstraintArea = Type.Object(
  { ...constraintFields, area: IncomingGeometry },
  { additionalProperties: false },
)
export type NewConstraintArea = Static<typeof NewConstraintArea>
export const ConstraintArea = Type.Object({
  id: Uuid,
  kind: constraintFields.kind,
  name: Names,
  period: nullable(Period),
  severity: constraintFields.severity,
  note: nullable(Type.String()),
  area: Areas,
  version: Type.Integer(),
})
export type ConstraintArea = Static<typeof ConstraintArea>

/** An area of the list, and whether whoever asks may change it. */
export const ListedConstraint = Type.Object({ ...ConstraintArea.properties, mayChange: Type.Boolean() })
export type ListedConstraint = Static<typeof ListedConstraint>
