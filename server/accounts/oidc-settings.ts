import { type Role, roles } from '../agencies/contract.ts'
import type { Names } from '../language/contract.ts'

/** By which claims a person's organisation and role are known. */
export interface ClaimMapping {
  /** The claim whose value is the code of an organisation. */
  organisation: string
  /** The claim whose value or values name a role. */
  role: string
  /** A role and the value that gives it; the first that a person has is theirs. */
  roles: readonly (readonly [role: Role, value: string])[]
}

export interface OidcSettings {
  issuer: string
  clientId: string
  /** `null` for a public client, which has PKCE alone. */
  clientSecret: string | null
  /** Where browsers reach this service: an origin, without a slash at its end. */
  publicUrl: string
  scopes: string
  /** What the page calls the provider. */
  name: Names
  /** `null` where only those who were invited may come. */
  mapping: ClaimMapping | null
}

const settings = [
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_SCOPES',
  'OIDC_NAME_AR',
  'OIDC_NAME_EN',
  'OIDC_ORGANISATION_CLAIM',
  'OIDC_ROLE_CLAIM',
  'OIDC_ROLES',
] as const
type Setting = (typeof settings)[number] | 'NASAQ_PUBLIC_URL'

export interface Fault {
  setting: Setting
  message: string
}

const usualName: Names = { ar: 'حساب جهتك', en: 'your organisation’s account' }

/** Plain HTTP that never leaves the machine: for tests and development. */
export function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)
}

/** Encrypted, or never leaves the machine. */
export function isSafe(url: URL): boolean {
  return url.protocol === 'https:' || isLoopback(url)
}

/** Reads the settings of the identity provider; none where `OIDC_ISSUER` and all others are missing. */
export function readOidc(source: NodeJS.ProcessEnv): { oidc: OidcSettings | null; faults: Fault[] } {
  const read = (name: Setting) => source[name] || null
  const given = settings.filter((name) => read(name) !== null)
  if (given.length === 0) return { oidc: null, faults: [] }
  const faults: Fault[] = []
  const fault = (setting: Setting, message: string) => void faults.push({ setting, message })
  const needed = (name: Setting) => {
    if (read(name) === null) fault(name, `is needed with ${given[0]}`)
    return read(name) ?? ''
  }
  const [issuer, clientId, publicUrl] = [needed('OIDC_ISSUER'), needed('OIDC_CLIENT_ID'), needed('NASAQ_PUBLIC_URL')]
  if (issuer && !isIssuer(issuer)) fault('OIDC_ISSUER', 'must be an https address (http on this machine only)')
  const origin = publicUrl ? publicOrigin(publicUrl) : ''
  if (origin === null) fault('NASAQ_PUBLIC_URL', 'must be an https origin without a path (http on this machine only)')
  const scopes = read('OIDC_SCOPES') ?? 'openid email profile'
  if (!scopes.split(' ').includes('openid')) fault('OIDC_SCOPES', 'must contain openid')
  const mapping = readMapping(read, fault)
  const name = { ar: read('OIDC_NAME_AR') ?? usualName.ar, en: read('OIDC_NAME_EN') ?? usualName.en }
  const clientSecret = read('OIDC_CLIENT_SECRET')
  if (faults.length > 0) return { oidc: null, faults }
  return { oidc: { issuer, clientId, clientSecret, publicUrl: origin ?? '', scopes, name, mapping }, faults }
}

function parsed(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

function isIssuer(text: string): boolean {
  const url = parsed(text)
  return url !== null && isSafe(url) && !url.username && !url.password && !url.search && !url.hash
}

/** The origin that an address names, and nothing behind it; null where it is none that a browser may be sent to. */
export function publicOrigin(text: string): string | null {
  const url = parsed(text)
  return url && isSafe(url) && url.href === `${url.origin}/` ? url.origin : null
}

type Read = (name: Setting) => string | null
type Tell = (setting: Setting, message: string) => void

/** Both claims or neither: an organisation without a role is no account, a role without an organisation is everybody's. */
function readMapping(read: Read, fault: Tell): ClaimMapping | null {
  const [organisation, role] = [read('OIDC_ORGANISATION_CLAIM'), read('OIDC_ROLE_CLAIM')]
  if (!organisation && role) fault('OIDC_ORGANISATION_CLAIM', 'is needed with OIDC_ROLE_CLAIM')
  if (!role && organisation) fault('OIDC_ROLE_CLAIM', 'is needed with OIDC_ORGANISATION_CLAIM')
  const named = read('OIDC_ROLES')
  if (named && !role) fault('OIDC_ROLES', 'says nothing without OIDC_ROLE_CLAIM')
  const pairs = named ? readRoles(named, fault) : bareRoles
  return organisation && role ? { organisation, role, roles: pairs } : null
}

/**
 * Without a list the roles' own names give them, but for `admin`: many providers have a group of that name which means
 * something else.
 */
const bareRoles = roles.filter((role) => role !== 'admin').map((role) => [role, role] as const)

function readRoles(text: string, fault: Tell): (readonly [Role, string])[] {
  return text.split(',').flatMap((part) => {
    const [, name = '', value = ''] = /^\s*([a-z]+)\s*=\s*(.+?)\s*$/.exec(part) ?? []
    const role = roles.find((one) => one === name)
    if (role) return [[role, value] as const]
    fault('OIDC_ROLES', `“${part.trim()}” is not role=value with a role of ${roles.join(', ')}`)
    return []
  })
}
