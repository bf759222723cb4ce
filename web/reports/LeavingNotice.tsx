import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'

/** That the rest is on its way, or that it did not come; what is filled in stays meanwhile. */
export function LeavingNotice({ leaving }: { leaving: { again: () => void; failed: boolean } | null }) {
  const { say } = useSpeech()
  return (
    <div className="connection" role="status">
      {leaving && !leaving.failed ? <p>{say('state.loading')}</p> : null}
      {leaving?.failed ? (
        <p>
          <Icon name="warning" size={16} />
          {say('state.offline')}
          <button type="button" className="link" onClick={leaving.again}>
            {say('state.retry')}
          </button>
        </p>
      ) : null}
    </div>
  )
}
