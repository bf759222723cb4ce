import type { Period } from '../../time/contract.ts'
import { addDays, dayNumber, daysOf } from '../../time/rules.ts'
import { sayCoordination } from '../messages.ts'
import type { Crossing, Forbidden, PairRule } from './kind.ts'

/**
 * The days that a period must leave free so that none of its own part of a crossing falls on the other's. Its closure or
 * diversion may run on a part of the period only, which moves along with it.
 */
export function forbiddenBy(period: Period, crossings: readonly Crossing[]): Forbidden[] {
  return crossings.map(({ own, other }) => ({
    from: addDays(other.start, dayNumber(period.end) - dayNumber(own.end)),
    to: addDays(other.end, dayNumber(period.start) - dayNumber(own.start)),
    applies: 'period',
  }))
}

/** A closure lies on another works' published diversion while both run, or a diversion on another's closure. */
export const diversion: PairRule = {
  kind: 'diversion',
  ruleId: 'diversion',
  severity: 'blocking',
  holds: 'true',
  where: 'diversions',
  forbids: ({ own, crossings = [] }) => forbiddenBy(own.period, crossings),
  explain: (meeting) => {
    const sides = new Set(meeting.crossings?.map(({ closes }) => closes))
    const how = sides.size > 1 ? 'diversion_both' : sides.has('other') ? 'diversion_through' : 'diversion_on'
    return sayCoordination(how, {
      other: meeting.other.title,
      days: meeting.sharedPeriod ? daysOf(meeting.sharedPeriod) : 0,
      start: meeting.sharedPeriod?.start ?? '',
      end: meeting.sharedPeriod?.end ?? '',
    })
  },
}
