import type { Role } from '../agencies/contract.ts'
import type { Db } from '../database/connect.ts'
import { like, narrowed, rows } from '../database/sql.ts'
import { type Page, page } from '../http/cursor.ts'
import type { Names } from '../language/contract.ts'
import type { Account, AccountStatus, Ticket } from './contract.ts'
import { newSecret, secretHash } from './secret.ts'

interface Row {
  id: string
  email: string
  name_ar: string
  name_en: string
  role: Role
  organisation_id: string | null
  status: AccountStatus
  issuer: string | null
  ticket_until: string | null
  locked_until: string | null
  created_at: string
  last_seen_at: string | null
  version: number
}

const columns = `u.id, u.email, u.name_ar, u.name_en, u.role, u.organisation_id, u.status, u.issuer, u.ticket_until,
  u.locked_until, u.created_at, u.last_seen_at, u.version`

function account(row: Row): Account {
  return {
    id: row.id,
    email: row.email,
    name: { ar: row.name_ar, en: row.name_en },
    role: row.role,
    agencyId: row.organisation_id,
    status: row.status,
    external: row.issuer !== null,
    ticketUntil: row.ticket_until,
    lockedUntil: row.locked_until,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    version: row.version,
  }
}

export interface AccountFilter {
  text?: string | undefined
  agency?: string[] | undefined
  role?: string[] | undefined
  status?: string[] | undefined
}

/** A page of the accounts that row security shows, by e-mail. */
export async function listAccounts(
  db: Db,
  { text, agency, role, status }: AccountFilter,
  { limit, after }: { limit: number; after: readonly [string] | null },
): Promise<Page<Account>> {
  const { where, bindings } = narrowed([
    [
      text,
      '(u.email ilike :sought or folded(u.name_ar) like folded(:sought) or folded(u.name_en) like folded(:sought))',
      { sought: like(text) },
    ],
    [agency, 'u.organisation_id = any (cast(:agency as uuid[]))', { agency }],
    [role, 'u.role = any (cast(:role as text[]))', { role }],
    [status, 'u.status = any (cast(:status as text[]))', { status }],
    [after ?? undefined, 'u.email > :after', { after: after?.[0] }],
  ])
  const found = await rows<Row>(db, `select ${columns} from app_user u where ${where} order by u.email limit :limit`, {
    ...bindings,
    limit: limit + 1,
  })
  return page(found, limit, account, ({ email }) => [email])
}

export async function findAccount(db: Db, id: string): Promise<Account | null> {
  const [row] = await rows<Row>(db, `select ${columns} from app_user u where u.id = cast(:id as uuid)`, { id })
  return row ? account(row) : null
}

/** Requests may know that there is one, never which. */
export async function hasPassword(db: Db, id: string): Promise<boolean> {
  const found = (await db('app_user').where({ id }).first('has_password')) as { has_password: boolean } | undefined
  return found?.has_password === true
}

/** Locks the row of an account until the transaction ends; it is read afterwards. */
export async function holdAccount(db: Db, id: string): Promise<void> {
  await rows(db, 'select u.id from app_user u where u.id = cast(:id as uuid) for no key update', { id })
}

/** Tickets: so long may an invitation, or the setting of a new password, wait. */
const ticketMilliseconds = { invite: 7 * 86_400_000, reset: 86_400_000 }

interface Given {
  columns: { ticket_hash: Buffer; ticket_for: 'invite' | 'reset'; ticket_until: Date }
  ticket: Ticket
}

export function newTicket(purpose: 'invite' | 'reset', now: Date): Given {
  const secret = newSecret()
  const until = new Date(now.getTime() + ticketMilliseconds[purpose])
  return {
    columns: { ticket_hash: secretHash(secret), ticket_for: purpose, ticket_until: until },
    ticket: { secret, until: until.toISOString() },
  }
}

interface NewRow {
  id: string
  email: string
  name: Names
  role: Role
  agencyId: string
}

/** False where the e-mail is another account's, also one that the actor does not see. */
export async function insertAccount(
  db: Db,
  { id, email, name, role, agencyId }: NewRow,
  given: Given,
  now: Date,
): Promise<boolean> {
  const row = {
    id,
    email,
    name_ar: name.ar,
    name_en: name.en,
    role,
    organisation_id: agencyId,
    status: 'invited',
    created_at: now,
    ...given.columns,
  }
  const inserted = await db('app_user').insert(row).onConflict('email').ignore().returning('id')
  return inserted.length > 0
}

export async function updateAccount(db: Db, id: string, set: Record<string, unknown>): Promise<void> {
  await db('app_user')
    .where({ id })
    .update({ ...set, version: db.raw('version + 1') })
}

export async function endSessions(db: Db, userId: string, but?: string): Promise<number> {
  return db('session')
    .where({ user_id: userId })
    .modify((query) => void (but && query.whereNot({ id: but })))
    .delete()
}
