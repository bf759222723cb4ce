import '../../plan/plan.css'
import './ledger.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { entryKinds, type StreetPavement } from '../../../server/inspections/ledger/contract.ts'
import { useAddress, useChangeAddress, writePlace } from '../../address.ts'
import { hrefOf, useFollow } from '../../going.tsx'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { PageFor } from '../../permits/PageFor.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { ListPanel } from '../../ui/ListPanel.tsx'
import { Empty, Failure, Loading, Waiting } from '../../ui/States.tsx'
import { Tiles } from '../../ui/Tiles.tsx'
import { EnterEntry } from './EnterEntry.tsx'
import { EntriesTable } from './EntriesTable.tsx'
import { Grade } from './Grade.tsx'
import { LedgerFilters } from './LedgerFilters.tsx'
import { entriesQuery, streetPavementQuery } from './queries.ts'
import { SegmentsTable } from './SegmentsTable.tsx'
import { StraightLine } from './StraightLine.tsx'
import { askedOf } from './straight-line.ts'

/** One street: the condition of its surface and all that was opened of it, as a straight line and as a table. */
export default function StreetPage() {
  const { say } = useSpeech()
  return (
    <PageFor
      permission="works.read"
      title={say('nav.streets')}
      icon="route"
      signInFirst={say('ledger.signInFirst')}
      notYours={say('ledger.notYours')}
    >
      <OneStreet />
    </PageFor>
  )
}

function OneStreet() {
  const { say, name } = useSpeech()
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const address = useAddress()
  const follow = useFollow()
  const query = useQuery(streetPavementQuery(id))
  const change = useChangeAddress()
  const mayEnter = query.data?.may.enter === true
  const page = (
    <ListPanel label={say('nav.streets')} wide>
      <header className="listing-head">
        <h1>{query.data ? say('ledger.title', { street: name(query.data.street.name) }) : say('nav.streets')}</h1>
        <a className="link" href={hrefOf('/streets', address)} onClick={follow}>
          {say('ledger.all')}
        </a>
        {mayEnter ? (
          <button type="button" className="button small" onClick={() => void change({ sel: 'new' })}>
            <Icon name="plus" size={14} />
            {say('ledger.enter')}
          </button>
        ) : null}
      </header>
      {query.data ? <Ledger pavement={query.data} /> : <Waiting query={query} />}
    </ListPanel>
  )
  if (!mayEnter || address.sel !== 'new' || !query.data) return page
  const { street, today } = query.data
  return (
    <>
      <EnterEntry street={street} today={today} onDone={(done) => void change({ sel: done }, { replace: true })} />
      {page}
    </>
  )
}

/** So near that the whole of a street is in sight. */
function placeOf({ box: [west = 0, south = 0, east = 0, north = 0] }: StreetPavement['street']): string {
  const degrees = Math.max(east - west, north - south, 0.001)
  const zoom = Math.min(17, Math.max(13.2, Math.log2(360 / degrees) + 0.6))
  return writePlace({ lng: (west + east) / 2, lat: (south + north) / 2, zoom })
}

function Ledger({ pavement }: { pavement: StreetPavement }) {
  const { say } = useSpeech()
  const address = useAddress()
  const { street, today } = pavement
  const { year, kind } = askedOf(address.year, address.kind, entryKinds)
  const days = year ? { from: `${year}-01-01`, to: `${year}-12-31` } : {}
  const asked = { ...(kind ? { kind } : {}), ...days }
  const query = useInfiniteQuery(entriesQuery(street.id, asked))
  const entries = query.data?.pages.flatMap(({ items }) => items) ?? []
  const onMap = hrefOf('/', address, { at: placeOf(street), show: 'pavement' })
  return (
    <>
      <LedgerTiles pavement={pavement} />
      <LedgerFilters pavement={pavement} asked={asked} year={year} kind={kind} onMap={onMap} />
      {query.isPending ? <Loading /> : null}
      {query.isError ? <Failure problem={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && entries.length === 0 ? (
        <Empty icon="route" title={say('ledger.none')}>
          <p>{say(pavement.entries === 0 ? 'ledger.noneDetail' : 'ledger.noneFiltered')}</p>
        </Empty>
      ) : null}
      {entries.length > 0 ? (
        <StraightLine pavement={pavement} entries={entries} isOld={query.isPlaceholderData} />
      ) : null}
      {query.hasNextPage ? (
        <p className="form-note">
          {say('ledger.newest')}{' '}
          <button
            type="button"
            className="button small"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {say('ledger.moreEntries')}
          </button>
        </p>
      ) : null}
      <SegmentsTable pavement={pavement} />
      {entries.length > 0 ? <EntriesTable entries={entries} today={today} /> : null}
    </>
  )
}

function LedgerTiles({ pavement: { street, segments, entries, open } }: { pavement: StreetPavement }) {
  const { language, say } = useSpeech()
  const worst = segments.reduce<(typeof segments)[number] | null>(
    (least, one) => (least && least.condition.points <= one.condition.points ? least : one),
    null,
  )
  const metres = (value: number) => say('unit.metres', { value: number(value, language) })
  return (
    <div className="ledger-tiles">
      <Tiles
        items={[
          { label: say(`street.${street.streetClass}`), value: metres(street.lengthMetres) },
          { label: say('ledger.width'), value: metres(street.widthMetres) },
          { label: say('ledger.entries'), value: number(entries, language) },
          { label: say('ledger.openNow'), value: open > 0 ? number(open, language) : '—' },
          ...(worst ? [{ label: say('ledger.worst'), value: <Grade condition={worst.condition} /> }] : []),
        ]}
      />
    </div>
  )
}
