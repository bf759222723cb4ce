import type { RulePack } from '../../policy/contract.ts'
import { addDays } from '../../time/rules.ts'
import { figure } from '../figure.ts'
import { sayCoordination } from '../messages.ts'
import { together } from './clash.ts'
import type { Forbidden, Neighbours, PairRule } from './kind.ts'

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
  where: 'footprints',
  forbids: resting,
  explain: (meeting, pack) => {
    const { own, other } = meeting
    const common = { other: other.title, squareMetres: figure(meeting.overlapSquareMetres) }
    return own.period.start > other.period.end
      ? sayCoordination('moratorium', {
          ...common,
          end: other.period.end,
          days: restDays(other.category, pack),
        })
      : sayCoordination('moratorium_before', {
          ...common,
          start: other.period.start,
          ownEnd: own.period.end,
          days: restDays(own.category, pack),
        })
  },
}

/**
 * After the other's end the ground rests from it; before the other's start, it must have rested from ours. Between the
 * two both would stand open, which is no way out of a moratorium either.
 */
function resting(neighbours: Neighbours, pack: RulePack): Forbidden[] {
  const { own, other } = neighbours
  const after = addDays(other.period.end, restDays(other.category, pack) - 1)
  const before = addDays(other.period.start, 1 - restDays(own.category, pack))
  return [
    { from: addDays(other.period.end, 1), to: after, applies: 'start' },
    ...(other.finished ? [] : [{ from: before, to: addDays(other.period.start, -1), applies: 'end' as const }]),
    ...together(neighbours),
  ]
}
