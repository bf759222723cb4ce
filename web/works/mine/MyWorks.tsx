import { useCallback, useMemo, useState } from 'react'
import type { User } from '../../../server/agencies/contract.ts'
import { useAddress, useChangeAddress } from '../../address.ts'
import { number, plainLocale } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useTimeWindow } from '../../time/use-window.tsx'
import { Empty, Failure, Loading } from '../../ui/States.tsx'
import { nameOfOurs } from '../ours.ts'
import { useWorksFilter } from '../use-works-filter.ts'
import { listQuery } from '../works-filter.ts'
import { readScale } from './calendar.ts'
import { MyWorksBar } from './MyWorksBar.tsx'
import { Progress } from './Progress.tsx'
import { pressed, readSorting, sorted, writeSorting } from './sorting.ts'
import { useAllWorks } from './use-all-works.ts'
import { useColumns } from './use-columns.ts'
import { usePlace } from './use-place.ts'
import { useWords } from './use-words.ts'
import { WorksGantt } from './WorksGantt.tsx'
import { WorksTable } from './WorksTable.tsx'

/** What is asked of the service: the filter of the address, of one's own works, in all days or those of the window. */
function useMineQuery(isInWindow: boolean) {
  const { settled } = useTimeWindow()
  const { from, to, ...filter } = listQuery(useWorksFilter(), settled)
  return { ...filter, mine: true, ...(isInWindow ? { from, to } : {}) }
}

/** Table and calendar of the same rows: filter, sorting, selection and place are those of both. */
export function MyWorks({ reader }: { reader: User }) {
  const { language, say } = useSpeech()
  const { sel, sort, tab, scale, days } = useAddress()
  const change = useChangeAddress()
  const query = useMineQuery(days === 'window')
  const all = useAllWorks(query)
  const columns = useColumns(reader.id)
  const words = useWords()
  const sorting = readSorting(sort)
  const { column, isDescending } = sorting
  const rows = useMemo(
    () => sorted(all.rows, { column, isDescending }, words, plainLocale(language)),
    [all.rows, column, isDescending, words, language],
  )
  const place = usePlace(rows)
  const title = say(nameOfOurs(reader))
  const [toToday, setToToday] = useState(0)
  const open = useCallback((id: string) => change({ sel: id }), [change])
  const view = { rows, place, selected: sel, isBusy: all.found.isPlaceholderData, onOpen: open }
  return (
    <section className="listing my-works" aria-label={title}>
      <header className="listing-head">
        <h1>{title}</h1>
        <span className="count" role="status">
          {all.found.data ? say('mine.count', { count: all.total, shown: number(all.total, language) }) : ''}
        </span>
      </header>
      <MyWorksBar
        columns={columns}
        sorting={sorting}
        rows={rows}
        isWhole={all.isWhole}
        isFull={all.isFull}
        query={query}
        onToday={() => setToToday(toToday + 1)}
      />
      <Progress all={all} />
      {all.found.isError && rows.length === 0 ? (
        <Failure problem={all.found.error} onRetry={() => void all.found.refetch()} />
      ) : null}
      {all.found.isPending ? <Loading /> : null}
      {all.found.isSuccess && rows.length === 0 ? (
        <Empty icon="table" title={say('mine.none')}>
          <p>{say('mine.noneDetail')}</p>
        </Empty>
      ) : null}
      {rows.length === 0 ? null : tab === 'gantt' ? (
        <WorksGantt {...view} scale={readScale(scale)} toToday={toToday} />
      ) : (
        <WorksTable
          {...view}
          title={title}
          shown={columns.shown}
          sorting={sorting}
          onSort={(next) => change({ sort: writeSorting(pressed(sorting, next)) }, { replace: true })}
        />
      )}
    </section>
  )
}
