import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Webhook } from '../../../server/notifications/webhooks/contract.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { Failure } from '../../ui/States.tsx'
import { noticeSettingsQuery } from '../queries.ts'
import { DeliveryLog } from './DeliveryLog.tsx'
import { useChangeWebhook, useTestWebhook } from './queries.ts'
import { WebhookDeeds } from './WebhookDeeds.tsx'

const tones: Record<Webhook['state'], string> = { active: 'good', paused: 'warning', disabled: 'blocking' }

/** A webhook: whose, where, of what; how it stands, and its log. */
export function WebhookCard({ webhook, onSecret }: { webhook: Webhook; onSecret: (secret: string) => void }) {
  const { language, say } = useSpeech()
  const moment = useMoment()
  const [isOpen, setOpen] = useState(false)
  const names = new Map(useQuery(noticeSettingsQuery(language)).data?.kinds.map(({ kind, name }) => [kind, name]))
  const change = useChangeWebhook(webhook.id)
  const test = useTestWebhook(webhook.id)
  const { state, disabledFor, version, formerUntil } = webhook
  const isActive = state === 'active'
  const failure = change.error ?? test.error
  return (
    <li className="webhook-card">
      <span className="row-top">
        <AgencyChip id={webhook.agencyId} />
        <span className={isActive ? 'tag green' : 'tag'} data-tone={tones[state]}>
          {say(disabledFor ? `webhook.disabled.${disabledFor}` : `webhook.state.${state}`)}
        </span>
      </span>
      <bdi dir="ltr" className="webhook-url">
        {webhook.url}
      </bdi>
      {webhook.description ? <span dir="auto">{webhook.description}</span> : null}
      <span className="row-facts">{webhook.kinds.map((kind) => names.get(kind) ?? kind).join(say('list.joint'))}</span>
      {formerUntil && new Date(formerUntil) > new Date() ? (
        <span className="row-facts">{say('webhook.formerUntil', { at: moment(formerUntil) })}</span>
      ) : null}
      {failure ? <Failure problem={failure} /> : null}
      <div className="buttons">
        {isActive ? (
          <button
            type="button"
            className="button small"
            disabled={test.isPending}
            onClick={() => test.mutate(null, { onSuccess: () => setOpen(true) })}
          >
            {say('webhook.test')}
          </button>
        ) : null}
        <button
          type="button"
          className="button small"
          disabled={change.isPending}
          onClick={() => change.mutate({ version, state: isActive ? 'paused' : 'active' })}
        >
          {say(isActive ? 'webhook.pause' : 'webhook.resume')}
        </button>
        <WebhookDeeds id={webhook.id} onSecret={onSecret} />
        <button type="button" className="button small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {say('webhook.log')}
        </button>
      </div>
      {isOpen ? <DeliveryLog id={webhook.id} canSend={isActive} /> : null}
    </li>
  )
}
