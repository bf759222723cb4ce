import { useQuery } from '@tanstack/react-query'
import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react'
import type { Period } from '../../../server/time/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useDisplay } from '../../settings/use-display.ts'
import { useTimeWindow } from '../../time/use-window.tsx'
import { worksConflictsQuery } from '../queries.ts'
import { calendarOf, dayAt, placed, type Scale } from './calendar.ts'
import { GanttAxis } from './GanttAxis.tsx'
import { GanttGround } from './GanttGround.tsx'
import { GanttRow } from './GanttRow.tsx'
import type { ReadersPlace } from './use-place.ts'
import { fullestFrom, headHeight, rowHeight } from './visible-rows.ts'
import { WorksGrid } from './WorksGrid.tsx'
import { clamped, type ViewProps } from './WorksTable.tsx'

/** Pixels of the names beside the calendar; half a phone at the most. */
const namesWidth = 230
const narrow = 130

interface WorksGanttProps extends ViewProps {
  scale: Scale
  /** Counts the presses that ask for today. */
  toToday: number
}

/** The same rows along the days: time runs the way the reader reads. */
export function WorksGantt({ rows, place, selected, isBusy, onOpen, scale, toToday }: WorksGanttProps) {
  const { language, say } = useSpeech()
  const { today, window: shownDays } = useTimeWindow()
  const box = useRef<HTMLDivElement>(null)
  const { calendar: by } = useDisplay()
  const calendar = useMemo(
    () =>
      calendarOf(
        rows.map(({ period }) => period),
        today,
        by,
      ),
    [rows, today, by],
  )
  const names = window.matchMedia('(max-width: 640px)').matches ? narrow : namesWidth
  const middle = useMiddle(box, {
    rows,
    place,
    calendar,
    scale,
    names,
    today,
    toToday,
    isRightToLeft: language === 'ar',
  })
  const { width } = placed(calendar, calendar, scale)
  const shared = useSharedDays(selected)
  return (
    <WorksGrid
      label={say('mine.gantt')}
      rows={rows}
      columns={2}
      place={clamped(place, 2)}
      width={names + width}
      box={box}
      heads={
        <tr aria-rowindex={1} style={{ gridTemplateColumns: `${names}px ${width}px` }}>
          <th scope="col" aria-colindex={1} data-column="title" data-cell="-1 0" tabIndex={headFocus(place, 0)}>
            {say('mine.column.title')}
          </th>
          <th scope="col" aria-colindex={2} data-cell="-1 1" tabIndex={headFocus(place, 1)}>
            <span className="visually-hidden">{say('mine.time')}</span>
            <GanttAxis calendar={calendar} scale={scale} names={names} today={today} />
          </th>
        </tr>
      }
      ground={<GanttGround {...{ calendar, scale, names, today, shownDays }} height={rows.length * rowHeight} />}
      isBusy={isBusy}
      onOpen={onOpen}
      onScroll={middle}
      drawRow={(props) => (
        <GanttRow
          key={props.works.id}
          {...props}
          calendar={calendar}
          scale={scale}
          names={names}
          isSelected={selected === props.works.id}
          shared={selected === props.works.id ? shared : none}
        />
      )}
    />
  )
}

function headFocus({ spot }: ReadersPlace, column: number): 0 | -1 {
  return spot.row === -1 && Math.min(spot.column, 1) === column ? 0 : -1
}

const none: readonly Period[] = []

/** The days that the selected works shares with those it meets, from the register. */
function useSharedDays(selected: string | undefined): readonly Period[] {
  const { language } = useSpeech()
  const met = useQuery({ ...worksConflictsQuery(selected ?? '', language), enabled: selected !== undefined }).data
  return useMemo(() => met?.items.flatMap(({ sharedPeriod }) => (sharedPeriod ? [sharedPeriod] : [])) ?? none, [met])
}

interface Middle {
  rows: ViewProps['rows']
  place: ReadersPlace
  calendar: Period
  scale: Scale
  names: number
  today: string
  toToday: number
  isRightToLeft: boolean
}

/**
 * Keeps the same day in the middle when the scale changes or the view comes back; today at first, and when asked for.
 * Who has not gone down the rows yet, or asks for today, is also brought to rows that have a bar then.
 */
function useMiddle(box: RefObject<HTMLDivElement | null>, asked: Middle): () => void {
  const { rows, place, calendar, scale, names, today, toToday, isRightToLeft } = asked
  const turns = useRef(toToday)
  const isPlaced = useRef(false)
  const isAtTop = useRef(place.day.current === null && place.top.current === 0)
  const way = isRightToLeft ? -1 : 1
  useLayoutEffect(() => {
    const grid = box.current
    if (!grid) return
    const isAsked = turns.current !== toToday
    if (isAsked) place.day.current = today
    turns.current = toToday
    const day = place.day.current ?? today
    const { from } = placed({ start: day, end: day }, calendar, scale)
    grid.scrollLeft = way * (from - (grid.clientWidth - names) / 2)
    isPlaced.current = true
    if (!isAsked && !(isAtTop.current && grid.scrollTop === 0)) return
    const at = way * grid.scrollLeft
    const days = { start: dayAt(at, calendar, scale), end: dayAt(at + grid.clientWidth - names, calendar, scale) }
    const inSight = Math.max(1, Math.floor((grid.clientHeight - headHeight) / rowHeight))
    const fullest = fullestFrom(rows, days, inSight)
    if (fullest === 0) return
    isAtTop.current = false
    grid.scrollTop = fullest * rowHeight
  }, [box, rows, place.day, calendar, scale, names, today, toToday, way])
  return () => {
    const grid = box.current
    // before it is placed, what is in the middle says nothing
    if (!grid || !isPlaced.current || grid.scrollWidth <= grid.clientWidth) return
    place.day.current = dayAt(way * grid.scrollLeft + (grid.clientWidth - names) / 2, calendar, scale)
  }
}
