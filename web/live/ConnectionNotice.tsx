import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useLive } from './use-live.ts'

/** Keeps the page up to date, and says so where it cannot: what is shown may be old. */
export function ConnectionNotice() {
  const { say } = useSpeech()
  const { isLost } = useLive()
  return (
    <div className="connection" role="status">
      {isLost ? (
        <p>
          <Icon name="warning" size={16} />
          {say('live.lost')}
        </p>
      ) : null}
    </div>
  )
}
