import { Type } from 'typebox'

const closed = { additionalProperties: false }
const Days = Type.Integer({ minimum: 0 })
const Metres = Type.Number({ minimum: 0 })

/** Numbers of the rule pack on defects. */
export const DefectNumbers = Type.Object(
  {
    /** Working days to mend one, by its severity. */
    dueDays: Type.Object({ high: Days, low: Days }, closed),
    /** Working days for an answer; silence accepts. */
    answerDays: Days,
    /** The photo of a mend is taken so near to the defect. */
    photoWithinMetres: Metres,
    /** The same item failing again so near is the same defect. */
    sameWithinMetres: Metres,
    /** Working days until a mend is looked at. */
    verifyDays: Days,
    /** How far ahead a joint visit may be proposed. */
    jointVisitDays: Days,
  },
  closed,
)
