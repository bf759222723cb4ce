import { addDays } from '../../time/rules.ts'
import { figure } from '../figure.ts'
import { sayCoordination } from '../messages.ts'
import type { PairRule } from './kind.ts'

/** The ground is another works' and still in its guarantee: whoever cuts it takes the liability over. */
export const guarantee: PairRule = {
  kind: 'guarantee',
  ruleId: 'guarantee',
  severity: 'warning',
  holds: 'touches and digs_in_guarantee',
  where: 'footprints',
  forbids: ({ other }) =>
    other.finished && other.guaranteeUntil !== null
      ? [{ from: addDays(other.period.end, 1), to: other.guaranteeUntil, applies: 'period' }]
      : [],
  explain: (meeting) =>
    sayCoordination('guarantee', {
      other: meeting.other.title,
      metres: figure(meeting.overlapMetres),
      until: meeting.other.guaranteeUntil ?? '',
    }),
}
