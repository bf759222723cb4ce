import { daysOf } from '../../time/rules.ts'
import { sayCoordination } from '../messages.ts'
import { together } from './clash.ts'
import type { PairRule } from './kind.ts'

/** Reaches intersect, footprints do not, and periods overlap: the two sites hinder each other. */
export const proximity: PairRule = {
  kind: 'proximity',
  ruleId: 'proximity',
  severity: 'warning',
  holds: 'not touches and simultaneous',
  where: 'reaches',
  forbids: together,
  explain: (meeting) =>
    sayCoordination('proximity', {
      other: meeting.other.title,
      distance: meeting.distanceMetres.toFixed(1),
      days: meeting.sharedPeriod ? daysOf(meeting.sharedPeriod) : 0,
      start: meeting.sharedPeriod?.start ?? '',
      end: meeting.sharedPeriod?.end ?? '',
    }),
}
