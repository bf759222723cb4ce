import type { ApiKey } from '../../server/accounts/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { CopyLine } from '../ui/CopyLine.tsx'

export interface MadeKey {
  key: ApiKey
  token: string
}

/** The token of a new key, told this once, and how it is sent. */
export function MadeKeyShown({ made, onAnother }: { made: MadeKey; onAnother: () => void }) {
  const { say } = useSpeech()
  return (
    <>
      <div className="told-once" data-testid="token">
        <CopyLine label={say('key.token')} value={made.token} />
        <p>{say('key.once', { name: made.key.name })}</p>
      </div>
      <p>{say('key.use')}</p>
      <code dir="ltr" className="usage">
        Authorization: Bearer {made.key.prefix}…
      </code>
      <button type="button" className="button" onClick={onAnother}>
        {say('key.makeAnother')}
      </button>
    </>
  )
}
