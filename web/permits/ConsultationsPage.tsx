import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAddress, useChangeAddress } from '../address.ts'
import { useAskedAgencies } from '../agencies/AgencyFilter.tsx'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Listing } from '../ui/Listing.tsx'
import { useRowKeys, useRowMove } from '../ui/use-row-keys.ts'
import { WorksDrawer } from '../works/WorksDrawer.tsx'
import { Delegations } from './delegation/Delegations.tsx'
import { useAskedOnes } from './delegation/use-asked-ones.ts'
import { InboxBar } from './InboxBar.tsx'
import { InboxRow } from './InboxRow.tsx'
import { PageFor } from './PageFor.tsx'
import { inboxQuery } from './queries.ts'

/** What the own organisation is asked about applications of others. */
export default function ConsultationsPage() {
  const { say } = useSpeech()
  return (
    <PageFor
      permission="consultations.answer"
      title={say('inbox.title')}
      icon="speech"
      signInFirst={say('inbox.signInFirst')}
      notYours={say('inbox.notYours')}
    >
      <Inbox />
    </PageFor>
  )
}

/** Open first by their deadline, the answered under a tab of their own; one of them in the drawer, with its form. */
function Inbox() {
  const { language, say } = useSpeech()
  const { sel, tab, view = 'split' } = useAddress()
  const change = useChangeAddress()
  const state = tab === 'answered' ? 'answered' : 'open'
  const agency = useAskedAgencies()
  const asked = useAskedOnes()
  const query = useInfiniteQuery(inboxQuery(state, { agency, asked }, language))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const open = query.data?.pages[0]?.open
  const [picked, setPicked] = useState<readonly string[]>([])
  const chosen = items.filter(({ consultation }) => picked.includes(consultation.id))
  const keys = useRowKeys(
    useRowMove({
      // asked itself and on behalf of another, it has a works twice
      ids: [...new Set(items.map(({ works }) => works.id))],
      opened: sel,
      open: (id) => change({ sel: id }, { replace: true }),
      rows: '[data-asked] > button',
    }),
  )
  const toggle = (id: string) => setPicked(picked.includes(id) ? picked.filter((each) => each !== id) : [...picked, id])
  const isAnswered = state === 'answered'
  return (
    <>
      {sel ? <WorksDrawer key={sel} id={sel} onClose={() => change({ sel: undefined })} /> : null}
      {view === 'map' ? null : (
        <Listing
          title={say('inbox.title')}
          count={open === undefined ? '' : say('inbox.count', { count: open, shown: number(open, language) })}
          icon="speech"
          none={say(agency || asked ? 'list.noneOfAgency' : isAnswered ? 'inbox.noneAnswered' : 'inbox.none')}
          noneDetail={say(agency || asked ? 'list.noneOfAgencyDetail' : 'inbox.noneDetail')}
          query={query}
          empty={items.length === 0}
          filters={
            <>
              <Delegations />
              <InboxBar
                state={state}
                narrowed={{ agency, asked }}
                items={items}
                chosen={chosen}
                onPick={setPicked}
                keys={keys}
              />
            </>
          }
          beneath={view === 'split' && Boolean(sel)}
          testId="inbox"
        >
          {items.map((item) => (
            <InboxRow
              key={item.consultation.id}
              item={item}
              isSelected={item.works.id === sel}
              isPicked={isAnswered ? null : picked.includes(item.consultation.id)}
              onPick={() => toggle(item.consultation.id)}
              onOpen={() => change({ sel: item.works.id })}
            />
          ))}
        </Listing>
      )}
    </>
  )
}
