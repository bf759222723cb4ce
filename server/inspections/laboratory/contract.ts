import { type Static, Type } from 'typebox'
import { Point } from '../../geo/contract.ts'
import { Names, storable } from '../../language/contract.ts'
import { Day, Instant } from '../../time/contract.ts'
import { sampleKinds, sampleLayers } from './kinds.ts'

const closed = { additionalProperties: false }
const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const words = (most: number) => Type.String({ minLength: 1, maxLength: most, ...storable })
const Reason = Type.String({ minLength: 3, maxLength: 1000, pattern: '\\S' })
const Kind = Type.Enum([...sampleKinds])
const Layer = Type.Enum([...sampleLayers])

export const outcomes = ['passed', 'failed'] as const
export type Outcome = (typeof outcomes)[number]
/** `late`: without a result past its day; `void`: lost or spoiled, and no sample any more. */
export const sampleStates = ['waiting', 'late', 'passed', 'failed', 'void'] as const
export type SampleState = (typeof sampleStates)[number]

/** What was measured, and how it was judged. Never edited: a later one corrects it and says why. */
export const LaboratoryResult = Type.Object({
  id: Uuid,
  sequence: Type.Integer({ minimum: 1 }),
  value: Type.Number({ description: 'per cent of the reference density, or millimetres' }),
  outcome: Type.Enum([...outcomes]),
  testedOn: Day,
  /** The number of the laboratory's report. */
  certificate: Type.String(),
  note: nullable(Type.String()),
  /** Why it takes the place of the one before it. */
  reason: nullable(Type.String()),
  source: Type.Enum(['form', 'csv']),
  by: nullable(Names),
  at: Instant,
})
export type LaboratoryResult = Static<typeof LaboratoryResult>

export const Sample = Type.Object({
  id: Uuid,
  number: Type.String(),
  works: Type.Object({
    id: Uuid,
    number: Type.String(),
    title: Type.String(),
    agencyId: Uuid,
    contractorId: nullable(Uuid),
  }),
  laboratoryId: Uuid,
  kind: Kind,
  layer: Layer,
  /** Which lift of the layer, from the bottom up. */
  lift: nullable(Type.Integer()),
  seal: Type.String(),
  place: Point,
  distanceMetres: Type.Number({ description: 'to the ground of the works' }),
  /** Along a route that is one line; null of an area. */
  chainageMetres: nullable(Type.Number()),
  awayReason: nullable(Type.String()),
  /** What it has to reach: the threshold of the day on which it was recorded. */
  least: Type.Number(),
  takenAt: Instant,
  takenBy: Type.String(),
  recordedBy: nullable(Names),
  dueOn: Day,
  state: Type.Enum([...sampleStates]),
  value: nullable(Type.Number()),
  /** The failed sample at whose place it was taken again. */
  retestOf: nullable(Uuid),
  voidReason: nullable(Type.String()),
  may: Type.Object({ enter: Type.Boolean(), void: Type.Boolean() }),
})
export type Sample = Static<typeof Sample>

export const SampleWithResults = Type.Object({ ...Sample.properties, results: Type.Array(LaboratoryResult) })
export type SampleWithResults = Static<typeof SampleWithResults>

export const Samples = Type.Object({ items: Type.Array(Sample), nextCursor: nullable(Type.String()) })

/** A sample that was taken. Whoever works for a laboratory records its own; an office says whose it is. */
export const NewSample = Type.Object(
  {
    worksId: Uuid,
    laboratoryId: Type.Optional(Uuid),
    kind: Kind,
    layer: Layer,
    lift: Type.Optional(Type.Integer({ minimum: 1, maximum: 99 })),
    seal: words(60),
    place: Point,
    awayReason: Type.Optional(Reason),
    takenAt: Instant,
    takenBy: words(120),
    retestOf: Type.Optional(Uuid),
  },
  closed,
)
export type NewSample = Static<typeof NewSample>

/** `corrects` names the result that stands, where there is one. */
export const NewResult = Type.Object(
  {
    value: Type.Number(),
    testedOn: Day,
    certificate: words(60),
    note: Type.Optional(words(1000)),
    corrects: Type.Optional(Uuid),
    reason: Type.Optional(Reason),
  },
  closed,
)
export type NewResult = Static<typeof NewResult>

export const Voiding = Type.Object({ reason: Reason }, closed)

/** Samples of one kind and layer that a works owes, and where they stand. */
export const PlanLine = Type.Object({
  kind: Kind,
  layer: Layer,
  least: Type.Number(),
  due: Type.Integer(),
  taken: Type.Integer(),
  passed: Type.Integer(),
  waiting: Type.Integer(),
  late: Type.Integer(),
  failed: Type.Integer(),
  missing: Type.Integer(),
})
export type PlanLine = Static<typeof PlanLine>

/** A sample that failed and that none taken again at its place has passed for, whichever laboratory took it. */
export const FailedSample = Type.Object({ id: Uuid, number: Type.String(), kind: Kind, layer: Layer, place: Point })

/** The plan of a works. `isMet`: nothing is missing, waits or has failed. `failed`: at whose places samples are taken again. */
export const SamplePlan = Type.Object({
  lines: Type.Array(PlanLine),
  isMet: Type.Boolean(),
  failed: Type.Array(FailedSample),
})
export type SamplePlan = Static<typeof SamplePlan>

export const longestFile = 500_000

/** A file of results as text. With `dryRun` nothing is stored. */
export const ResultsFile = Type.Object(
  { csv: Type.String({ minLength: 1, maxLength: longestFile }), dryRun: Type.Boolean() },
  closed,
)

/** `same`: this very result stands already. */
export const rowVerdicts = ['result', 'correction', 'same', 'refused'] as const

export const ResultsFileRow = Type.Object({
  line: Type.Integer({ description: 'of the file; its heads are line 1' }),
  verdict: Type.Enum([...rowVerdicts]),
  sample: Type.String({ description: 'as the file names it' }),
  outcome: nullable(Type.Enum([...outcomes])),
  reasons: Type.Array(Type.Object({ code: Type.String(), column: nullable(Type.String()), message: Type.String() })),
})

/** What became, or would become, of each row; rows that are refused do not hold up the others. */
export const ResultsFileReport = Type.Object({ stored: Type.Boolean(), rows: Type.Array(ResultsFileRow) })
export type ResultsFileReport = Static<typeof ResultsFileReport>
