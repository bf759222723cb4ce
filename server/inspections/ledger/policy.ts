import { Type } from 'typebox'

const closed = { additionalProperties: false }
const Points = Type.Number({ minimum: 0, maximum: 100 })

/**
 * How the condition of a segment is told: a hundred points, less some for each percent of its surface that was cut, for each
 * cut and for each year since it was surfaced. Cuts count for `windowYears`. A grade begins with so many points.
 */
export const LedgerRules = Type.Object(
  {
    windowYears: Type.Integer({ minimum: 1, maximum: 50 }),
    minus: Type.Object({ perSharePercent: Points, perCut: Points, perYear: Points }, closed),
    grades: Type.Object({ a: Points, b: Points, c: Points }, closed),
  },
  closed,
)
