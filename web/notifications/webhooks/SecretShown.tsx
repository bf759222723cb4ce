import { useSpeech } from '../../i18n/language.tsx'
import { CopyLine } from '../../ui/CopyLine.tsx'

/** A secret, told this once, and what it is for. */
export function SecretShown({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { say } = useSpeech()
  return (
    <section className="webhook-secret" data-testid="webhook-secret">
      <CopyLine label={say('webhook.secret')} value={secret} />
      <p>{say('webhook.secretOnce')}</p>
      <button type="button" className="button" onClick={onClose}>
        {say('webhook.secretKept')}
      </button>
    </section>
  )
}
