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
  forbids: ({ other }, pack) => [
    {
      from: addDays(other.period.start, -pack.digOnceDays - 1),
      to: addDays(other.period.end, pack.digOnceDays + 1),
      applies: 'period',
    },
  ],
  explain: (meeting, pack) =>
    sayCoordination('repeat_dig', {
      other: meeting.other.title,
      metres: figure(meeting.overlapMetres),
      gap: meeting.gapDays ?? 0,
      window: pack.digOnceDays,
    }),
}
