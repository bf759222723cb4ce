import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useAddress, useChangeAddress } from '../address.ts'
import { readyQuery } from '../agencies/queries.ts'
import { fullDay, number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Empty, Failure, Loading, Waiting } from '../ui/States.tsx'
import { byDay } from './days.ts'
import { NoticeRow } from './NoticeRow.tsx'
import { noticesQuery, useReadNotices } from './queries.ts'

/** What one is told, under its days; what is unread can be shown alone, and all of it marked as read. */
export function NoticeList() {
  const { language, say } = useSpeech()
  const state = useAddress().status === 'unread' ? 'unread' : 'all'
  const change = useChangeAddress()
  const query = useInfiniteQuery(noticesQuery(state, language))
  const zone = useQuery(readyQuery).data?.zone ?? 'UTC'
  const read = useReadNotices()
  const notices = query.data?.pages.flatMap(({ items }) => items) ?? []
  const unread = query.data?.pages[0]?.unread ?? 0
  const [latest] = notices
  return (
    <>
      <div className="notices-bar">
        <span className="count" role="status">
          {query.isSuccess ? say('notice.count', { count: unread, shown: number(unread, language) }) : ''}
        </span>
        <label className="check">
          <input
            type="checkbox"
            checked={state === 'unread'}
            onChange={() => change({ status: state === 'unread' ? undefined : 'unread' })}
          />
          <span>{say('notice.unreadOnly')}</span>
        </label>
        <button
          type="button"
          className="button small"
          disabled={unread === 0 || read.isPending}
          onClick={() => latest && read.mutate({ until: latest.at })}
        >
          {say('notice.readAll')}
        </button>
      </div>
      {read.isError ? <Failure problem={read.error} /> : null}
      {query.data ? null : <Waiting query={query} />}
      {query.isSuccess && notices.length === 0 ? (
        <Empty icon="bell" title={say(state === 'unread' ? 'notice.noneUnread' : 'notice.none')}>
          <p>{say('notice.noneDetail')}</p>
        </Empty>
      ) : null}
      <div data-testid="notices" aria-busy={query.isPlaceholderData}>
        {byDay(notices, zone).map(({ day, notices: ofDay }) => (
          <section key={day} className="notices-day">
            <h2>{fullDay(day, language)}</h2>
            <ul>
              {ofDay.map((notice) => (
                <NoticeRow key={notice.id} notice={notice} onRead={() => read.mutate({ ids: [notice.id] })} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {query.isFetchingNextPage ? <Loading /> : null}
      {query.hasNextPage && !query.isFetchingNextPage ? (
        <button type="button" className="button more" onClick={() => void query.fetchNextPage()}>
          {say('list.more')}
        </button>
      ) : null}
    </>
  )
}
