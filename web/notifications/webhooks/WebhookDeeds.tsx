import { useState } from 'react'
import { useSpeech } from '../../i18n/language.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { Failure } from '../../ui/States.tsx'
import { useRemoveWebhook, useRotateSecret } from './queries.ts'

/** What is asked about before it is done: a new secret, and the end. */
export function WebhookDeeds({ id, onSecret }: { id: string; onSecret: (secret: string) => void }) {
  const { say } = useSpeech()
  const [asked, setAsked] = useState<'rotate' | 'remove'>()
  const rotate = useRotateSecret(id)
  const remove = useRemoveWebhook(id)
  const failure = rotate.error ?? remove.error
  const act = () => {
    setAsked(undefined)
    if (asked === 'remove') remove.mutate(null)
    else rotate.mutate(null, { onSuccess: ({ secret }) => onSecret(secret) })
  }
  return (
    <>
      <button type="button" className="button small" disabled={rotate.isPending} onClick={() => setAsked('rotate')}>
        {say('webhook.rotate')}
      </button>
      <button type="button" className="button small" disabled={remove.isPending} onClick={() => setAsked('remove')}>
        {say('webhook.remove')}
      </button>
      {failure ? <Failure problem={failure} /> : null}
      {asked ? (
        <Confirm
          title={say(`webhook.${asked}Asked`)}
          detail={say(`webhook.${asked}Detail`)}
          act={say(`webhook.${asked}`)}
          keep={say('webhook.leave')}
          onKeep={() => setAsked(undefined)}
          onAct={act}
        />
      ) : null}
    </>
  )
}
