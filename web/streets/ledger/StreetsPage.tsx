import { TextFilter } from '../../works/TextFilter.tsx'
import './ledger.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { useAddress, useChangeAddress } from '../../address.ts'
import { hrefOf, useFollow } from '../../going.tsx'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { PageFor } from '../../permits/PageFor.tsx'
import { ListPanel } from '../../ui/ListPanel.tsx'
import { Empty, Waiting } from '../../ui/States.tsx'
import { streetsQuery } from './queries.ts'

/** Every street by its name, each with its ledger behind it. */
export default function StreetsPage() {
  const { say } = useSpeech()
  return (
    <PageFor
      permission="works.read"
      title={say('nav.streets')}
      icon="route"
      signInFirst={say('ledger.signInFirst')}
      notYours={say('ledger.notYours')}
    >
      <Streets />
    </PageFor>
  )
}

function Streets() {
  const { language, say, name } = useSpeech()
  const address = useAddress()
  const change = useChangeAddress()
  const follow = useFollow()
  const sought = address.q ?? ''
  const query = useInfiniteQuery(streetsQuery(useDeferredValue(sought.trim())))
  const streets = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <ListPanel label={say('nav.streets')} wide>
      <header className="listing-head">
        <h1>{say('nav.streets')}</h1>
      </header>
      <div className="filters ledger-find">
        <TextFilter
          label={say('ledger.find')}
          value={sought}
          onChange={(text) => change({ q: text || undefined }, { replace: true })}
        />
      </div>
      {query.data ? null : <Waiting query={query} />}
      {query.isSuccess && streets.length === 0 ? (
        <Empty icon="search" title={say('ledger.noStreet')}>
          <p>{say('ledger.noStreetDetail')}</p>
        </Empty>
      ) : null}
      <ul className="ledger-streets" aria-label={say('ledger.streets')} aria-busy={query.isPlaceholderData}>
        {streets.map((street) => (
          <li key={street.id}>
            <a href={hrefOf(`/streets/${street.id}`, address)} onClick={follow}>
              <strong>
                <bdi>{name(street.name)}</bdi>
              </strong>
              <small>
                {say(`street.${street.streetClass}`)} ·{' '}
                {say('unit.metres', { value: number(street.lengthMetres, language) })}
              </small>
            </a>
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <button
          type="button"
          className="button more"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {say('ledger.more')}
        </button>
      ) : null}
    </ListPanel>
  )
}
