import { type CSSProperties, memo } from 'react'
import type { Period } from '../../../server/time/contract.ts'
import type { WorksSummary } from '../../../server/works/contract.ts'
import { useAgencies } from '../../agencies/queries.ts'
import { fullDay, shortDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useSeenColour } from '../../map/use-palette.ts'
import { strokeOf } from '../strokes.ts'
import { placed, type Scale } from './calendar.ts'
import { rowHeight } from './visible-rows.ts'
import type { RowProps } from './WorksGrid.tsx'

interface GanttRowProps extends RowProps {
  calendar: Period
  scale: Scale
  names: number
  isSelected: boolean
  shared: readonly Period[]
}

/** One works along the days: its agency by colour, how far it has come by the pattern, conflicts by a red tip and hatching. */
export const GanttRow = memo(function GanttRow(props: GanttRowProps) {
  const { works, row, focused, calendar, scale, names, isSelected, shared } = props
  const { language } = useSpeech()
  const bar = placed(works.period, calendar, scale)
  const words = useBarWords(works)
  const colour = useSeenColour()(useAgencies().byId.get(works.agencyId)?.colour ?? '#4d5761')
  const cell = (column: number) => ({ 'data-cell': `${row} ${column}`, tabIndex: focused === column ? 0 : -1 })
  return (
    <tr
      aria-rowindex={row + 2}
      aria-selected={isSelected}
      style={{ gridTemplateColumns: `${names}px 1fr`, insetBlockStart: row * rowHeight, height: rowHeight }}
    >
      <th scope="row" aria-colindex={1} data-column="title" {...cell(0)}>
        <i className="stroke" style={{ background: colour }} />
        <span className="works-title" dir="auto" title={works.title}>
          {works.title}
        </span>
      </th>
      <td aria-colindex={2} className="gantt-days" {...cell(1)}>
        <i
          className="gantt-works"
          role="img"
          aria-label={words}
          title={words}
          data-stroke={strokeOf[works.status]}
          data-blocking={works.conflicts.blocking > 0 || undefined}
          style={{ '--agency': colour, insetInlineStart: bar.from, width: Math.max(bar.width, 4) } as CSSProperties}
        />
        {shared.map((period) => {
          const { from, width } = placed(period, calendar, scale)
          return (
            <i key={period.start + period.end} className="gantt-shared" style={{ insetInlineStart: from, width }} />
          )
        })}
        <small style={{ insetInlineStart: bar.from + Math.max(bar.width, 4) + 8 }} aria-hidden="true">
          {shortDay(works.period.start, language, works.period.end)} – {shortDay(works.period.end, language)}
        </small>
      </td>
    </tr>
  )
})

/** The bar in words, for whoever does not see it. */
function useBarWords({ title, period, status, conflicts }: WorksSummary): string {
  const { language, say } = useSpeech()
  const bar = say('mine.bar', {
    title,
    from: fullDay(period.start, language),
    to: fullDay(period.end, language),
    status: say(`status.${status}`),
  })
  const { blocking } = conflicts
  return blocking
    ? say('mine.barConflicts', { bar, conflicts: say('conflict.blockingCount', { count: blocking }) })
    : bar
}
