import { type Static, Type } from 'typebox'

/** A calendar day in the jurisdiction's zone. */
export const Day = Type.String({ format: 'date', description: 'YYYY-MM-DD, a calendar day in the jurisdiction’s zone' })
export const Instant = Type.String({ format: 'date-time' })

/** Days, inclusive on both ends. */
export const Period = Type.Object({ start: Day, end: Day }, { additionalProperties: false })
export type Period = Static<typeof Period>
