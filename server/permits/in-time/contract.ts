import { Type } from 'typebox'
import { Areas } from '../../geo/contract.ts'
import { Day, Instant } from '../../time/contract.ts'

/** Days past a permit's end on which the ground was open, and what they cost. */
export const Overrun = Type.Object({
  since: Day,
  days: Type.Integer(),
  charge: Type.Number(),
  currency: Type.String(),
  isRunning: Type.Boolean(),
})

/** What residents are told before works begin, on the ground that the works reaches. */
export const ResidentNotice = Type.Object({
  startsOn: Day,
  writtenAt: Instant,
  text: Type.Object({ ar: Type.String(), en: Type.String() }),
  area: Areas,
})
