import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { WorksSummary } from '../../../server/works/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { keyedSpot } from './grid-keys.ts'
import type { ReadersPlace } from './use-place.ts'
import { headHeight, rowHeight, rowsToDraw } from './visible-rows.ts'

export interface RowProps {
  works: WorksSummary
  row: number
  /** The cell of this row that the keyboard is at; -1 where it is at another row. */
  focused: number
}

interface WorksGridProps {
  label: string
  rows: readonly WorksSummary[]
  columns: number
  place: ReadersPlace
  /** Pixels that the columns need. */
  width: number
  box: RefObject<HTMLDivElement | null>
  heads: ReactNode
  /** Behind the rows. */
  ground?: ReactNode
  isBusy: boolean
  drawRow: (props: RowProps) => ReactNode
  onOpen: (id: string) => void
  onScroll?: () => void
}

/**
 * A grid of works in which only the rows in sight are drawn. They are all of one height, so that a list of numbers is all
 * it takes; the virtualised table of react-aria first makes an element of every cell of every row. One cell is in the
 * order of the Tab key; arrows move from it, Enter opens the works.
 */
export function WorksGrid(props: WorksGridProps) {
  const { label, rows, columns, place, width, box, heads, ground, isBusy, drawRow, onOpen } = props
  const sight = useSight(box, place.top, props.onScroll)
  const focusSoon = useFocusOf(box, place)
  const { language } = useSpeech()
  const { spot } = place

  function keyed(event: KeyboardEvent) {
    if (event.altKey || event.metaKey) return
    const opened = event.key === 'Enter' && rows[spot.row]
    const page = Math.max(1, Math.floor((sight.height - headHeight) / rowHeight) - 1)
    const next = keyedSpot(event, spot, { rows: rows.length, columns, page }, language === 'ar')
    if (opened) onOpen(opened.id)
    else if (next) {
      if (next.row !== spot.row || next.column !== spot.column) focusSoon()
      place.go(next)
    } else return
    event.preventDefault()
  }

  function pressed(event: MouseEvent) {
    const [row, column] = cellUnder(event.target)
    const works = row === undefined ? undefined : rows[row]
    if (!works || row === undefined) return
    place.go({ row, column: column ?? 0 })
    onOpen(works.id)
  }

  return (
    <div className="works-grid" ref={box} aria-busy={isBusy}>
      {ground}
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that is gone through by keys
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns}
        style={{ minWidth: width }}
        onKeyDown={keyed}
        onClick={pressed}
      >
        <thead style={{ height: headHeight }}>{heads}</thead>
        <tbody style={{ height: rows.length * rowHeight }} data-testid="works-rows">
          {rowsToDraw(sight, rows.length, spot.row).map((row) => {
            const works = rows[row]
            return works ? drawRow({ works, row, focused: row === spot.row ? spot.column : -1 }) : null
          })}
        </tbody>
      </table>
    </div>
  )
}

function cellUnder(target: EventTarget): (number | undefined)[] {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null
  return cell?.dataset.cell?.split(' ').map(Number) ?? []
}

/** The pixels in sight; they begin where the reader was in the other view. */
function useSight(box: RefObject<HTMLDivElement | null>, top: { current: number }, onScroll?: () => void) {
  const [sight, setSight] = useState({ top: top.current, height: 900 })
  const told = useRef(onScroll)
  told.current = onScroll
  useLayoutEffect(() => {
    const grid = box.current
    if (!grid) return
    grid.scrollTop = top.current
    const look = () => {
      top.current = grid.scrollTop
      told.current?.()
      const next = { top: Math.floor(grid.scrollTop / rowHeight) * rowHeight, height: grid.clientHeight }
      setSight((now) => (now.top === next.top && now.height === next.height ? now : next))
    }
    look()
    grid.addEventListener('scroll', look, { passive: true })
    const watch = new ResizeObserver(look)
    watch.observe(grid)
    return () => {
      grid.removeEventListener('scroll', look)
      watch.disconnect()
    }
  }, [box, top])
  return sight
}

/** Brings the focus to the reader's place after a key has moved it, and the place into sight. */
function useFocusOf(box: RefObject<HTMLDivElement | null>, { spot }: ReadersPlace): () => void {
  const isMoved = useRef(false)
  useEffect(() => {
    if (!isMoved.current) return
    isMoved.current = false
    const cell = box.current?.querySelector<HTMLElement>(`[data-cell="${spot.row} ${spot.column}"]`)
    cell?.focus({ preventScroll: true })
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [box, spot.row, spot.column])
  return () => {
    isMoved.current = true
  }
}
