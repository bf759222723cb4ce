import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { Actor, Ground } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Role, Session, User } from './contract.ts'

const idleMilliseconds = 30 * 60_000
const longestMilliseconds = 12 * 3_600_000
const triesBeforeLock = 5
const lockMilliseconds = 5 * 60_000

interface UserRow {
  id: string
  email: string
  password_hash: string
  name_ar: string
  name_en: string
  role: Role
  organisation_id: string | null
  failed_sign_ins: number
  locked_until: string | null
  is_demo: boolean
}

const userColumns = ['app_user.id', 'email', 'name_ar', 'name_en', 'role', 'organisation_id']

function user(row: Omit<UserRow, 'password_hash' | 'failed_sign_ins' | 'locked_until' | 'is_demo'>): User {
  const name = { ar: row.name_ar, en: row.name_en }
  return { id: row.id, email: row.email, name, role: row.role, agencyId: row.organisation_id }
}

export function hashPassword(password: string): Promise<string> {
  return hash(password)
}

/** A hash that no password has: asked where there is no account, so that the answer takes as long. */
const nobody = hash(randomBytes(16).toString('hex'))

/**
 * Checks the password (argon2id) and opens a session; null when e-mail or password is wrong, the account is locked, or
 * it is one of the demo's and the demo is off: which the caller cannot tell apart. Five wrong tries lock for five minutes.
 */
export async function signIn(
  db: Db,
  given: { email: string; password: string },
  { now, demo }: { now: Date; demo: boolean },
): Promise<(Session & { token: string }) | null> {
  const row = (await db('app_user').where({ email: given.email.toLowerCase() }).first()) as UserRow | undefined
  const isRight = await verify(row?.password_hash ?? (await nobody), given.password)
  if (!row || (row.is_demo && !demo)) return null
  if (row.locked_until && new Date(row.locked_until) > now) return null
  if (!isRight) {
    await noteFailure(db, row, now)
    return null
  }
  if (!(await forgetFailures(db, row, now))) return null
  const token = randomBytes(32).toString('base64url')
  const csrfToken = randomBytes(24).toString('base64url')
  await db('session').insert({
    token_hash: digest(token),
    user_id: row.id,
    csrf_token: csrfToken,
    created_at: now,
    seen_at: now,
  })
  return { token, csrfToken, user: user(row) }
}

/** False where the account has been locked meanwhile, by tries that came at the same moment. */
async function forgetFailures(db: Db, { id }: UserRow, now: Date): Promise<boolean> {
  const free = await db('app_user')
    .where({ id })
    .where((either) => either.whereNull('locked_until').orWhere('locked_until', '<=', now))
    .update({ failed_sign_ins: 0, locked_until: null })
  return free > 0
}

/** Counted in the database: tries that come at once must not write over each other's count. */
async function noteFailure(db: Db, { id }: UserRow, now: Date): Promise<void> {
  const lockedUntil = new Date(now.getTime() + lockMilliseconds)
  await rows(
    db,
    `update app_user
     set failed_sign_ins = case when failed_sign_ins + 1 >= :most then 0 else failed_sign_ins + 1 end,
         locked_until = case when failed_sign_ins + 1 >= :most then cast(:lockedUntil as timestamptz) else locked_until end
     where id = cast(:id as uuid)`,
    { id, most: triesBeforeLock, lockedUntil },
  )
}

/** The session of a cookie, when it is neither idle for too long nor too old. Only a hash of the token is stored. */
export async function findSession(db: Db, token: string, now: Date): Promise<Session | null> {
  const row = (await db('session')
    .join('app_user', 'app_user.id', 'session.user_id')
    .where({ token_hash: digest(token) })
    .where('seen_at', '>', new Date(now.getTime() - idleMilliseconds))
    .where('created_at', '>', new Date(now.getTime() - longestMilliseconds))
    .first(...userColumns, 'csrf_token', 'seen_at')) as (UserRow & { csrf_token: string; seen_at: string }) | undefined
  if (!row) return null
  if (now.getTime() - Date.parse(row.seen_at) > idleMilliseconds / 10)
    await db('session')
      .where({ token_hash: digest(token) })
      .update({ seen_at: now })
  return { user: user(row), csrfToken: row.csrf_token }
}

/** Who asks with this session, and the token that its writes carry; null as above. */
export async function findActor(db: Db, token: string, now: Date): Promise<{ actor: Actor; csrfToken: string } | null> {
  const session = await findSession(db, token, now)
  if (!session) return null
  const { id, role, agencyId } = session.user
  const ground = await groundOf(db, agencyId)
  return { actor: { userId: id, keyId: null, role, agencyId, ground, scopes: null }, csrfToken: session.csrfToken }
}

async function groundOf(db: Db, agencyId: string | null): Promise<Ground> {
  if (agencyId === null) return []
  const ours = (await db('municipality').where({ organisation_id: agencyId }).select('id', 'is_root')) as {
    id: string
    is_root: boolean
  }[]
  return ours.some(({ is_root }) => is_root) ? 'everywhere' : ours.map(({ id }) => id)
}

export async function signOut(db: Db, token: string): Promise<void> {
  await db('session')
    .where({ token_hash: digest(token) })
    .delete()
}

/** Forgets sessions that nobody can use any more, and gives how many. To be done each day. */
export function forgetSessions(db: Db, now: Date): Promise<number> {
  return db('session')
    .where('seen_at', '<=', new Date(now.getTime() - idleMilliseconds))
    .orWhere('created_at', '<=', new Date(now.getTime() - longestMilliseconds))
    .delete()
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
