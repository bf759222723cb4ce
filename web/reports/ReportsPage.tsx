import { useInfiniteQuery } from '@tanstack/react-query'
import { type ListedReport, reportCategories, reportStatuses } from '../../server/reports/contract.ts'
import { toggled, useAddress, useChangeAddress } from '../address.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { withPermits } from '../i18n/rooms.ts'
import { useMoment } from '../time/use-moment.ts'
import { CsvLink } from '../ui/CsvLink.tsx'
import { FilterMenu } from '../ui/FilterMenu.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Id } from '../ui/Id.tsx'
import { Listing } from '../ui/Listing.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { useKeeping } from './kept/load.ts'
import { useOpenReport } from './open.ts'
import { photoAddress, reportsListQuery } from './queries.ts'
import { ReportDrawer } from './ReportDrawer.tsx'
import { categoryIcons, isDone } from './report-words.ts'
import { listQuery, reportLists, reportsFilter } from './reports-filter.ts'
import { useMayDeal } from './use-may-deal.ts'

// whoever only reads reports has no clocks to read
const ReportClock = lazyPart(withPermits(() => import('./ReportClock.tsx')))

/** What the public has seen and sent. */
export function ReportsPage() {
  const { sel, view = 'split' } = useAddress()
  const change = useChangeAddress()
  return (
    <>
      {sel ? <ReportDrawer key={sel} number={sel} onClose={() => change({ sel: undefined })} /> : null}
      {view === 'map' ? null : <ReportsList beneath={view === 'split' && Boolean(sel)} />}
    </>
  )
}

function ReportsList({ beneath }: { beneath: boolean }) {
  const { language, say } = useSpeech()
  const mayDeal = useMayDeal()
  const query = useInfiniteQuery(reportsListQuery(listQuery(reportsFilter(useAddress(), mayDeal))))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const total = query.data?.pages[0]?.total
  return (
    <Listing
      title={say('report.list')}
      count={total === undefined ? '' : say('report.count', { count: total, shown: number(total, language) })}
      icon="camera"
      none={say('report.none')}
      query={query}
      empty={items.length === 0}
      filters={<ReportFilters />}
      beneath={beneath}
      testId="reports-list"
    >
      {items.map((report) => (
        <ReportRow key={report.id} report={report} />
      ))}
    </Listing>
  )
}

function ReportFilters() {
  const { say } = useSpeech()
  const address = useAddress()
  const change = useChangeAddress()
  const mayDeal = useMayDeal()
  const keeping = useKeeping()
  const filter = reportsFilter(address, mayDeal)
  const { categories, statuses, list } = filter
  return (
    <div className="filters">
      <FilterMenu
        label={say('filter.kind')}
        chosen={categories}
        options={reportCategories.map((value) => ({
          value,
          label: say(`report.category.${value}`),
          mark: <Icon name={categoryIcons[value]} size={16} />,
        }))}
        onToggle={(word) => change({ category: toggled(address.category, word) })}
      />
      <FilterMenu
        label={say('filter.status')}
        chosen={statuses}
        options={reportStatuses.map((value) => ({ value, label: say(`report.status.${value}`) }))}
        onToggle={(word) => change({ status: toggled(address.status, word) })}
      />
      {mayDeal ? (
        <Segmented
          label={say('report.with')}
          value={list}
          options={reportLists.map((value) => ({ value, label: say(`report.${value}`) }))}
          onChange={(next) => change({ tab: next === 'all' ? undefined : next })}
        />
      ) : null}
      {mayDeal ? <CsvLink path="/api/reports.csv" query={listQuery(filter)} /> : null}
      {categories.length + statuses.length > 0 || list !== 'all' ? (
        <button
          type="button"
          className="link"
          onClick={() => change({ category: undefined, status: undefined, tab: undefined })}
        >
          {say('filter.clear')}
        </button>
      ) : null}
      {keeping ? <keeping.KeptLink /> : null}
    </div>
  )
}

function ReportRow({ report }: { report: ListedReport }) {
  const { say } = useSpeech()
  const moment = useMoment()
  const open = useOpenReport()
  const { sel } = useAddress()
  const selected = sel === report.number || sel === report.id
  return (
    <li>
      <button
        type="button"
        className="row with-picture"
        aria-current={selected || undefined}
        onClick={() => open(report.number)}
      >
        {report.photoId ? (
          <img src={photoAddress(report.photoId, 'small')} alt="" loading="lazy" width={56} height={56} />
        ) : (
          <i className="no-picture">
            <Icon name={categoryIcons[report.category]} />
          </i>
        )}
        <span className="row-words">
          <strong>{say(`report.category.${report.category}`)}</strong>
          <span className="row-facts">
            <span className="dot" data-done={isDone(report.status) || undefined}>
              {say(`report.status.${report.status}`)}
            </span>
            <span>{moment(report.createdAt)}</span>
            <Id>{report.number}</Id>
          </span>
          {report.dueAt ? <ReportClock dueAt={report.dueAt} escalatedAt={report.escalatedAt} /> : null}
        </span>
      </button>
    </li>
  )
}
