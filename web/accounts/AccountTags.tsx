import type { Account } from '../../server/accounts/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { statesOf } from './account-state.ts'

/** May this person enter, and if not, why. */
export function AccountTags({ account }: { account: Account }) {
  const { say } = useSpeech()
  const moment = useMoment()
  return statesOf(account, new Date()).map(({ words, tone, when }) => (
    <span key={words} className={tone === 'good' ? 'tag green' : 'tag'} data-tone={tone}>
      {say(words, when ? { when: moment(when) } : {})}
    </span>
  ))
}
