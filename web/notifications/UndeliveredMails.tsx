import { useInfiniteQuery } from '@tanstack/react-query'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { undeliveredQuery } from './queries.ts'

/** E-mails to accounts that one manages which were given up; nothing where there are none. */
export function UndeliveredMails() {
  const { say } = useSpeech()
  const moment = useMoment()
  const query = useInfiniteQuery(undeliveredQuery)
  const mails = query.data?.pages.flatMap(({ items }) => items) ?? []
  if (mails.length === 0) return null
  return (
    <section className="webhook-log" data-testid="undelivered">
      <h2>{say('notice.undelivered')}</h2>
      <ol>
        {mails.map(({ id, address, deadAt, error }) => (
          <li key={id}>
            <strong>
              <bdi dir="ltr">{address}</bdi>
            </strong>
            <span className="row-facts">
              {moment(deadAt)} · <bdi dir="ltr">{error}</bdi>
            </span>
          </li>
        ))}
      </ol>
      {query.hasNextPage ? (
        <button type="button" className="button small" onClick={() => void query.fetchNextPage()}>
          {say('list.more')}
        </button>
      ) : null}
    </section>
  )
}
