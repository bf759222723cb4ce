import { useAddress, useChangeAddress } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Segmented } from '../ui/Segmented.tsx'

/** Accounts or keys, and the deed that begins a new one. */
export function ManagingTabs() {
  const { say } = useSpeech()
  const address = useAddress()
  const change = useChangeAddress()
  const tab = address.tab === 'keys' ? 'keys' : 'accounts'
  const cleared = { q: undefined, agency: undefined, role: undefined, status: undefined, sel: undefined }
  return (
    <div className="managing-tabs">
      <Segmented
        label={say('account.tabs')}
        value={tab}
        onChange={(next) => change({ ...cleared, ...(next === 'keys' ? { tab: next } : { tab: undefined }) })}
        options={[
          { value: 'accounts', label: say('account.list'), icon: 'people' },
          { value: 'keys', label: say('key.list'), icon: 'shield' },
        ]}
      />
      <button type="button" className="button primary" onClick={() => change({ sel: 'new' })}>
        <Icon name="plus" />
        {say(tab === 'keys' ? 'key.make' : 'account.invite')}
      </button>
    </div>
  )
}
