import type { OrganisationKind, Role } from '../agencies/contract.ts'
import type { Names } from '../language/contract.ts'
import type { SignInFailure } from './contract.ts'
import type { ClaimMapping } from './oidc-settings.ts'
import { rolesOf } from './rules.ts'

/** What a provider says of somebody: by the ID token, and by its user-info endpoint. */
export type Claims = Readonly<Record<string, unknown>>

/** A claim by its name; where there is none of that name, by its path: `realm_access.roles`. */
function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name]
  let found: unknown = claims
  for (const step of name.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined
    found = (found as Record<string, unknown>)[step]
  }
  return found
}

function textsAt(claims: Claims, name: string): string[] {
  return [claimAt(claims, name)].flat().filter((value): value is string => typeof value === 'string' && value !== '')
}

/** The code of the one organisation that the claims name. */
export function organisationOf(claims: Claims, { organisation }: ClaimMapping): string | null {
  const codes = new Set(textsAt(claims, organisation))
  return codes.size === 1 ? ([...codes][0] ?? null) : null
}

/** The first role of the mapping that the claims give and that people of such an organisation may have. */
export function roleOf(claims: Claims, { role, roles }: ClaimMapping, kind: OrganisationKind): Role | null {
  const values = textsAt(claims, role)
  const given = roles.filter(([name, value]) => values.includes(value) && rolesOf[kind].includes(name))
  return given[0]?.[0] ?? null
}

/** ASCII only: folding other letters to lower case could make one person's address of another's. */
const plainAddress = /^[!-?A-~]{1,64}@[A-Za-z0-9.-]{1,189}$/

/** The e-mail that the provider has verified, in lower case; `null` where it has not, or says nothing. */
export function verifiedEmail(claims: Claims): string | null {
  const { email, email_verified } = claims
  return email_verified === true && typeof email === 'string' && plainAddress.test(email) ? email.toLowerCase() : null
}

const longestName = 200

/** What to call somebody until they or an administrator say better. */
export function namesOf(claims: Claims, email: string): Names {
  const said = ['name', 'preferred_username'].flatMap((name) => textsAt(claims, name))
  const named = (language: string) => textsAt(claims, `name#${language}`)
  const written = (text: string) => [...text.replace(/[\p{Cc}\p{Cs}]/gu, '').trim()].slice(0, longestName).join('')
  const first = (texts: string[]) => texts.map(written).find((text) => text !== '') ?? email
  return { ar: first([...named('ar'), ...said]), en: first([...named('en'), ...said]) }
}

/** An account as a sign-in finds it. */
export interface Standing {
  status: 'invited' | 'active' | 'suspended'
  isLinked: boolean
  ticketUntil: string | null
}

/**
 * Why somebody whose e-mail has this account cannot take it up; `null` where they can. Only an invitation that waits is
 * taken up: an account with a password stays with whoever knows it, whatever a provider says of e-mails.
 */
export function refusalToLink({ status, isLinked, ticketUntil }: Standing, now: Date): SignInFailure | null {
  if (status === 'suspended') return 'suspended'
  if (status !== 'invited' || isLinked) return 'email_taken'
  return ticketUntil !== null && new Date(ticketUntil) > now ? null : 'invitation'
}
