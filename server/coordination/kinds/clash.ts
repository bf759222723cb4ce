import { daysOf } from '../../time/rules.ts'
import { sayCoordination } from '../messages.ts'
import type { PairRule } from './kind.ts'

/** Footprints intersect and periods overlap: one works at a time on one ground. */
export const clash: PairRule = {
  kind: 'clash',
  ruleId: 'clash',
  severity: 'blocking',
  holds: 'touches and simultaneous',
  forbids: ({ other }) => ({ from: other.period.start, to: other.period.end, applies: 'period' }),
  explain: (meeting) =>
    sayCoordination('clash', {
      other: meeting.other.title,
      metres: Math.round(meeting.overlapMetres),
      squareMetres: Math.round(meeting.overlapSquareMetres),
      days: meeting.sharedPeriod ? daysOf(meeting.sharedPeriod) : 0,
      start: meeting.sharedPeriod?.start ?? '',
      end: meeting.sharedPeriod?.end ?? '',
    }),
}
