import { uuidv7 } from 'uuidv7'
import type { OrganisationKind, Role } from '../agencies/contract.ts'
import { difference, record } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { recordAccount, standing, told } from './actions.ts'
import { type Claims, namesOf, organisationOf, refusalToLink, roleOf, verifiedEmail } from './claims.ts'
import type { Account, SignInFailure } from './contract.ts'
import type { Logout } from './identity-provider.ts'
import type { ClaimMapping } from './oidc-settings.ts'
import { findAccount, updateAccount } from './store.ts'

type Settled = { accountId: string } | { failure: SignInFailure }

interface Place {
  agencyId: string
  role: Role
}

/**
 * The account of whoever the provider says has signed in: known by issuer and subject; else the invitation to their
 * verified e-mail, or a new account where the claims name an organisation and a role. Where claims are mapped, they decide
 * both at every sign-in, and whoever has neither is not let in.
 */
export async function settleAccount(
  db: Db,
  claims: Claims,
  { mapping, now }: { mapping: ClaimMapping | null; now: Date },
): Promise<Settled> {
  const place = mapping && (await placeOf(db, claims, mapping))
  const known = await hold(db, 'issuer = :iss and subject = :sub', { iss: claims.iss, sub: claims.sub })
  if (known?.status === 'suspended') return { failure: 'suspended' }
  if (mapping && !place) return { failure: 'role' }
  if (known) return follow(db, known, place)
  const email = verifiedEmail(claims)
  if (email === null) return { failure: 'email' }
  const invited = await hold(db, 'email = :email', { email })
  if (invited) return link(db, invited, { claims, place, now })
  return place ? create(db, { claims, email, place, now }) : { failure: 'unknown' }
}

async function placeOf(db: Db, claims: Claims, mapping: ClaimMapping): Promise<Place | null> {
  const code = organisationOf(claims, mapping)
  const found = (code === null ? undefined : await db('organisation').where({ code }).first('id', 'kind')) as
    | { id: string; kind: OrganisationKind }
    | undefined
  const role = found ? roleOf(claims, mapping, found.kind) : null
  return found && role ? { agencyId: found.id, role } : null
}

/** The account of this condition, held until the transaction ends. */
async function hold(
  db: Db,
  condition: 'issuer = :iss and subject = :sub' | 'email = :email',
  bindings: Record<string, unknown>,
): Promise<Account | null> {
  const [found] = await rows<{ id: string }>(db, `select id from app_user where ${condition} for update`, bindings)
  return found ? findAccount(db, found.id) : null
}

/** Gives a known account the organisation and role of today's claims. */
async function follow(db: Db, before: Account, place: Place | null): Promise<Settled> {
  if (place && (place.agencyId !== before.agencyId || place.role !== before.role))
    await change(db, before, { event: 'claims', set: placed(place) })
  return { accountId: before.id }
}

/** Takes up an invitation. Its secret is void, and so is a password of before. */
async function link(
  db: Db,
  invited: Account,
  { claims, place, now }: { claims: Claims; place: Place | null; now: Date },
): Promise<Settled> {
  const { status, external: isLinked, ticketUntil } = invited
  const failure = refusalToLink({ status, isLinked, ticketUntil }, now)
  if (failure) return { failure }
  const voided = { password_hash: null, ticket_hash: null, ticket_for: null, ticket_until: null }
  const linked = { issuer: claims.iss, subject: claims.sub, status: 'active', ...voided }
  await change(db, invited, { event: 'link', set: { ...linked, ...(place ? placed(place) : {}) } })
  return { accountId: invited.id }
}

function placed({ agencyId, role }: Place) {
  return { organisation_id: agencyId, role }
}

async function change(db: Db, before: Account, { event, set }: { event: string; set: Record<string, unknown> }) {
  await updateAccount(db, before.id, set)
  const after = await standing(db, before.id)
  await recordAccount(db, after, { event, ...difference(told(before), told(after)) })
}

interface Newcomer {
  claims: Claims
  email: string
  place: Place
  now: Date
}

async function create(db: Db, { claims, email, place, now }: Newcomer): Promise<Settled> {
  const names = namesOf(claims, email)
  const [created] = (await db('app_user')
    .insert({
      id: uuidv7(),
      email,
      name_ar: names.ar,
      name_en: names.en,
      ...placed(place),
      issuer: claims.iss,
      subject: claims.sub,
      status: 'active',
      created_at: now,
    })
    .onConflict()
    .ignore()
    .returning('id')) as { id: string }[]
  // twice at once: the first has made it
  if (!created) return again(db, claims)
  const account = await standing(db, created.id)
  await recordAccount(db, account, { event: 'create', after: told(account) })
  return { accountId: account.id }
}

async function again(db: Db, { iss, sub }: Claims): Promise<Settled> {
  const known = await hold(db, 'issuer = :iss and subject = :sub', { iss, sub })
  return known ? { accountId: known.id } : { failure: 'email_taken' }
}

/**
 * Ends the sessions that have ended at the provider: one where it names one, else all of the subject's. Only those that
 * were open when it said so: said again later, it ends nothing that came after.
 */
export async function endProviderSessions(db: Db, { issuer, subject, session, at }: Logout): Promise<number> {
  const ended = await rows<{ id: string; organisation_id: string | null }>(
    db,
    `delete from session s using app_user u
     where u.id = s.user_id and u.issuer = :issuer and s.created_at <= :at
       and (cast(:subject as text) is null or u.subject = :subject)
       and (cast(:session as text) is null or s.provider_session = :session
            or (s.provider_session is null and u.subject = :subject))
     returning u.id, u.organisation_id`,
    { issuer, subject, session, at },
  )
  const accounts = new Map(ended.map((one) => [one.id, one.organisation_id]))
  const changes = [...accounts].map(([id, agency]) => ({ subject: 'account' as const, id, agency, event: 'sign_out' }))
  await record(db, changes)
  return ended.length
}
