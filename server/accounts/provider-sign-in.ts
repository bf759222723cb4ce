import { randomPKCECodeVerifier } from 'openid-client'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Secrets } from './identity-provider.ts'
import { newSecret, secretHash } from './secret.ts'

/** Between leaving for the provider and coming back. */
export const longestSeconds = 600
/** Of those that never came back, so many are forgotten whenever another begins. */
const forgottenAtOnce = 100

export interface Begun extends Secrets {
  /** The page to show afterwards. */
  path: string
}

export function newBegun(path: string): Begun {
  return { state: newSecret(), nonce: newSecret(), verifier: randomPKCECodeVerifier(), path }
}

function over(now: Date): Date {
  return new Date(now.getTime() - longestSeconds * 1000)
}

/** Keeps what must be the same when this browser comes back. */
export async function keepBegun(db: Db, browser: string, begun: Begun, now: Date): Promise<void> {
  await rows(
    db,
    `delete from provider_sign_in where state in
       (select state from provider_sign_in where created_at <= :over limit :most for update skip locked)`,
    { over: over(now), most: forgottenAtOnce },
  )
  await db('provider_sign_in').insert({ ...begun, browser_hash: secretHash(browser), created_at: now })
}

/** Takes it, once: `null` where it was begun too long ago, in another browser, or was taken before. */
export async function takeBegun(db: Db, browser: string, state: string, now: Date): Promise<Begun | null> {
  const [begun] = (await db('provider_sign_in')
    .where({ state, browser_hash: secretHash(browser) })
    .where('created_at', '>', over(now))
    .delete(['state', 'nonce', 'verifier', 'path'])) as Begun[]
  return begun ?? null
}
