import '../inspections.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { inspectionKinds } from '../../../server/inspections/checklists/contract.ts'
import { outcomes } from '../../../server/inspections/contract.ts'
import { known, toggled, useAddress, useChangeAddress } from '../../address.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { PageFor } from '../../permits/PageFor.tsx'
import { CsvLink } from '../../ui/CsvLink.tsx'
import { FilterMenu } from '../../ui/FilterMenu.tsx'
import { Listing } from '../../ui/Listing.tsx'
import { ClearFilters } from '../ClearFilters.tsx'
import { KindFilter } from '../KindFilter.tsx'
import { MunicipalityFilter } from '../MunicipalityFilter.tsx'
import { ContractorFilter } from './ContractorFilter.tsx'
import { DaysFilter } from './DaysFilter.tsx'
import { InspectionDrawer } from './InspectionDrawer.tsx'
import { InspectionRow } from './InspectionRow.tsx'
import { inspectionsQuery } from './queries.ts'

/** What inspectors found, for the office and for whose works it was. */
export default function InspectionsPage() {
  const { say } = useSpeech()
  return (
    <PageFor
      permission="inspections.read"
      title={say('inspections.title')}
      icon="check"
      signInFirst={say('inspections.signIn')}
      notYours={say('inspections.signIn')}
    >
      <Inspections />
    </PageFor>
  )
}

function Inspections() {
  const { sel, view = 'split' } = useAddress()
  const change = useChangeAddress()
  return (
    <>
      {sel ? <InspectionDrawer key={sel} id={sel} onClose={() => change({ sel: undefined })} /> : null}
      {view === 'map' ? null : <InspectionsList isBeneath={view === 'split' && Boolean(sel)} />}
    </>
  )
}

/** What the address asks the service for. */
function useAsked(): Record<string, string | undefined> {
  const { kind, status, municipality, contractor, since, until } = useAddress()
  return {
    kind: known(kind, inspectionKinds).join(','),
    outcome: known(status, outcomes).join(','),
    municipality,
    contractor,
    from: since,
    to: until,
  }
}

function InspectionsList({ isBeneath }: { isBeneath: boolean }) {
  const { language, say } = useSpeech()
  const query = useInfiniteQuery(inspectionsQuery(useAsked()))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const shown = number(items.length, language)
  const counted = query.hasNextPage
    ? say('inspections.some', { shown })
    : say('inspections.count', { count: items.length, shown })
  return (
    <Listing
      title={say('inspections.title')}
      count={query.data ? counted : ''}
      icon="check"
      none={say('inspections.none')}
      noneDetail={say('inspections.noneDetail')}
      query={query}
      empty={items.length === 0}
      filters={<InspectionFilters />}
      beneath={isBeneath}
      testId="inspections"
    >
      {items.map((inspection) => (
        <li key={inspection.id}>
          <InspectionRow inspection={inspection} />
        </li>
      ))}
    </Listing>
  )
}

function InspectionFilters() {
  const { say } = useSpeech()
  const change = useChangeAddress()
  const { status, municipality, contractor } = useAddress()
  return (
    <div className="filters">
      <FilterMenu
        label={say('inspections.outcome')}
        chosen={known(status, outcomes)}
        options={outcomes.map((value) => ({ value, label: say(`inspect.outcome.${value}`) }))}
        onToggle={(word) => change({ status: toggled(status, word) })}
      />
      <KindFilter label={say('inspections.kind')} />
      <MunicipalityFilter value={municipality} onChange={(next) => change({ municipality: next })} />
      <ContractorFilter value={contractor} onChange={(next) => change({ contractor: next })} />
      <DaysFilter />
      <CsvLink path="/api/inspections.csv" query={useAsked()} />
      <ClearFilters members={['kind', 'status', 'municipality', 'contractor', 'since', 'until']} />
    </div>
  )
}
