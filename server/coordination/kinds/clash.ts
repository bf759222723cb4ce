import type { Period } from '../../time/contract.ts'
import { addDays, daysOf } from '../../time/rules.ts'
import { figure } from '../figure.ts'
import { sayCoordination } from '../messages.ts'
import type { Forbidden, Neighbours, PairRule } from './kind.ts'

/** The days on which both would stand open; works that are finished stand open no more. */
export function together({ own, other, linked = false }: Neighbours): Forbidden[] {
  if (other.finished) return []
  const { start, end } = other.period
  return linked ? outOfStep(daysOf(own.period), other.period) : [{ from: start, to: end, applies: 'period' }]
}

/** First days from which so many would overlap the period of a linked works, and neither would hold the other. */
function outOfStep(days: number, { start, end }: Period): Forbidden[] {
  const [first = start, last = start] = [start, addDays(end, 1 - days)].sort()
  const before: Forbidden = { from: addDays(start, 1 - days), to: addDays(first, -1), applies: 'start' }
  const after: Forbidden = { from: addDays(last, 1), to: end, applies: 'start' }
  return [before, after].filter(({ from, to }) => (from as string) <= (to as string))
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
