import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { reviewSorts } from '../../server/permits/queue/contract.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { useAskedAgencies } from '../agencies/AgencyFilter.tsx'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { KeysCheck } from '../ui/KeysCheck.tsx'
import { Listing } from '../ui/Listing.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { useRowKeys, useRowMove } from '../ui/use-row-keys.ts'
import { TextFilter } from '../works/TextFilter.tsx'
import { WorksDrawer } from '../works/WorksDrawer.tsx'
import { AskedDeedContext, type Keyed, type KeyedDeed } from './asked-deed.ts'
import { ListTools } from './ListTools.tsx'
import { ManyDecisions } from './ManyDecisions.tsx'
import { PageFor } from './PageFor.tsx'
import { reviewsQuery } from './queries.ts'
import { ReviewRow } from './ReviewRow.tsx'

/** The applications that wait for the office. */
export default function ReviewsPage() {
  const { say } = useSpeech()
  return (
    <PageFor
      permission="works.decide"
      title={say('reviews.title')}
      icon="stamp"
      signInFirst={say('reviews.signInFirst')}
      notYours={say('reviews.notYours')}
    >
      <Queue />
    </PageFor>
  )
}

function Queue() {
  const { language, say } = useSpeech()
  const { sel, sort: sorted, q, view = 'split' } = useAddress()
  const change = useChangeAddress()
  const sort = reviewSorts.find((each) => each === sorted) ?? 'due'
  const agency = useAskedAgencies()
  const asked = { sort, agency, q }
  const none = q ? 'reviews.noneFound' : agency ? 'list.noneOfAgency' : 'reviews.none'
  const query = useInfiniteQuery(reviewsQuery(asked, language))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const { total, hasMore } = query.data?.pages[0] ?? {}
  const { keyed, ask } = useKeyedDeed()
  const [picked, setPicked] = useState<readonly string[]>([])
  const toggle = (id: string) => setPicked(picked.includes(id) ? picked.filter((each) => each !== id) : [...picked, id])
  const keys = useRowKeys(
    useRowMove({
      ids: items.map(({ works }) => works.id),
      opened: sel,
      open: (id) => change({ sel: id }, { replace: true }),
      rows: '[data-review] > button',
    }),
    new Map([
      ['KeyA', () => ask('decide')],
      ['KeyR', () => ask('return')],
    ]),
  )
  const close = () => {
    keyed.onTaken()
    change({ sel: undefined })
  }
  return (
    <>
      {sel ? (
        <AskedDeedContext value={keyed}>
          <WorksDrawer key={sel} id={sel} onClose={close} />
        </AskedDeedContext>
      ) : null}
      {view === 'map' ? null : (
        <Listing
          title={say('reviews.title')}
          count={
            total === undefined
              ? ''
              : say(hasMore ? 'reviews.countMore' : 'reviews.count', { count: total, shown: number(total, language) })
          }
          icon="stamp"
          none={say(none)}
          noneDetail={say(`${none}Detail`)}
          query={query}
          empty={items.length === 0}
          filters={
            <div className="filters queue-bar">
              <TextFilter
                label={say('reviews.search')}
                value={q ?? ''}
                onChange={(text) => change({ q: text || undefined }, { replace: true })}
              />
              <Segmented
                label={say('reviews.sort')}
                value={sort}
                onChange={(next) => change({ sort: next === 'start' ? next : undefined }, { replace: true })}
                options={reviewSorts.map((value) => ({ value, label: say(`reviews.by.${value}`) }))}
              />
              <ListTools path="/api/reviews.csv" asked={{ ...asked }} />
              <KeysCheck label={say('reviews.keys')} keys={keys} />
              <ManyDecisions chosen={items.filter(({ works }) => picked.includes(works.id))} onPick={setPicked} />
            </div>
          }
          beneath={view === 'split' && Boolean(sel)}
          testId="reviews"
        >
          {items.map((review) => (
            <ReviewRow
              key={review.works.id}
              review={review}
              isSelected={review.works.id === sel}
              isPicked={picked.includes(review.works.id)}
              onPick={() => toggle(review.works.id)}
              onOpen={() => change({ sel: review.works.id })}
            />
          ))}
        </Listing>
      )}
    </>
  )
}

/** A key asks for a deed of what is open or, in the list, of the row with the focus, which it opens. */
function useKeyedDeed() {
  const { sel } = useAddress()
  const change = useChangeAddress()
  const [asked, setAsked] = useState<Keyed | null>(null)
  const onTaken = useCallback(() => setAsked(null), [])
  useEffect(() => setAsked((last) => (last?.id === sel ? last : null)), [sel])
  const ask = (deed: KeyedDeed) => {
    const id = sel ?? document.activeElement?.closest<HTMLElement>('[data-review]')?.dataset.review
    if (!id) return
    if (!sel) change({ sel: id })
    setAsked({ deed, id })
  }
  return { keyed: useMemo(() => ({ asked, onTaken }), [asked, onTaken]), ask }
}
