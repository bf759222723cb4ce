import { addDays } from '../../time/rules.ts'
import { figure } from '../figure.ts'
import { sayCoordination } from '../messages.ts'
import type { PairRule } from './kind.ts'

/** The same ground within the dig-once window, but not at the same time: a chance to open it once. */
export const repeatDig: PairRule = {
  kind: 'repeat_dig',
  ruleId: 'repeat-dig',
  severity: 'warning',
  holds: 'touches and not simultaneous and gap <= :digOnceDays',
  where: 'footprints',
  digOnce: true,
  forbids: ({ other: { period, finished }, linked = false }, { digOnceDays }) => {
    const [from, to] = [addDays(period.start, -digOnceDays - 1), addDays(period.end, digOnceDays + 1)]
    if (finished || !linked) return [{ from, to, applies: 'period' }]
    // those that share a trench may share their days
    return [
      { from, to: addDays(period.start, -1), applies: 'end' },
      { from: addDays(period.end, 1), to, applies: 'start' },
    ]
  },
  explain: (meeting, pack) =>
    sayCoordination('repeat_dig', {
      other: meeting.other.title,
      metres: figure(meeting.overlapMetres),
      gap: meeting.gapDays ?? 0,
      window: pack.digOnceDays,
    }),
}
