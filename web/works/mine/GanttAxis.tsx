import type { Period } from '../../../server/time/contract.ts'
import { addDays } from '../../../server/time/rules.ts'
import { dayOfMonth, monthName, yearName } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useDisplay } from '../../settings/use-display.ts'
import { placed, type Scale, spansOf, weeksOf } from './calendar.ts'

interface GanttAxisProps {
  calendar: Period
  scale: Scale
  names: number
  today: string
}

/** Months over weeks or, from afar, years over months; the name stays in sight while its days are. */
export function GanttAxis({ calendar, scale, names, today }: GanttAxisProps) {
  const { language, say } = useSpeech()
  const isFar = scale === 'quarter'
  const { calendar: by } = useDisplay()
  const upper = spansOf(calendar, isFar ? 'year' : 'month', by)
  const lower = isFar
    ? spansOf(calendar, 'month', by)
    : weeksOf(calendar).map((start) => ({ start, end: addDays(start, 6) }))
  const now = placed({ start: today, end: today }, calendar, scale)
  return (
    <div className="gantt-axis" aria-hidden="true">
      {upper.map((span) => {
        const { from, width } = placed(span, calendar, scale)
        return (
          <div key={span.start} className="gantt-upper" style={{ insetInlineStart: from, width }}>
            <span style={{ insetInlineStart: names + 8 }}>
              {isFar ? yearName(span.start, language) : monthName(span.start, language, { year: 'numeric' })}
            </span>
          </div>
        )
      })}
      {lower.map((span) => {
        const { from, width } = placed(span, calendar, scale)
        return (
          <span key={span.start} className="gantt-lower" style={{ insetInlineStart: from, width }}>
            {isFar ? monthName(span.start, language) : dayOfMonth(span.start, language)}
          </span>
        )
      })}
      <b className="gantt-today-name" style={{ insetInlineStart: now.from + now.width / 2 }}>
        {say('time.today')}
      </b>
    </div>
  )
}
