import { memo } from 'react'
import type { Period } from '../../server/time/contract.ts'
import { addDays } from '../../server/time/rules.ts'
import type { Week } from './queries.ts'
import { daysOfWeek, shareOf } from './window.ts'

/** A bar for each week: works by its height, conflicts by the red tip. */
export const WeekBars = memo(function WeekBars({
  weeks,
  domain,
  window,
}: {
  weeks: Week[]
  domain: Period
  window: Period
}) {
  const most = Math.max(1, ...weeks.map((week) => week.works))
  const mostConflicts = Math.max(1, ...weeks.map((week) => week.conflicts))
  const width = shareOf(addDays(domain.start, daysOfWeek), domain)
  return (
    <div className="bars" aria-hidden="true">
      {weeks.map((week) => {
        const inside = week.start <= window.end && addDays(week.start, daysOfWeek - 1) >= window.start
        const height = 8 + (week.works / most) * 88
        const tip = week.conflicts > 0 ? 2 + (week.conflicts / mostConflicts) * 6 : 0
        return (
          <i
            key={week.start}
            data-inside={inside || undefined}
            style={{
              insetInlineStart: `${(shareOf(week.start, domain) * 100).toFixed(3)}%`,
              width: `calc(${(width * 100).toFixed(3)}% - 1.5px)`,
              height: week.works ? `${height.toFixed(1)}%` : '2px',
              borderBlockStartWidth: `${tip.toFixed(1)}px`,
            }}
          />
        )
      })}
    </div>
  )
})
