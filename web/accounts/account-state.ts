import type { Account } from '../../server/accounts/contract.ts'
import type { MessageId } from '../i18n/language.tsx'

type Tone = 'blocking' | 'warning' | 'good' | 'plain'

export interface AccountState {
  words: MessageId
  tone: Tone
  /** The instant that the words tell of as `{when}`. */
  when?: string
}

type Standing = Pick<Account, 'status' | 'ticketUntil' | 'lockedUntil'>

/** What an administrator must know at a glance: may this person enter, and if not, why. */
export function statesOf({ status, ticketUntil, lockedUntil }: Standing, now: Date): AccountState[] {
  if (status === 'suspended') return [{ words: 'account.status.suspended', tone: 'blocking' }]
  const ended = ticketUntil !== null && new Date(ticketUntil) <= now
  if (status === 'invited')
    return [
      ended ? { words: 'account.inviteEnded', tone: 'warning' } : { words: 'account.status.invited', tone: 'plain' },
    ]
  const states: AccountState[] = []
  if (ticketUntil !== null)
    states.push({ words: ended ? 'account.resetEnded' : 'account.awaitsPassword', tone: 'warning' })
  if (lockedUntil !== null && new Date(lockedUntil) > now)
    states.push({ words: 'account.locked', tone: 'warning', when: lockedUntil })
  return states.length > 0 ? states : [{ words: 'account.status.active', tone: 'good' }]
}
