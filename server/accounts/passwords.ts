import { hash, verify } from '@node-rs/argon2'
import { record } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import type { TicketAnswer } from './contract.ts'
import { sayAccounts } from './messages.ts'
import { passwordFault } from './rules.ts'
import { secretHash } from './secret.ts'
import { endSessions } from './store.ts'

/** argon2id, as the library sets it: 19 MiB, two passes. */
export function hashPassword(password: string): Promise<string> {
  return hash(password)
}

let common: Promise<ReadonlySet<string>> | undefined
/** Fifty thousand passwords that everybody tries; read when the first is set. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']))
  return common
}

interface Holder {
  id: string
  email: string
  name_ar: string
  name_en: string
  organisation_id: string | null
  ticket_for: 'invite' | 'reset'
  password_hash: string | null
  locked_until: string | null
}

const columns = ['id', 'email', 'name_ar', 'name_en', 'organisation_id', 'ticket_for', 'password_hash', 'locked_until']

function holderOf(db: Db, secret: string, now: Date): Promise<Holder | undefined> {
  return db('app_user')
    .where({ ticket_hash: secretHash(secret) })
    .where('ticket_until', '>', now)
    .whereNot({ status: 'suspended' })
    .first(columns)
}

const unknownTicket = () => failed('not-found', { detail: sayAccounts('ticket_unknown') })

/** Whose a ticket is, and what it is for: shown to whoever holds it before they choose a password. */
export async function lookAtTicket(db: Db, secret: string, now: Date): Promise<Outcome<TicketAnswer>> {
  const holder = await holderOf(db, secret, now)
  if (!holder) return unknownTicket()
  const { email, name_ar: ar, name_en: en, ticket_for: purpose } = holder
  return { value: { email, name: { ar, en }, purpose } }
}

async function faultOf(password: string, { email, name_ar, name_en }: Holder) {
  const fault = passwordFault(password, { common: await commonPasswords(), own: [email, name_ar, name_en] })
  return fault ? faultAt('password', sayAccounts(`password_${fault}`)) : null
}

/** Sets a password with a ticket, which is used up; every session of before has ended. */
export async function setPassword(
  db: Db,
  given: { secret: string; password: string },
  now: Date,
): Promise<Outcome<null>> {
  const holder = await holderOf(db, given.secret, now)
  if (!holder) return unknownTicket()
  const fault = await faultOf(given.password, holder)
  if (fault) return fault
  const set = await db('app_user')
    .where({ id: holder.id, ticket_hash: secretHash(given.secret) })
    .update({ ...(await secured(given.password)), status: 'active', version: db.raw('version + 1') })
  if (set === 0) return unknownTicket()
  await endSessions(db, holder.id)
  await recordPassword(db, holder, holder.ticket_for === 'invite' ? 'accept' : 'password')
  return { value: null }
}

async function secured(password: string) {
  return {
    password_hash: await hashPassword(password),
    ticket_hash: null,
    ticket_for: null,
    ticket_until: null,
    failed_sign_ins: 0,
    locked_until: null,
  }
}

/**
 * Whoever asks to change their password, if the current one is right; `wrong` counts as a wrong try to sign in does, and
 * a locked account is told no more than that.
 */
export async function proveCurrent(
  db: Db,
  userId: string,
  current: string,
  now: Date,
): Promise<{ holder: Holder; isWrong: boolean; isLocked: boolean }> {
  const holder = (await db('app_user').where({ id: userId }).first(columns)) as Holder
  const isLocked = holder.locked_until !== null && new Date(holder.locked_until) > now
  const isWrong = isLocked || holder.password_hash === null || !(await verify(holder.password_hash, current))
  return { holder, isWrong, isLocked }
}

/** Changes one's own password, which has been proved; every other session of theirs ends. `kept` is the one that asks. */
export async function changePassword(db: Db, holder: Holder, password: string, kept: string): Promise<Outcome<null>> {
  const fault = await faultOf(password, holder)
  if (fault) return fault
  // one that was reset meanwhile proves nothing any more
  const changed = await db('app_user')
    .where({ id: holder.id, password_hash: holder.password_hash, status: 'active' })
    .update(await secured(password))
  if (changed === 0) return wrongPassword()
  await endSessions(db, holder.id, kept)
  await recordPassword(db, holder, 'password')
  return { value: null }
}

export function wrongPassword() {
  return faultAt('current', sayAccounts('password_wrong'))
}

function recordPassword(db: Db, { id, organisation_id }: Holder, event: string): Promise<void> {
  return record(db, [{ subject: 'account', id, agency: organisation_id, event }])
}

/** Whoever signs in by the identity provider has no password of ours. */
export function external() {
  return failed('refused', { reasons: [{ code: 'external', detail: sayAccounts('external') }] })
}
