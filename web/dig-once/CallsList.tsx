import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useAddress, useChangeAddress } from '../address.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Listing } from '../ui/Listing.tsx'
import { CallDrawer } from './CallDrawer.tsx'
import { CallRow } from './CallRow.tsx'
import { callsQuery } from './queries.ts'

/** Calls for interest, open ones by their closing day; one of them in the drawer, with its answers. */
export function CallsList({ state, filters }: { state: 'open' | 'closed'; filters: ReactNode }) {
  const { language, say } = useSpeech()
  const { sel, agency, view = 'split' } = useAddress()
  const change = useChangeAddress()
  const query = useInfiniteQuery(callsQuery(state, agency))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      {sel ? <CallDrawer key={sel} id={sel} onClose={() => void change({ sel: undefined })} /> : null}
      {view === 'map' ? null : (
        <Listing
          title={say('digOnce.title')}
          count={query.data ? say('call.count', { count: items.length, shown: number(items.length, language) }) : ''}
          icon="shared"
          none={say(state === 'open' ? 'call.none' : 'call.noneClosed')}
          noneDetail={say('call.noneDetail')}
          query={query}
          empty={items.length === 0}
          filters={filters}
          beneath={view === 'split' && Boolean(sel)}
          testId="calls"
        >
          {items.map((call) => (
            <CallRow
              key={call.id}
              call={call}
              isSelected={call.id === sel}
              onOpen={() => void change({ sel: call.id })}
            />
          ))}
        </Listing>
      )}
    </>
  )
}
