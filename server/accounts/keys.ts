import { uuidv7 } from 'uuidv7'
import type { Actor } from '../access/actor.ts'
import { roleMay } from '../access/permissions.ts'
import { allows } from '../access/policy.ts'
import type { OrganisationKind, Role } from '../agencies/contract.ts'
import { placeOf } from '../agencies/store.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import type { ApiKey, KeyScope, NewApiKey } from './contract.ts'
import { sayAccounts } from './messages.ts'
import { keyRoleOf, wholeScopes } from './rules.ts'
import { newSecret, secretHash } from './secret.ts'

/** What every key begins with, so that one that was published by mistake is found. */
const mark = 'nsq_'
const prefixLength = mark.length + 6
/** The last use is written down at most once in so long. */
const usedMilliseconds = 60_000

interface Row {
  id: string
  name: string
  prefix: string
  organisation_id: string
  role: Role
  scopes: KeyScope[]
  created_at: string
  expires_at: string | null
  last_used_at: string | null
  last_used_address: string | null
  revoked_at: string | null
}

const columns = `k.id, k.name, k.prefix, k.organisation_id, k.role, k.scopes, k.created_at, k.expires_at, k.last_used_at,
  k.last_used_address, k.revoked_at`

function apiKey(row: Row): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    agencyId: row.organisation_id,
    role: row.role,
    scopes: row.scopes,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    lastUsedAddress: row.last_used_address,
    revokedAt: row.revoked_at,
  }
}

/** The keys that row security shows, the newest first. */
export async function listKeys(db: Db): Promise<ApiKey[]> {
  return (await rows<Row>(db, `select ${columns} from api_key k order by k.id desc limit 500`)).map(apiKey)
}

async function findKey(db: Db, id: string): Promise<ApiKey | null> {
  const [row] = await rows<Row>(db, `select ${columns} from api_key k where k.id = cast(:id as uuid)`, { id })
  return row ? apiKey(row) : null
}

interface Doing {
  actor: Actor
  now: Date
}

/** Makes a key for an organisation's software. The token is told once: only its hash is stored. */
export async function makeKey(
  db: Db,
  { name, agencyId, scopes: asked, expiresAt = null }: NewApiKey,
  { actor, now }: Doing,
): Promise<Outcome<{ key: ApiKey; token: string }>> {
  const found = (await db('organisation').where({ id: agencyId }).first('kind')) as
    | { kind: OrganisationKind }
    | undefined
  if (!found) return faultAt('agencyId', sayAccounts('agency_unknown'))
  if (!allows(actor, 'keys.manage', { agencyId })) return faultAt('agencyId', sayAccounts('agency_foreign'))
  const role = keyRoleOf[found.kind]
  const scopes = wholeScopes(asked)
  const scope = scopes.find((one) => !roleMay(role, one))
  if (scope) return faultAt('scopes', sayAccounts('scope_not_of_agency', { scope }))
  if (expiresAt !== null && new Date(expiresAt) <= now) return faultAt('expiresAt', sayAccounts('expiry_past'))
  const token = `${mark}${newSecret()}`
  const id = uuidv7()
  await db('api_key').insert({
    id,
    token_hash: secretHash(token),
    prefix: token.slice(0, prefixLength),
    organisation_id: agencyId,
    name,
    role,
    scopes,
    created_by: actor.userId,
    created_at: now,
    expires_at: expiresAt,
  })
  const key = (await findKey(db, id)) as ApiKey
  await record(db, [
    { subject: 'key', id, agency: agencyId, event: 'create', after: { name, role, scopes, expiresAt } },
  ])
  return { value: { key, token } }
}

/** Revokes a key: the next request with it is nobody's. */
export async function revokeKey(db: Db, id: string, { actor, now }: Doing): Promise<Outcome<ApiKey>> {
  const key = await findKey(db, id)
  if (!key || !allows(actor, 'keys.manage', { agencyId: key.agencyId })) return failed('not-found')
  if (key.revokedAt)
    return failed('refused', { reasons: [{ code: 'already_revoked', detail: sayAccounts('already_revoked') }] })
  await db('api_key').where({ id }).update({ revoked_at: now })
  await record(db, [{ subject: 'key', id, agency: key.agencyId, event: 'revoke', before: { name: key.name } }])
  return { value: (await findKey(db, id)) as ApiKey }
}

/** Who asks with this key; null where it is unknown, revoked or has run out. As the owner: nobody is known yet. */
export async function findKeyActor(db: Db, token: string, address: string, now: Date): Promise<Actor | null> {
  if (!token.startsWith(mark)) return null
  const row = (await db('api_key')
    .where({ token_hash: secretHash(token) })
    .whereNull('revoked_at')
    .where((either) => either.whereNull('expires_at').orWhere('expires_at', '>', now))
    .first('id', 'organisation_id', 'role', 'scopes', 'last_used_at')) as Row | undefined
  if (!row) return null
  if (!row.last_used_at || now.getTime() - Date.parse(row.last_used_at) > usedMilliseconds)
    await db('api_key').where({ id: row.id }).update({ last_used_at: now, last_used_address: address })
  const { ground } = await placeOf(db, row.organisation_id)
  const { id: keyId, role, organisation_id: agencyId, scopes } = row
  return { userId: null, keyId, role, isAdmin: false, agencyId, ground, scopes }
}
