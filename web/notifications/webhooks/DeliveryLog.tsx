import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Delivery } from '../../../server/notifications/webhooks/contract.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { Failure, Waiting } from '../../ui/States.tsx'
import { noticeSettingsQuery } from '../queries.ts'
import { deliveriesQuery, useRedeliver } from './queries.ts'

const tones: Record<Delivery['state'], string> = { delivered: 'good', waiting: 'warning', given_up: 'blocking' }
/** A message is under way for seconds: the log looks again. */
const lookMilliseconds = 3000

/** What was sent to a webhook, and what it answered to each try. */
export function DeliveryLog({ id, canSend }: { id: string; canSend: boolean }) {
  const { language, say } = useSpeech()
  const query = useInfiniteQuery({ ...deliveriesQuery(id), refetchInterval: lookMilliseconds })
  const kinds = useQuery(noticeSettingsQuery(language)).data?.kinds ?? []
  const again = useRedeliver(id)
  const deliveries = query.data?.pages.flatMap(({ items }) => items) ?? []
  const called = (kind: string) =>
    kind === 'test' ? say('webhook.testMessage') : (kinds.find((each) => each.kind === kind)?.name ?? kind)
  return (
    <div className="webhook-log" data-testid="webhook-log">
      {query.data ? null : <Waiting query={query} />}
      {again.isError ? <Failure problem={again.error} /> : null}
      {query.isSuccess && deliveries.length === 0 ? <p>{say('webhook.logNone')}</p> : null}
      <ol>
        {deliveries.map((delivery) => (
          <li key={delivery.id}>
            <span className="row-top">
              <strong>{called(delivery.kind)}</strong>
              <span className={delivery.state === 'delivered' ? 'tag green' : 'tag'} data-tone={tones[delivery.state]}>
                {say(`webhook.delivery.${delivery.state}`)}
              </span>
              {canSend && delivery.state !== 'waiting' ? (
                <button type="button" className="button small" onClick={() => again.mutate(delivery.id)}>
                  {say('webhook.again')}
                </button>
              ) : null}
            </span>
            <Attempts delivery={delivery} />
          </li>
        ))}
      </ol>
      {query.hasNextPage ? (
        <button type="button" className="button small" onClick={() => void query.fetchNextPage()}>
          {say('list.more')}
        </button>
      ) : null}
      <span className="visually-hidden" role="status">
        {say('webhook.logCount', { count: deliveries.length, shown: number(deliveries.length, language) })}
      </span>
    </div>
  )
}

function Attempts({ delivery: { attempts, nextAt } }: { delivery: Delivery }) {
  const { language, say } = useSpeech()
  const moment = useMoment()
  return (
    <span className="row-facts">
      {attempts.map(({ at, status, error, milliseconds }) => (
        <span key={at}>
          {moment(at)} · <bdi dir="ltr">{status ?? error}</bdi> ·{' '}
          {say('webhook.took', { milliseconds: number(milliseconds, language) })}
        </span>
      ))}
      {nextAt ? <span>{say('webhook.next', { at: moment(nextAt) })}</span> : null}
    </span>
  )
}
