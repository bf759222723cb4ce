import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Empty, Waiting } from '../../ui/States.tsx'
import { UndeliveredMails } from '../UndeliveredMails.tsx'
import { NewWebhookForm } from './NewWebhookForm.tsx'
import { webhooksQuery } from './queries.ts'
import { SecretShown } from './SecretShown.tsx'
import { WebhookCard } from './WebhookCard.tsx'

/** Where the software of one's organisation is told: making, changing and trying, with what became of each message. */
export function WebhooksTab() {
  const { say } = useSpeech()
  const query = useInfiniteQuery(webhooksQuery)
  const [isMaking, setMaking] = useState(false)
  const [secret, setSecret] = useState<string>()
  const webhooks = query.data?.pages.flatMap(({ items }) => items) ?? []
  const made = (told: string) => {
    setMaking(false)
    setSecret(told)
  }
  return (
    <div className="webhooks">
      <p className="form-note">{say('webhook.what')}</p>
      {secret ? <SecretShown secret={secret} onClose={() => setSecret(undefined)} /> : null}
      {isMaking ? (
        <NewWebhookForm onMade={made} onClose={() => setMaking(false)} />
      ) : (
        <button type="button" className="button primary" onClick={() => setMaking(true)}>
          <Icon name="plus" />
          {say('webhook.make')}
        </button>
      )}
      {query.data ? null : <Waiting query={query} />}
      {query.isSuccess && webhooks.length === 0 && !isMaking ? (
        <Empty icon="bell" title={say('webhook.none')}>
          <p>{say('webhook.noneDetail')}</p>
        </Empty>
      ) : null}
      <ul data-testid="webhooks">
        {webhooks.map((webhook) => (
          <WebhookCard key={webhook.id} webhook={webhook} onSecret={setSecret} />
        ))}
      </ul>
      {query.hasNextPage ? (
        <button type="button" className="button more" onClick={() => void query.fetchNextPage()}>
          {say('list.more')}
        </button>
      ) : null}
      <UndeliveredMails />
    </div>
  )
}
