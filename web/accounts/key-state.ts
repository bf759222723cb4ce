import type { ApiKey } from '../../server/accounts/contract.ts'

export type KeyState = 'active' | 'expired' | 'revoked'

export function stateOf({ revokedAt, expiresAt }: Pick<ApiKey, 'revokedAt' | 'expiresAt'>, now: Date): KeyState {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && new Date(expiresAt) <= now ? 'expired' : 'active'
}

/** How many days a key may be made for; 0 is without end. */
export const lasting = ['90', '365', '730', '0'] as const
export type Lasting = (typeof lasting)[number]

/** The instant at which a key that is made now runs out; `null` where it does not. */
export function expiryOf(days: Lasting, now: Date): string | null {
  return days === '0' ? null : new Date(now.getTime() + Number(days) * 86_400_000).toISOString()
}
