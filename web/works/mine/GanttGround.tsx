import { memo } from 'react'
import type { Period } from '../../../server/time/contract.ts'
import { useDisplay } from '../../settings/use-display.ts'
import { placed, type Scale, spansOf } from './calendar.ts'
import { headHeight } from './visible-rows.ts'

interface GanttGroundProps {
  calendar: Period
  scale: Scale
  names: number
  today: string
  /** The window of the time bar. */
  shownDays: Period
  /** Pixels of all rows. */
  height: number
}

/** Behind all rows: where months begin, the window of the time bar as a band, today as a line. */
export const GanttGround = memo(function GanttGround(props: GanttGroundProps) {
  const { calendar, scale, names, today, shownDays, height } = props
  const band = placed(shownDays, calendar, scale)
  const { calendar: by } = useDisplay()
  const now = placed({ start: today, end: today }, calendar, scale)
  return (
    <div
      className="gantt-ground"
      aria-hidden="true"
      style={{ insetInlineStart: names, insetBlockStart: headHeight, height }}
    >
      {spansOf(calendar, 'month', by).map((month) => (
        <i key={month.start} className="gantt-line" style={{ insetInlineStart: placed(month, calendar, scale).from }} />
      ))}
      <i className="gantt-band" style={{ insetInlineStart: band.from, width: band.width }} />
      <i className="gantt-today" style={{ insetInlineStart: now.from + now.width / 2 }} />
    </div>
  )
})
