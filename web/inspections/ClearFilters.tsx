import { type Address, useAddress, useChangeAddress } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'

/** Takes what narrows a list out of the address; not there where nothing does. */
export function ClearFilters({ members }: { members: readonly (keyof Address)[] }) {
  const { say } = useSpeech()
  const address = useAddress()
  const change = useChangeAddress()
  if (members.every((member) => !address[member])) return null
  const none = Object.fromEntries(members.map((member) => [member, undefined]))
  return (
    <button type="button" className="link" onClick={() => change(none)}>
      {say('filter.clear')}
    </button>
  )
}
