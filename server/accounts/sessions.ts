import { randomBytes } from 'node:crypto'
import { verify } from '@node-rs/argon2'
import type { Actor } from '../access/actor.ts'
import type { Origin, Under } from '../access/under.ts'
import type { Role, Session, User } from '../agencies/contract.ts'
import { placeOf } from '../agencies/store.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { OpenSession } from './contract.ts'
import { hashPassword } from './passwords.ts'
import { workingRole } from './rules.ts'
import { newSecret, secretHash } from './secret.ts'

const idleMilliseconds = 30 * 60_000
const longestMilliseconds = 12 * 3_600_000
const triesBeforeLock = 5
const lockMilliseconds = 5 * 60_000
const longestUserAgent = 200

interface UserRow {
  id: string
  email: string
  password_hash: string | null
  name_ar: string
  name_en: string
  role: Role
  organisation_id: string | null
  status: string
  issuer: string | null
  locked_until: string | null
  is_demo: boolean
}

const userColumns = ['app_user.id', 'email', 'name_ar', 'name_en', 'role', 'organisation_id', 'issuer']

async function user(db: Db, row: UserRow): Promise<User> {
  const { id, email, organisation_id: agencyId } = row
  const name = { ar: row.name_ar, en: row.name_en }
  const place = await placeOf(db, agencyId)
  const standing = { role: workingRole(row.role, place), isAdmin: row.role === 'admin', agencyId }
  return { id, email, name, ...standing, everywhere: place.ground === 'everywhere', external: row.issuer !== null }
}

/** A hash that no password has: asked where there is no account, so that the answer takes as long. */
const nobody = hashPassword(randomBytes(16).toString('hex'))

/** How a session is opened: as the owner, as nobody is known yet. */
export interface Opening {
  system: Db
  owner: Under
  now: Date
  demo: boolean
  origin: Origin
  userAgent: string | undefined
}

export type Opened = Session & { token: string }

/**
 * Checks the password (argon2id) and opens a session; null when e-mail or password is wrong, the account is locked,
 * suspended or not taken up yet, or it is one of the demo's and the demo is off: which the caller cannot tell apart. Five
 * wrong tries lock for five minutes.
 */
export async function signIn(given: { email: string; password: string }, opening: Opening): Promise<Opened | null> {
  const { system, now, demo } = opening
  const row = (await system('app_user').where({ email: given.email.toLowerCase() }).first()) as UserRow | undefined
  const isRight = await verify(row?.password_hash ?? (await nobody), given.password)
  if (row?.status !== 'active' || (row.is_demo && !demo)) return null
  if (row.locked_until && new Date(row.locked_until) > now) return null
  if (!isRight) {
    await noteFailure(row, opening)
    return null
  }
  return openSession(row.id, opening, { passwordHash: row.password_hash })
}

/** What was proved: the password of that moment, or by the identity provider, and what it calls the session. */
export type Proof = { passwordHash: string | null } | { provider: { session: string | null } }

/**
 * Opens a session for an account that has proved who it is; null where it was locked or suspended meanwhile. A lock is
 * against those who guess passwords: it keeps nobody out whom the provider vouches for.
 */
export function openSession(
  userId: string,
  { owner, now, origin, userAgent }: Opening,
  proof: Proof,
): Promise<Opened | null> {
  const provider = 'provider' in proof ? proof.provider : undefined
  const external = provider !== undefined
  // a password that was reset or changed since it was looked at proves nothing any more
  const proved = 'provider' in proof ? {} : { password_hash: proof.passwordHash }
  const self = { userId, keyId: null, role: 'owner', isAdmin: false, agencyId: null, ground: [], scopes: null } as const
  return owner(
    self,
    async (db) => {
      const [row] = (await db('app_user')
        .where({ id: userId, status: 'active', ...proved })
        .where((either) =>
          either.whereNull('locked_until').orWhere('locked_until', '<=', now).orWhereRaw('?', [external]),
        )
        .update({ failed_sign_ins: 0, locked_until: null, last_seen_at: now }, userColumns)) as UserRow[]
      if (!row) return null
      const [token, csrfToken] = [newSecret(), newSecret()]
      await db('session').insert({
        token_hash: secretHash(token),
        user_id: row.id,
        csrf_token: csrfToken,
        created_at: now,
        seen_at: now,
        address: origin.address,
        user_agent: userAgent?.slice(0, longestUserAgent) ?? null,
        external,
        provider_session: provider?.session ?? null,
      })
      await record(db, [{ subject: 'account', id: row.id, agency: row.organisation_id, event: 'sign_in' }])
      return { token, csrfToken, external, user: await user(db, row) }
    },
    origin,
  )
}

/** Counted in the database: tries that come at once must not write over each other's count. */
export async function noteFailure(
  { id, organisation_id: agency }: { id: string; organisation_id: string | null },
  { owner, now, origin }: Pick<Opening, 'owner' | 'now' | 'origin'>,
): Promise<void> {
  const lockedUntil = new Date(now.getTime() + lockMilliseconds)
  const work = async (db: Db) => {
    const [counted] = await rows<{ failed_sign_ins: number }>(
      db,
      `update app_user
       set failed_sign_ins = case when failed_sign_ins + 1 >= :most then 0 else failed_sign_ins + 1 end,
           locked_until = case when failed_sign_ins + 1 >= :most then cast(:lockedUntil as timestamptz) else locked_until end
       where id = cast(:id as uuid) returning failed_sign_ins`,
      { id, most: triesBeforeLock, lockedUntil },
    )
    if (counted?.failed_sign_ins !== 0) return
    await record(db, [{ subject: 'account', id, agency, event: 'lock', after: { lockedUntil } }])
  }
  await owner(null, work, origin)
}

interface SessionRow extends UserRow {
  session_id: string
  csrf_token: string
  external: boolean
  seen_at: string
}

/** The session of a cookie, when it is neither idle for too long nor too old. Only a hash of the token is stored. */
async function findSession(db: Db, token: string, now: Date): Promise<SessionRow | null> {
  const row = (await db('session')
    .join('app_user', 'app_user.id', 'session.user_id')
    .where({ token_hash: secretHash(token), status: 'active' })
    .where('seen_at', '>', new Date(now.getTime() - idleMilliseconds))
    .where('session.created_at', '>', new Date(now.getTime() - longestMilliseconds))
    .first(...userColumns, 'session.id as session_id', 'csrf_token', 'external', 'seen_at')) as SessionRow | undefined
  if (!row) return null
  if (now.getTime() - Date.parse(row.seen_at) > idleMilliseconds / 10)
    await db('session')
      .where({ token_hash: secretHash(token) })
      .update({ seen_at: now })
  return row
}

/** Who asks with this cookie, and the session itself; null where there is none. */
export async function findActor(
  db: Db,
  token: string,
  now: Date,
): Promise<{ actor: Actor; session: { id: string; csrfToken: string; external: boolean } } | null> {
  const found = await findSession(db, token, now)
  if (!found) return null
  const { id, role, organisation_id: agencyId, session_id, csrf_token, external } = found
  const place = await placeOf(db, agencyId)
  const { ground } = place
  const isAdmin = role === 'admin'
  const actor = { userId: id, keyId: null, role: workingRole(role, place), isAdmin, agencyId, ground, scopes: null }
  return { actor, session: { id: session_id, csrfToken: csrf_token, external } }
}

/** Who is signed in, for the page. */
export async function findUser(db: Db, id: string): Promise<User | null> {
  const row = (await db('app_user').where({ id }).first(userColumns)) as UserRow | undefined
  return row ? user(db, row) : null
}

/** Where somebody is signed in, the latest first. What is over already is not said to be open until the day's end. */
export async function listSessions(db: Db, userId: string, current: string, now: Date): Promise<OpenSession[]> {
  const found = await db('session')
    .where({ user_id: userId })
    .where('seen_at', '>', new Date(now.getTime() - idleMilliseconds))
    .where('created_at', '>', new Date(now.getTime() - longestMilliseconds))
    .orderBy('seen_at', 'desc')
    .select('id', 'created_at', 'seen_at', 'address', 'user_agent')
  return found.map(({ id, created_at, seen_at, address, user_agent }) => ({
    id,
    isThis: id === current,
    createdAt: created_at,
    seenAt: seen_at,
    address,
    userAgent: user_agent,
  }))
}

/** Forgets sessions that nobody can use any more, and gives how many. To be done each day. */
export function forgetSessions(db: Db, now: Date): Promise<number> {
  return db('session')
    .where('seen_at', '<=', new Date(now.getTime() - idleMilliseconds))
    .orWhere('created_at', '<=', new Date(now.getTime() - longestMilliseconds))
    .delete()
}
