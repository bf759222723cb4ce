import { uuidv7 } from 'uuidv7'
import type { Actor } from '../access/actor.ts'
import { allows } from '../access/policy.ts'
import type { OrganisationKind, Role } from '../agencies/contract.ts'
import { difference, record } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import type { Account, AccountChange, AccountEvent, AccountWithTicket, NewAccount } from './contract.ts'
import { sayAccounts } from './messages.ts'
import { rolesOf, statusAfter } from './rules.ts'
import { endSessions, findAccount, hasPassword, holdAccount, insertAccount, newTicket, updateAccount } from './store.ts'

interface Doing {
  actor: Actor
  now: Date
}

/** A problem where the actor does not manage this organisation's accounts, or the role is none of its roles. */
async function placeFault(db: Db, agencyId: string, role: Role, actor: Actor): Promise<Outcome<never> | null> {
  const found = (await db('organisation').where({ id: agencyId }).first('kind')) as
    | { kind: OrganisationKind }
    | undefined
  if (!found) return faultAt('agencyId', sayAccounts('agency_unknown'))
  if (!allows(actor, 'accounts.manage', { agencyId })) return faultAt('agencyId', sayAccounts('agency_foreign'))
  const roles = rolesOf[found.kind]
  return roles.includes(role) ? null : faultAt('role', sayAccounts('role_not_of_agency', { roles: roles.join(', ') }))
}

/** Invites somebody: the account waits for its password, which is set with the ticket. */
export async function inviteAccount(
  db: Db,
  given: NewAccount,
  { actor, now }: Doing,
): Promise<Outcome<AccountWithTicket>> {
  const fault = await placeFault(db, given.agencyId, given.role, actor)
  if (fault) return fault
  const id = uuidv7()
  const email = given.email.toLowerCase()
  const ticket = newTicket('invite', now)
  if (!(await insertAccount(db, { ...given, id, email }, ticket, now)))
    return failed('conflict', { errors: [{ path: 'email', message: sayAccounts('email_taken') }] })
  const account = await standing(db, id)
  await recordAccount(db, account, { event: 'invite', after: told(account) })
  return { value: { account, ticket: ticket.ticket } }
}

/** What of an account is recorded. */
export function told({ email, name, role, agencyId, status }: Account) {
  return { email, name, role, agencyId, status }
}

export async function standing(db: Db, id: string): Promise<Account> {
  const account = await findAccount(db, id)
  if (!account) throw new Error(`the account ${id} that was written is not there`)
  return account
}

export function recordAccount(
  db: Db,
  { id, agencyId }: Account,
  change: { event: string; before?: object; after: object },
): Promise<void> {
  return record(db, [{ subject: 'account', id, agency: agencyId, ...change }])
}

/** An account that the actor manages; to everybody else it is not there. */
export async function managedAccount(db: Db, id: string, actor: Actor): Promise<Account | null> {
  const account = await findAccount(db, id)
  return account && allows(actor, 'accounts.manage', { agencyId: account.agencyId }) ? account : null
}

/** The account as it is held for a change: there, theirs to manage, and not newer than the one they saw. */
async function held(db: Db, id: string, version: number, { actor }: Doing): Promise<Outcome<Account>> {
  await holdAccount(db, id)
  const account = await managedAccount(db, id, actor)
  if (!account) return failed('not-found')
  if (account.version !== version)
    return failed('version', { values: { current: account.version }, more: { currentVersion: account.version } })
  return { value: account }
}

/** Changes name, role or organisation. Another role or organisation holds from the next request on. */
export async function changeAccount(
  db: Db,
  id: string,
  change: AccountChange,
  doing: Doing,
): Promise<Outcome<Account>> {
  const found = await held(db, id, change.version, doing)
  if (found.problem) return found
  const before = found.value
  const { name = before.name, role = before.role, agencyId = before.agencyId } = change
  const moves = role !== before.role || agencyId !== before.agencyId
  // an administrator who takes the role from themselves might leave nobody to give it back
  if (moves && id === doing.actor.userId) return refused('own_account')
  const fault = moves && agencyId ? await placeFault(db, agencyId, role, doing.actor) : null
  if (fault) return fault
  await updateAccount(db, id, { name_ar: name.ar, name_en: name.en, role, organisation_id: agencyId })
  const account = await standing(db, id)
  await recordAccount(db, account, { event: 'change', ...difference(told(before), told(account)) })
  return { value: account }
}

function refused(code: Parameters<typeof sayAccounts>[0]) {
  return failed('refused', { reasons: [{ code, detail: sayAccounts(code) }] })
}

/** Makes an event happen to an account. A suspension, a reset and a sign-out end its sessions at once. */
export async function happenToAccount(
  db: Db,
  id: string,
  { event, version }: { event: AccountEvent; version: number },
  doing: Doing,
): Promise<Outcome<AccountWithTicket>> {
  const found = await held(db, id, version, doing)
  if (found.problem) return found
  const before = found.value
  if (event === 'suspend' && id === doing.actor.userId) return refused('own_account')
  if ((event === 'reset' || event === 'invite') && before.external) return refused('external')
  const next = statusAfter(before.status, event, before.external || (await hasPassword(db, id)))
  if ('refusal' in next) return refused(next.refusal)
  const ticket = ticketFor(event, next.status, doing.now)
  const free = event === 'suspend' ? { ticket_hash: null, ticket_for: null, ticket_until: null } : {}
  // whoever knows the old password is not let in again
  const voided = event === 'reset' ? { password_hash: null } : {}
  if (event !== 'invite' && event !== 'restore') await endSessions(db, id)
  await updateAccount(db, id, { status: next.status, ...free, ...voided, ...ticket?.columns })
  const account = await standing(db, id)
  await recordAccount(db, account, { event, ...difference(told(before), told(account)) })
  return { value: { account, ticket: ticket?.ticket ?? null } }
}

function ticketFor(event: AccountEvent, status: Account['status'], now: Date) {
  if (event === 'reset') return newTicket('reset', now)
  return status === 'invited' && (event === 'invite' || event === 'restore') ? newTicket('invite', now) : null
}
