import './explorer.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { type Conflict, conflictSorts, pairKinds, severities } from '../../server/coordination/contract.ts'
import { toggled, useAddress, useChangeAddress } from '../address.ts'
import { useUser } from '../agencies/queries.ts'
import { SignInHint } from '../agencies/SignInHint.tsx'
import { withQuery } from '../api.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useTimeWindow } from '../time/use-window.tsx'
import { FileMenu } from '../ui/FileMenu.tsx'
import { FilterMenu } from '../ui/FilterMenu.tsx'
import { KeysCheck } from '../ui/KeysCheck.tsx'
import { Listing } from '../ui/Listing.tsx'
import { ListPanel } from '../ui/ListPanel.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { useRowKeys, useRowMove } from '../ui/use-row-keys.ts'
import { ConflictHeads, ConflictRow } from './ConflictRow.tsx'
import { conflictsFilter, listQuery, readSort } from './conflicts-filter.ts'
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
  const sort = readSort(address.sort)
  const asked = { ...listQuery(conflictsFilter(address), settled), sort }
  const query = useInfiniteQuery(conflictsListQuery(asked, language))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const total = query.data?.pages[0]?.total
  const isByStreet = query.data?.pages[0]?.sort === 'street'
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
          filters={
            <ConflictFilters items={items} file={withQuery('/api/conflicts.csv', { ...asked, lang: language })} />
          }
          beneath={view === 'split' && Boolean(sel)}
          testId="conflicts-list"
        >
          {items.map((conflict, place) => (
            <Fragment key={conflict.id}>
              {isByStreet ? <StreetHead conflict={conflict} before={items[place - 1]} /> : null}
              <ConflictRow
                conflict={conflict}
                selected={conflict.id === sel}
                isUnderStreet={isByStreet}
                onOpen={() => change({ sel: conflict.id })}
              />
            </Fragment>
          ))}
        </Listing>
      )}
    </>
  )
}

/** Names a street where its conflicts begin. */
function StreetHead({ conflict, before }: { conflict: Conflict; before: Conflict | undefined }) {
  const { say, name } = useSpeech()
  const street = conflict.streetName ? name(conflict.streetName) : say('explorer.noStreet')
  const last = before && (before.streetName ? name(before.streetName) : say('explorer.noStreet'))
  return street === last ? null : (
    <li className="street-head">
      <h2>{street}</h2>
    </li>
  )
}

function ConflictFilters({ items, file }: { items: readonly Conflict[]; file: string }) {
  const { say } = useSpeech()
  const address = useAddress()
  const change = useChangeAddress()
  const filter = conflictsFilter(address)
  const keys = useRowKeys(
    useRowMove({
      ids: items.map(({ id }) => id),
      opened: address.sel,
      open: (sel) => change({ sel }, { replace: true }),
      rows: '[data-conflict] > button',
    }),
  )
  return (
    <>
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
        <Segmented
          label={say('explorer.sort')}
          value={readSort(address.sort)}
          onChange={(next) => change({ sort: next === 'street' ? next : undefined }, { replace: true })}
          options={conflictSorts.map((value) => ({
            value,
            label: say(value === 'street' ? 'explorer.byStreet' : 'explorer.bySeverity'),
          }))}
        />
        <FileMenu files={[{ title: say('file.csv'), detail: say('file.conflictsDetail'), href: file }]} />
        <KeysCheck label={say('explorer.keys')} keys={keys} />
      </div>
      <ConflictHeads />
    </>
  )
}
