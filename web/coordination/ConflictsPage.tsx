import { useInfiniteQuery } from '@tanstack/react-query'
import { type Conflict, pairKinds, severities } from '../../server/coordination/contract.ts'
import { toggled, useAddress, useChangeAddress } from '../address.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useUser } from '../agencies/queries.ts'
import { SignInHint } from '../agencies/SignInHint.tsx'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useTimeWindow } from '../time/use-window.tsx'
import { FilterMenu } from '../ui/FilterMenu.tsx'
import { Listing } from '../ui/Listing.tsx'
import { ListPanel } from '../ui/ListPanel.tsx'
import { conflictsFilter, listQuery } from './conflicts-filter.ts'
import { OpenConflict } from './OpenConflict.tsx'
import { conflictsListQuery } from './queries.ts'

const pairSeverities = severities.filter((severity) => severity !== 'info')

/** The conflict register in words, beside the map. */
export function ConflictsPage() {
  const { say } = useSpeech()
  const signedIn = useUser() !== null
  if (signedIn) return <Register />
  return (
    <ListPanel label={say('conflict.list')}>
      <header className="listing-head">
        <h1>{say('conflict.list')}</h1>
      </header>
      <SignInHint>{say('conflict.signInFirst')}</SignInHint>
    </ListPanel>
  )
}

function Register() {
  const { language, say } = useSpeech()
  const address = useAddress()
  const { sel, view = 'split' } = address
  const change = useChangeAddress()
  const { settled } = useTimeWindow()
  const query = useInfiniteQuery(conflictsListQuery(listQuery(conflictsFilter(address), settled), language))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const total = query.data?.pages[0]?.total
  return (
    <>
      {sel && !query.isPending ? (
        <OpenConflict
          key={sel}
          id={sel}
          listed={items.find(({ id }) => id === sel)}
          onClose={() => change({ sel: undefined })}
        />
      ) : null}
      {view === 'map' ? null : (
        <Listing
          title={say('conflict.list')}
          count={total === undefined ? '' : say('conflict.count', { count: total, shown: number(total, language) })}
          icon="warning"
          none={say('conflict.none')}
          noneDetail={say('works.noneDetail')}
          query={query}
          empty={items.length === 0}
          filters={<ConflictFilters />}
          beneath={view === 'split' && Boolean(sel)}
          testId="conflicts-list"
        >
          {items.map((conflict) => (
            <ConflictRow
              key={conflict.id}
              conflict={conflict}
              selected={conflict.id === sel}
              onOpen={() => change({ sel: conflict.id })}
            />
          ))}
        </Listing>
      )}
    </>
  )
}

function ConflictFilters() {
  const { say } = useSpeech()
  const address = useAddress()
  const change = useChangeAddress()
  const filter = conflictsFilter(address)
  return (
    <div className="filters">
      <FilterMenu
        label={say('filter.kind')}
        chosen={filter.kinds}
        options={pairKinds.map((value) => ({ value, label: say(`finding.${value}`) }))}
        onToggle={(word) => change({ kind: toggled(address.kind, word) })}
      />
      <FilterMenu
        label={say('filter.severity')}
        chosen={filter.severities}
        options={pairSeverities.map((value) => ({ value, label: say(`severity.${value}`) }))}
        onToggle={(word) => change({ severity: toggled(address.severity, word) })}
      />
    </div>
  )
}

function ConflictRow({ conflict, selected, onOpen }: { conflict: Conflict; selected: boolean; onOpen: () => void }) {
  const { language, say, name } = useSpeech()
  const { worksA, worksB } = conflict
  const time = conflict.sharedDays
    ? say('unit.days', { count: conflict.sharedDays })
    : conflict.gapDays === null
      ? null
      : say('conflict.apart', { count: conflict.gapDays })
  return (
    <li>
      <button type="button" className="row" aria-current={selected || undefined} onClick={onOpen}>
        <span className="row-top">
          <span className="tag" data-tone={conflict.severity}>
            {say(`severity.${conflict.severity}`)}
          </span>
          <span>{say(`finding.${conflict.kind}`)}</span>
        </span>
        <strong>{conflict.streetName ? name(conflict.streetName) : `${worksA.title} × ${worksB.title}`}</strong>
        <span className="row-facts">
          <AgencyChip id={worksA.agencyId} />
          <span aria-hidden="true">×</span>
          <AgencyChip id={worksB.agencyId} />
          <span>{say('unit.metres', { value: number(conflict.overlapMetres, language) })}</span>
          {time ? <span>{time}</span> : null}
        </span>
      </button>
    </li>
  )
}
