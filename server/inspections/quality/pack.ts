import { type Static, Type } from 'typebox'
import { partCodes } from './parts.ts'

const closed = { additionalProperties: false }
const Percent = Type.Integer({ minimum: 0, maximum: 100 })

/**
 * One part of a score. Its figure is a share in per cent or a rate; `best` of it is worth 100 and `worst` nothing, and
 * what lies between in proportion. With fewer cases than `fewest` it says nothing, and its weight goes to the others.
 */
const Part = Type.Object(
  {
    code: Type.Enum([...partCodes]),
    weight: Type.Number({ exclusiveMinimum: 0 }),
    best: Type.Number(),
    worst: Type.Number(),
    fewest: Type.Integer({ minimum: 1 }),
  },
  closed,
)
export type Part = Static<typeof Part>
const Parts = Type.Array(Part, { minItems: 1 })

export const QualityNumbers = Type.Object(
  {
    windowMonths: Type.Integer({ minimum: 1 }),
    /** No score is shown of fewer cases than these in all. */
    fewestCases: Type.Integer({ minimum: 1 }),
    /** Where defects gather: no cell of it is smaller, and fewer defects in one are told only to those who see each of them. */
    cells: Type.Object(
      { leastMetres: Type.Number({ minimum: 1 }), fewestDefects: Type.Integer({ minimum: 1 }) },
      closed,
    ),
    /** What a failure of low severity counts, where a grave one counts 1. */
    lowCounts: Type.Number({ minimum: 0, maximum: 1 }),
    /** Works that are shorter count as so long where defects are divided by their length. */
    leastMetres: Type.Number({ exclusiveMinimum: 0 }),
    /** Days after the end of a month in which its score may be objected to. */
    appealDays: Type.Integer({ minimum: 1 }),
    parts: Type.Object({ contractor: Parts, agency: Parts, consultant: Parts }, closed),
    /** How many of a contractor's works are visited as samples: the lowest line whose score is not reached, in whatever order they stand; else as all are. */
    sampling: Type.Array(Type.Object({ below: Percent, percent: Percent }, closed)),
  },
  closed,
)
export type QualityNumbers = Static<typeof QualityNumbers>
