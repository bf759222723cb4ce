import { stringifySearch } from '../../address-text.ts'
import { signInFrom, useGoing } from '../../going.tsx'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { OutboxPause } from '../offline/contract.ts'

/** Why nothing leaves this phone just now, and that nothing is lost by it. */
export function PauseNotice({ pause }: { pause: Exclude<OutboxPause, null> }) {
  const { say } = useSpeech()
  const { address } = useGoing()
  return (
    <p className="outbox-notice" data-pause={pause} role="status">
      <Icon name={pause === 'offline' ? 'globe' : 'info'} />
      <span>{say(`outbox.pause.${pause}`)}</span>
      {pause === 'signed_out' || pause === 'other_user' ? (
        <a className="link" href={`/sign-in${stringifySearch({ ...signInFrom(address) })}`}>
          {say('session.signIn')}
        </a>
      ) : null}
    </p>
  )
}
