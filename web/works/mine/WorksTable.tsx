import { memo, useRef } from 'react'
import type { WorksSummary } from '../../../server/works/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { CellContent } from './CellContent.tsx'
import { type ColumnId, columns, firstColumn } from './columns.ts'
import { ariaSort, type Sorting } from './sorting.ts'
import type { ReadersPlace } from './use-place.ts'
import { rowHeight } from './visible-rows.ts'
import { type RowProps, WorksGrid } from './WorksGrid.tsx'

export interface ViewProps {
  rows: readonly WorksSummary[]
  place: ReadersPlace
  selected: string | undefined
  isBusy: boolean
  onOpen: (id: string) => void
}

interface WorksTableProps extends ViewProps {
  title: string
  shown: readonly ColumnId[]
  sorting: Sorting
  onSort: (column: ColumnId) => void
}

function templateOf(shown: readonly ColumnId[]): string {
  return shown.map((id) => (id === firstColumn ? 'minmax(var(--first), 1fr)' : `${columns[id].width}px`)).join(' ')
}

/** Works as rows and columns; a press on a head sorts by it. */
export function WorksTable({ title, rows, place, selected, isBusy, onOpen, shown, sorting, onSort }: WorksTableProps) {
  const { say } = useSpeech()
  const box = useRef<HTMLDivElement>(null)
  const template = templateOf(shown)
  const { spot } = place
  const heads = shown.map((id, column) => (
    <th
      key={id}
      scope="col"
      aria-colindex={column + 1}
      aria-sort={ariaSort(sorting, id)}
      data-column={id}
      data-figure={columns[id].isFigure}
    >
      <button
        type="button"
        tabIndex={spot.row === -1 && spot.column === column ? 0 : -1}
        data-cell={`-1 ${column}`}
        title={say('mine.sortBy', { label: say(columns[id].label) })}
        onClick={() => {
          place.go({ row: -1, column })
          onSort(id)
        }}
      >
        <span>{say(columns[id].label)}</span>
        {sorting.column === id ? <Icon name={sorting.isDescending ? 'down' : 'up'} size={14} /> : null}
      </button>
    </th>
  ))
  return (
    <WorksGrid
      label={title}
      rows={rows}
      columns={shown.length}
      place={clamped(place, shown.length)}
      width={shown.reduce((sum, id) => sum + columns[id].width, 0)}
      box={box}
      heads={
        <tr aria-rowindex={1} style={{ gridTemplateColumns: template }}>
          {heads}
        </tr>
      }
      isBusy={isBusy}
      onOpen={onOpen}
      drawRow={(props) => (
        <TableRow
          key={props.works.id}
          {...props}
          shown={shown.join(',')}
          template={template}
          isSelected={selected === props.works.id}
        />
      )}
    />
  )
}

/** Fewer columns than before leave the reader at the last. */
export function clamped(place: ReadersPlace, count: number): ReadersPlace {
  const { row, column } = place.spot
  return { ...place, spot: { row, column: Math.min(column, count - 1) } }
}

interface TableRowProps extends RowProps {
  /** Joined, so that the same columns are the same value. */
  shown: string
  template: string
  isSelected: boolean
}

const TableRow = memo(function TableRow({ works, row, focused, shown, template, isSelected }: TableRowProps) {
  const cellOf = (column: number) => ({
    'aria-colindex': column + 1,
    'data-cell': `${row} ${column}`,
    tabIndex: focused === column ? 0 : -1,
  })
  return (
    <tr
      aria-rowindex={row + 2}
      aria-selected={isSelected}
      style={{ gridTemplateColumns: template, insetBlockStart: row * rowHeight, height: rowHeight }}
    >
      {(shown.split(',') as ColumnId[]).map((id, column) =>
        id === firstColumn ? (
          <th key={id} scope="row" data-column={id} {...cellOf(column)}>
            <CellContent column={id} works={works} />
          </th>
        ) : (
          <td key={id} data-figure={columns[id].isFigure} {...cellOf(column)}>
            <CellContent column={id} works={works} />
          </td>
        ),
      )}
    </tr>
  )
})
