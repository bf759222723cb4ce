import './plan.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { roleMay } from '../../server/access/rules.ts'
import { type Address, readAddress, travelling, useAddress, useChangeAddress } from '../address.ts'
import { useUser } from '../agencies/queries.ts'
import { civilYear, number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { OfficeTabs } from '../office/OfficeTabs.tsx'
import { PageFor } from '../permits/PageFor.tsx'
import { useTimeWindow } from '../time/use-window.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ListPanel } from '../ui/ListPanel.tsx'
import { Empty, Failure, Loading, Waiting } from '../ui/States.tsx'
import { WorksDrawer } from '../works/WorksDrawer.tsx'
import { AgenciesPlanTable } from './AgenciesPlanTable.tsx'
import { PlanFilters } from './PlanFilters.tsx'
import { PlanTotals } from './PlanTotals.tsx'
import { agenciesPlanQuery, type PlanAsked, streetsPlanQuery } from './queries.ts'
import { StreetsPlanRows } from './StreetsPlanRows.tsx'
import { usePlanAsked } from './use-plan-asked.ts'

/** A year of works on one page, street by street or agency by agency. */
export default function PlanPage() {
  const { say } = useSpeech()
  return (
    <PageFor
      permission="works.read"
      title={say('office.plan')}
      icon="calendar"
      signInFirst={say('plan.signInFirst')}
      notYours={say('plan.notYours')}
    >
      <Plan />
    </PageFor>
  )
}

function Plan() {
  const { say } = useSpeech()
  const { sel, tab } = useAddress()
  const change = useChangeAddress()
  const { today } = useTimeWindow()
  const asked = usePlanAsked(Number(today.slice(0, 4)))
  const agencies = useQuery(agenciesPlanQuery(asked))
  return (
    <>
      {sel ? <WorksDrawer key={sel} id={sel} onClose={() => change({ sel: undefined })} /> : null}
      <ListPanel label={say('office.plan')} wide>
        <header className="listing-head">
          <h1>{say('plan.title', { year: civilYear(asked.year) })}</h1>
          <NewProject />
        </header>
        <OfficeTabs />
        <PlanFilters asked={asked} thisYear={Number(today.slice(0, 4))} />
        {agencies.data ? <PlanTotals items={agencies.data.items} /> : <Waiting query={agencies} />}
        {tab === 'agencies' ? (
          agencies.data ? (
            <AgenciesPlanTable items={agencies.data.items} />
          ) : null
        ) : (
          <StreetsPlan asked={asked} today={today} />
        )}
      </ListPanel>
    </>
  )
}

/** What is planned for years ahead is drawn like any works, as a project that gives no right to dig yet. */
function NewProject() {
  const { say } = useSpeech()
  const user = useUser()
  if (!user || !roleMay(user.role, 'works.write')) return null
  const search = (before: Address) => readAddress({ ...travelling(before), category: 'future_project' })
  return (
    <Link to="/draw" search={search as never} className="button small">
      <Icon name="plus" size={16} />
      {say('plan.add')}
    </Link>
  )
}

function StreetsPlan({ asked, today }: { asked: PlanAsked; today: string }) {
  const { language, say } = useSpeech()
  const query = useInfiniteQuery(streetsPlanQuery(asked))
  const streets = query.data?.pages.flatMap(({ items }) => items) ?? []
  if (query.isPending) return <Loading />
  return (
    <>
      {query.isError ? <Failure problem={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && streets.length === 0 ? (
        <Empty icon="calendar" title={say('plan.none')}>
          <p>{say('plan.noneDetail')}</p>
        </Empty>
      ) : (
        <StreetsPlanRows streets={streets} year={asked.year} today={today} isOld={query.isPlaceholderData} />
      )}
      {query.hasNextPage ? (
        <p className="plan-printed">
          {say('plan.printedPart', { count: streets.length, shown: number(streets.length, language) })}
        </p>
      ) : null}
      {query.hasNextPage ? (
        <button
          type="button"
          className="button more"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {say('plan.moreStreets')}
        </button>
      ) : null}
    </>
  )
}
