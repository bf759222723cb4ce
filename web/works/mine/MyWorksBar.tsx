import type { WorksSummary } from '../../../server/works/contract.ts'
import { useAddress, useChangeAddress } from '../../address.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { FilterMenu } from '../../ui/FilterMenu.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { WorksFilterBar } from '../WorksFilterBar.tsx'
import { readScale, scales } from './calendar.ts'
import { columnIds, columns as every, firstColumn } from './columns.ts'
import { ExportMenu } from './ExportMenu.tsx'
import { readSorting, type Sorting, writeSorting } from './sorting.ts'
import type { useColumns } from './use-columns.ts'

interface MyWorksBarProps {
  columns: ReturnType<typeof useColumns>
  sorting: Sorting
  rows: readonly WorksSummary[]
  isWhole: boolean
  isFull: boolean
  query: Record<string, string | boolean | undefined>
  onToday: () => void
}

/** The view, the filter, and what belongs to one view alone: columns of the table, scale and sorting of the calendar. */
export function MyWorksBar({ columns, sorting, rows, isWhole, isFull, query, onToday }: MyWorksBarProps) {
  const { say } = useSpeech()
  const { tab, days } = useAddress()
  const change = useChangeAddress()
  const isGantt = tab === 'gantt'
  return (
    <>
      <div className="works-bar">
        <Segmented
          label={say('mine.view')}
          value={isGantt ? 'gantt' : 'table'}
          onChange={(next) => change({ tab: next === 'gantt' ? next : undefined })}
          options={[
            { value: 'table', label: say('mine.table'), icon: 'table' },
            { value: 'gantt', label: say('mine.gantt'), icon: 'gantt' },
          ]}
        />
        {isGantt ? <CalendarChoices sorting={sorting} onToday={onToday} /> : <ColumnChoice columns={columns} />}
        <ExportMenu rows={rows} shown={columns.shown} isWhole={isWhole} isFull={isFull} query={query} />
        <span className="works-keys">{say('mine.keys')}</span>
      </div>
      <WorksFilterBar>
        <button
          type="button"
          className="pill"
          aria-pressed={days === 'window'}
          data-active={days === 'window' || undefined}
          onClick={() => change({ days: days === 'window' ? undefined : 'window' })}
        >
          {say('mine.inWindow')}
        </button>
      </WorksFilterBar>
    </>
  )
}

function ColumnChoice({ columns }: Pick<MyWorksBarProps, 'columns'>) {
  const { say } = useSpeech()
  const options = columnIds.filter((id) => id !== firstColumn)
  return (
    <>
      <FilterMenu
        label={say('mine.columns')}
        chosen={columns.shown.filter((id) => id !== firstColumn)}
        options={options.map((value) => ({ value, label: say(every[value].label) }))}
        onToggle={columns.toggle}
      />
      {columns.isUsual ? null : (
        <button type="button" className="link" onClick={columns.reset}>
          {say('mine.usualColumns')}
        </button>
      )}
    </>
  )
}

function CalendarChoices({ sorting, onToday }: Pick<MyWorksBarProps, 'sorting' | 'onToday'>) {
  const { say } = useSpeech()
  const { scale } = useAddress()
  const change = useChangeAddress()
  return (
    <>
      <Segmented
        label={say('mine.scale')}
        value={readScale(scale)}
        onChange={(next) => change({ scale: next }, { replace: true })}
        options={scales.map((value) => ({ value, label: say(`mine.scale.${value}`) }))}
      />
      <button type="button" className="pill" onClick={onToday}>
        {say('mine.toToday')}
      </button>
      <select
        className="pill"
        aria-label={say('mine.sort')}
        value={writeSorting(sorting) ?? 'start'}
        onChange={(event) => change({ sort: writeSorting(readSorting(event.target.value)) }, { replace: true })}
      >
        {columnIds.flatMap((id) => {
          const label = say(every[id].label)
          return [
            <option key={id} value={id}>
              {say('mine.sortUp', { label })}
            </option>,
            <option key={`-${id}`} value={`-${id}`}>
              {say('mine.sortDown', { label })}
            </option>,
          ]
        })}
      </select>
    </>
  )
}
