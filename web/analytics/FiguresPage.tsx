import './figures.css'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { type FigureKey, type Figures, figureKeys } from '../../server/analytics/contract.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { municipalitiesQuery, useAgencies } from '../agencies/queries.ts'
import { answered, get } from '../api.ts'
import { civilYear } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { OfficeTabs } from '../office/OfficeTabs.tsx'
import { PageFor } from '../permits/PageFor.tsx'
import { civilMonth } from '../plan/months.ts'
import { useTimeWindow } from '../time/use-window.tsx'
import { ListPanel } from '../ui/ListPanel.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Select } from '../ui/Select.tsx'
import { Empty, Waiting } from '../ui/States.tsx'
import { FiguresChart } from './FiguresChart.tsx'
import { FiguresTable } from './FiguresTable.tsx'
import type { Measure, Told } from './measures.ts'

/** What is looked at first; the table has all of it. */
const charted = ['permits', 'kilometres', 'medianHours', 'deemedShare', 'casesOpened', 'casesSettled', 'savedDays', 'realisedDays'] as const satisfies readonly Measure[] // biome-ignore format: one line

/** Years before this one that are offered. */
const yearsBack = [0, 1, 2, 3, 4]

export interface FiguresRow {
  called: string
  told: Told
}

function figuresQuery(year: number, by: FigureKey) {
  return queryOptions({
    // under the works' own key: what changes a works changes its figures
    queryKey: ['works', 'figures', year, by],
    queryFn: ({ signal }) => answered(get<Figures>('/api/figures', { year, by }, signal)),
    placeholderData: keepPreviousData,
  })
}

/** What a year came to, as charts, each with its definition, and as one table with its file. */
export default function FiguresPage() {
  const { say } = useSpeech()
  return (
    <PageFor
      permission="works.read"
      title={say('office.figures')}
      icon="table"
      signInFirst={say('figures.signInFirst')}
      notYours={say('plan.notYours')}
    >
      <Dashboard />
    </PageFor>
  )
}

function Dashboard() {
  const { say } = useSpeech()
  const { today } = useTimeWindow()
  const thisYear = Number(today.slice(0, 4))
  const { year: asked, tab } = useAddress()
  const change = useChangeAddress()
  const year = /^20\d\d$/.test(asked ?? '') ? Number(asked) : thisYear
  const by = figureKeys.find((each) => each === tab) ?? 'month'
  const query = useQuery(figuresQuery(year, by))
  const rows = useRows(query.data)
  const years = [...new Set([...yearsBack.map((back) => thisYear - back), year])].sort()
  return (
    <ListPanel label={say('office.figures')} wide>
      <header className="listing-head">
        <h1>{say('figures.title', { year: civilYear(year) })}</h1>
      </header>
      <OfficeTabs />
      <div className="filters plan-filters">
        <Segmented
          label={say('figures.by')}
          value={by}
          onChange={(next) => change({ tab: next === 'month' ? undefined : next }, { replace: true })}
          options={figureKeys.map((value) => ({ value, label: say(`figures.by.${value}`) }))}
        />
        <Select
          label={say('plan.year')}
          value={String(year)}
          onChange={(next) => change({ year: next }, { replace: true })}
          options={years.map((each) => ({ value: String(each), label: civilYear(each) }))}
        />
      </div>
      {query.data ? null : <Waiting query={query} />}
      {query.data && rows.length === 0 ? <Empty icon="table" title={say('figures.none')} /> : null}
      {query.data && rows.length > 0 ? (
        <div className="figures" aria-busy={query.isPlaceholderData}>
          <div className="figures-charts">
            {charted.map((measure) => (
              <FiguresChart key={measure} measure={measure} rows={rows} />
            ))}
          </div>
          <FiguresTable rows={rows} total={query.data.total} year={year} />
        </div>
      ) : null}
    </ListPanel>
  )
}

/** Each row of figures by its name. */
function useRows(figures: Figures | undefined): FiguresRow[] {
  const { language, name } = useSpeech()
  const { byId } = useAgencies()
  const municipalities = useQuery(municipalitiesQuery).data ?? []
  const calledOf = (key: string): string => {
    if (figures?.by === 'month') return civilMonth(Number(key.slice(5)) - 1, language)
    const names = byId.get(key)?.name ?? municipalities.find(({ id }) => id === key)?.name
    return names ? name(names) : key
  }
  return (figures?.items ?? []).map(({ key, ...told }) => ({ called: calledOf(key), told }))
}
