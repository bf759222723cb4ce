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
}

const columns = ['id', 'email', 'name_ar', 'name_en', 'organisation_id', 'ticket_for', 'password_hash']

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

/** Changes one's own password; every other session of theirs ends. `kept` is the id of the one that asks. */
export async function changePassword(
  db: Db,
  userId: string,
  given: { current: string; password: string },
  kept: string,
): Promise<Outcome<null>> {
  const holder = (await db('app_user').where({ id: userId }).first(columns)) as Holder
  if (holder.password_hash === null)
    return failed('refused', { reasons: [{ code: 'external', detail: sayAccounts('external') }] })
  if (!(await verify(holder.password_hash, given.current))) return faultAt('current', sayAccounts('password_wrong'))
  const fault = await faultOf(given.password, holder)
  if (fault) return fault
  await db('app_user')
    .where({ id: userId })
    .update(await secured(given.password))
  await endSessions(db, userId, kept)
  await recordPassword(db, holder, 'password')
  return { value: null }
}

function recordPassword(db: Db, { id, organisation_id }: Holder, event: string): Promise<void> {
  return record(db, [{ subject: 'account', id, agency: organisation_id, event }])
}
