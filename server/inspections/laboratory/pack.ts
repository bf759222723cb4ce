import { type Static, Type } from 'typebox'
import { streetClasses } from '../../streets/contract.ts'
import { methods } from '../../works/contract.ts'
import { sampleKinds, sampleLayers } from './kinds.ts'

const closed = { additionalProperties: false }
const Count = Type.Integer({ minimum: 0 })
const Value = Type.Number({ minimum: 0 })
const Range = Type.Object({ from: Value, to: Value }, closed)

const classes = [...streetClasses, 'unknown'] as const
export type LeastByClass = Record<(typeof classes)[number], number>
const LeastByClass = Type.Object(
  Object.fromEntries(classes.map((name) => [name, Value])) as Record<keyof LeastByClass, typeof Value>,
  closed,
)

/**
 * One kind of test of one layer: what it has to reach at least, by the class of the street (per cent of the reference
 * density, or millimetres), and how many are due of a works: one for each so many metres and each so many square metres
 * begun, whichever asks for more, and never fewer than `fewest`.
 */
const LaboratoryTest = Type.Object(
  {
    kind: Type.Enum([...sampleKinds]),
    layer: Type.Enum([...sampleLayers]),
    least: LeastByClass,
    everyMetres: Type.Number({ exclusiveMinimum: 0 }),
    everySquareMetres: Type.Number({ exclusiveMinimum: 0 }),
    fewest: Count,
    /** Of works that open the ground in one of these ways. */
    methods: Type.Array(Type.Enum([...methods])),
  },
  closed,
)
export type LaboratoryTest = Static<typeof LaboratoryTest>

export const LaboratoryRules = Type.Object(
  {
    /** A sample from farther than this from the ground of its works says why. */
    awayMetres: Value,
    /** Days after which a sample without a result is late. */
    resultDays: Count,
    /** A figure beyond these is a slip of the pen, not a result. */
    plausible: Type.Object({ compaction: Range, asphalt_thickness: Range, asphalt_density: Range }, closed),
    tests: Type.Array(LaboratoryTest),
  },
  closed,
)
export type LaboratoryRules = Static<typeof LaboratoryRules>
