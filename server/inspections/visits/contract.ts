import { type Static, Type } from 'typebox'
import { LineString, Point } from '../../geo/contract.ts'
import { Names } from '../../language/contract.ts'
import { Day, Instant, Period } from '../../time/contract.ts'
import { statuses, trafficImpacts } from '../../works/contract.ts'
import { inspectionKinds } from '../checklists/contract.ts'

const closed = { additionalProperties: false }
const Uuid = Type.String({ format: 'uuid' })
const Version = Type.Integer({ minimum: 1 })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Words = Type.String({ minLength: 3, maxLength: 500, pattern: '\\S' })

/**
 * Why somebody has to go: the works reached a stage, failed before, a report came from there, it is of the share that is
 * sampled, its guarantee ends, a defect is to be looked at again, or the office asked.
 */
export const visitCauses = ['stage', 'failed_before', 'report', 'sample', 'guarantee', 'defect', 'asked'] as const
export type VisitCause = (typeof visitCauses)[number]
export const visitStates = ['due', 'taken', 'done', 'dropped'] as const
export type VisitState = (typeof visitStates)[number]
export const openVisitStates = ['due', 'taken'] as const satisfies readonly VisitState[]

/** What whoever goes there knows of the works. */
const VisitedWorks = Type.Object({
  id: Uuid,
  number: Type.String(),
  title: Type.String(),
  status: Type.Enum([...statuses]),
  version: Version,
  agencyId: Uuid,
  contractorId: nullable(Uuid),
  municipalityId: Uuid,
  trafficImpact: Type.Enum([...trafficImpacts]),
  /** The street that most of it lies on; null beside all streets. */
  streetName: nullable(Names),
  period: Period,
})

/** A planned call at a works. `assignee` of one that is due was named by the office; of one that is taken, is on the way. */
export const Visit = Type.Object({
  id: Uuid,
  version: Version,
  kind: Type.Enum([...inspectionKinds]),
  cause: Type.Enum([...visitCauses]),
  state: Type.Enum([...visitStates]),
  dueOn: Day,
  place: Point,
  /** From `near`, where that was asked for. */
  distanceMetres: nullable(Type.Number()),
  assignee: nullable(Type.Object({ id: Uuid, name: Names })),
  takenAt: nullable(Instant),
  note: nullable(Type.String()),
  district: nullable(Type.Object({ id: Uuid, name: Names })),
  /** The inspection that failed and asks for this one; the one that fulfilled it; the report or the defect behind it. */
  failedId: nullable(Uuid),
  inspectionId: nullable(Uuid),
  reportId: nullable(Uuid),
  defectId: nullable(Uuid),
  /** What else somebody has to go to the same works for, by its day. */
  others: Type.Array(
    Type.Object({ id: Uuid, kind: Type.Enum([...inspectionKinds]), cause: Type.Enum([...visitCauses]), dueOn: Day }),
  ),
  works: VisitedWorks,
})
export type Visit = Static<typeof Visit>

export const VisitPage = Type.Object({ items: Type.Array(Visit), nextCursor: nullable(Type.String()) })

/** A visit that the office asks for. */
export const NewVisit = Type.Object(
  { worksId: Uuid, kind: Type.Enum([...inspectionKinds]), dueOn: Day, note: Type.Optional(Words) },
  closed,
)
export type NewVisit = Static<typeof NewVisit>

/** A phone that made up its mind without a network names no version: who has the visit by then decides, and not what else changed. */
export const VisitSeen = Type.Object({ version: Type.Optional(Version) }, closed)
/** `null` takes it from whoever had it. */
export const VisitAssignment = Type.Object({ version: Version, userId: nullable(Uuid) }, closed)
export const VisitDrop = Type.Object({ version: Version, reason: Words }, closed)

/** Who may be sent: the inspectors of the office, with how many visits each has open. */
export const Inspectors = Type.Object({
  items: Type.Array(Type.Object({ id: Uuid, name: Names, open: Type.Integer() })),
})
export type Inspectors = Static<typeof Inspectors>

export const roundWays = ['streets', 'straight'] as const
/** From one call to the next. `straight` where no way along the recorded streets was found: the metres of the straight line. */
const Leg = Type.Object({
  visitId: Uuid,
  way: Type.Enum([...roundWays]),
  metres: Type.Number(),
  line: LineString,
})
/** Calls in the order in which they are made: always the nearest next. */
export const Round = Type.Object({ legs: Type.Array(Leg), metres: Type.Number() })
export type Round = Static<typeof Round>
