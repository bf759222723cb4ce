import { Type } from 'typebox'

const closed = { additionalProperties: false }
const Count = Type.Integer({ minimum: 0 })
const Metres = Type.Number({ minimum: 0 })

/** Numbers of the rule pack on visits and what is found at them. */
export const VisitNumbers = Type.Object(
  {
    /** Whoever inspects stands this near to the works' ground, or says why not; and so does whoever takes a photo. */
    nearMetres: Metres,
    photoMetres: Metres,
    /** Days from what makes a visit due to the day on which it is. */
    dueDays: Type.Object(
      { site_safety: Count, backfill: Count, final: Count, guarantee: Count, investigation: Count },
      closed,
    ),
    /** Before the planned end of works that open the ground, their layers are looked at: so many days. */
    backfillDaysBefore: Count,
    /** After a visit that failed the next one comes in so many days, by the gravest item. */
    followUpDays: Type.Object({ high: Count, low: Count, unable: Count }, closed),
    /** Of a hundred works, so many are visited once more while they are open. */
    samplePercent: Type.Integer({ minimum: 0, maximum: 100 }),
    /** Before a guarantee ends: so many months. */
    guaranteeMonths: Count,
  },
  closed,
)
