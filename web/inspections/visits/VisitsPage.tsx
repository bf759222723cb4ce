import '../inspections.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { inspectionKinds } from '../../../server/inspections/checklists/contract.ts'
import { openVisitStates, type Visit, visitStates } from '../../../server/inspections/visits/contract.ts'
import { addDays } from '../../../server/time/rules.ts'
import { known, readPlace, useAddress } from '../../address.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { PageFor } from '../../permits/PageFor.tsx'
import { useTimeWindow } from '../../time/use-window.tsx'
import { CsvLink } from '../../ui/CsvLink.tsx'
import { Listing } from '../../ui/Listing.tsx'
import { AskDrawer } from './AskDrawer.tsx'
import { AssignBar } from './AssignBar.tsx'
import { isOpen } from './open.ts'
import { visitsQuery } from './queries.ts'
import { VisitFilters } from './VisitFilters.tsx'
import { VisitRow } from './VisitRow.tsx'
import { VisitsOnMap } from './VisitsOnMap.tsx'

/** Whom the office sends where: all visits that are due, why, and who goes. */
export default function VisitsPage() {
  const { say } = useSpeech()
  return (
    <PageFor
      permission="visits.plan"
      title={say('visits.title')}
      icon="calendar"
      signInFirst={say('visits.signIn')}
      notYours={say('visits.notYours')}
    >
      <Plan />
    </PageFor>
  )
}

function Plan() {
  const { sel, view = 'split' } = useAddress()
  const asked = useAsked()
  const query = useInfiniteQuery(visitsQuery(asked))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const isAsking = sel === 'new'
  return (
    <>
      {isAsking ? <AskDrawer /> : null}
      {view === 'map' ? null : (
        <VisitsList query={query} asked={asked} items={items} isBeneath={view === 'split' && isAsking} />
      )}
      <VisitsOnMap visits={items} />
    </>
  )
}

/** What the address asks the service for. */
function useAsked(): Record<string, string | undefined> {
  const { kind, status, municipality, district, sort, days, at } = useAddress()
  const { today } = useTimeWindow()
  const place = sort === 'distance' ? readPlace(at) : null
  return {
    near: place ? `${place.lng.toFixed(3)},${place.lat.toFixed(3)}` : undefined,
    kind: known(kind, inspectionKinds).join(','),
    state: known(status, visitStates).join(',') || openVisitStates.join(','),
    municipality,
    district,
    due: days === 'late' ? addDays(today, -1) : undefined,
  }
}

interface VisitsListProps {
  query: Parameters<typeof Listing>[0]['query']
  asked: ReturnType<typeof useAsked>
  items: readonly Visit[]
  isBeneath: boolean
}

function VisitsList({ query, asked, items, isBeneath }: VisitsListProps) {
  const { language, say } = useSpeech()
  const { today } = useTimeWindow()
  const [picked, setPicked] = useState<readonly string[]>([])
  const chosen = items.filter(({ id, state }) => picked.includes(id) && isOpen(state))
  const shown = number(items.length, language)
  const counted = query.hasNextPage
    ? say('inspections.some', { shown })
    : say('visits.count', { count: items.length, shown })
  return (
    <Listing
      title={say('visits.title')}
      count={query.isSuccess ? counted : ''}
      icon="calendar"
      none={say('visits.none')}
      noneDetail={say('visits.noneDetail')}
      query={query}
      empty={items.length === 0}
      filters={
        <>
          <VisitFilters visits={items}>
            {/* by their day, wherever whoever asks stands */}
            <CsvLink path="/api/visits.csv" query={{ ...asked, near: undefined }} />
          </VisitFilters>
          <AssignBar items={items} chosen={chosen} onPick={setPicked} />
        </>
      }
      beneath={isBeneath}
      testId="plan"
    >
      {items.map((visit) => (
        <VisitRow
          key={visit.id}
          visit={visit}
          today={today}
          isPicked={picked.includes(visit.id)}
          onPick={() =>
            setPicked(picked.includes(visit.id) ? picked.filter((id) => id !== visit.id) : [...picked, visit.id])
          }
        />
      ))}
    </Listing>
  )
}
