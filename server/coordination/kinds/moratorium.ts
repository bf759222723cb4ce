import type { RulePack } from '../../policy/contract.ts'
import { addDays } from '../../time/rules.ts'
import { sayCoordination } from '../messages.ts'
import type { Meeting, PairRule } from './kind.ts'

/** Days that ground rests after works of a category ended on it. */
export function restDays(category: string, { moratoriumDays }: RulePack): number {
  return category === 'road_works' ? moratoriumDays.roadWorks : moratoriumDays.other
}

/**
 * The ground rests after works on it: 90 days after road works, 7 after others (Excavation Licences Regulation, gap
 * after the last dig at the same place). Counted from the other's end, planned or actual, to our first day.
 */
export const moratorium: PairRule = {
  kind: 'moratorium',
  ruleId: 'moratorium',
  severity: 'blocking',
  holds: 'touches and gap + 1 < rest_days and later_digs',
  forbids: (meeting, pack) => forbiddenBy(meeting, pack),
  explain: (meeting, pack) => {
    const weAreLater = meeting.own.period.start > meeting.other.period.end
    return sayCoordination(weAreLater ? 'moratorium' : 'moratorium_before', {
      other: meeting.other.title,
      end: meeting.other.period.end,
      days: restDays(meeting.other.category, pack),
      gap: (meeting.gapDays ?? 0) + 1,
      squareMetres: Math.round(meeting.overlapSquareMetres),
    })
  },
}

/** Where we are the earlier of the two, it is the other's start that must rest; moving us earlier clears it. */
function forbiddenBy({ own, other }: Meeting, pack: RulePack) {
  if (own.period.start <= other.period.end)
    return {
      from: addDays(other.period.start, -pack.moratoriumDays.other + 1),
      to: other.period.end,
      applies: 'period' as const,
    }
  const days = restDays(other.category, pack)
  return { from: addDays(other.period.end, 1), to: addDays(other.period.end, days - 1), applies: 'start' as const }
}
