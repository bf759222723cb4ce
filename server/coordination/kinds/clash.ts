import { daysOf } from '../../time/rules.ts'
import { figure } from '../figure.ts'
import { sayCoordination } from '../messages.ts'
import type { Forbidden, Neighbours, PairRule } from './kind.ts'

/** The days on which both would stand open; works that are finished stand open no more. */
export function together({ other }: Neighbours): Forbidden[] {
  return other.finished ? [] : [{ from: other.period.start, to: other.period.end, applies: 'period' }]
}

/** Footprints intersect and periods overlap: one works at a time on one ground. */
export const clash: PairRule = {
  kind: 'clash',
  ruleId: 'clash',
  severity: 'blocking',
  holds: 'touches and simultaneous',
  where: 'footprints',
  forbids: together,
  explain: (meeting) =>
    sayCoordination('clash', {
      other: meeting.other.title,
      metres: figure(meeting.overlapMetres),
      squareMetres: figure(meeting.overlapSquareMetres),
      days: meeting.sharedPeriod ? daysOf(meeting.sharedPeriod) : 0,
      start: meeting.sharedPeriod?.start ?? '',
      end: meeting.sharedPeriod?.end ?? '',
    }),
}
