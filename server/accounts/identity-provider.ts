import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose'
import * as client from 'openid-client'
import type { Claims } from './claims.ts'
import { isLoopback, isSafe, type OidcSettings } from './oidc-settings.ts'

/** A provider that does not answer keeps a person waiting no longer. */
const timeoutSeconds = 5
/** Between its clock and ours. */
const toleranceSeconds = 10
/** Where its endpoints are is asked for again after so long. Its keys are asked for at each sign-in. */
const knownMilliseconds = 3_600_000
/** A logout token is of now. */
const logoutSeconds = 300
const backchannelLogout = 'http://schemas.openid.net/event/backchannel-logout'
/** Signatures that only the provider can make. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

/** The secrets of one sign-in. */
export interface Secrets {
  state: string
  nonce: string
  verifier: string
}

/** `denied` by the person or the provider; `answer`: what came does not prove anything. `cause` is for the log only. */
export type Answer<T> = { value: T } | { failure: 'denied' | 'unavailable' | 'answer'; cause: unknown }

/** Whose sessions have ended at the provider: all of a subject's, or one. */
export interface Logout {
  issuer: string
  subject: string | null
  session: string | null
  at: Date
}

interface Found {
  metadata: client.ServerMetadata
  keys: JWTVerifyGetKey
}

/** OpenID Connect with the one provider of the settings. Nothing is asked of it before somebody wants to sign in. */
export class IdentityProvider {
  readonly settings: OidcSettings
  readonly #clock: () => Date
  #known: { at: number; found: Promise<Found> } | null = null

  constructor(settings: OidcSettings, clock: () => Date) {
    this.settings = settings
    this.#clock = clock
  }

  /** Where the provider sends a browser back to: registered there, and the same in every step. */
  get #returnUrl(): string {
    return `${this.settings.publicUrl}/api/session/oidc/return`
  }

  /** Where to send a browser for a sign-in. */
  async begin({ state, nonce, verifier }: Secrets): Promise<Answer<URL>> {
    return answerOf(async () =>
      client.buildAuthorizationUrl(this.#configured(await this.#find()), {
        redirect_uri: this.#returnUrl,
        scope: this.settings.scopes,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }),
    )
  }

  /**
   * Who has signed in, by what the browser brought back: the code is exchanged, and the ID token's signature, issuer,
   * audience, time and nonce are checked. What the user-info endpoint adds is of the same subject.
   */
  async redeem(search: string, { state, nonce, verifier }: Secrets): Promise<Answer<Claims>> {
    return answerOf(async () => {
      const found = await this.#find()
      const config = this.#configured(found)
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
      const tokens = await client.authorizationCodeGrant(config, new URL(`${this.#returnUrl}${search}`), checks)
      const claims = tokens.claims()
      if (!claims) throw new Error('no ID token came')
      const asks = found.metadata.userinfo_endpoint !== undefined
      const more = asks ? await client.fetchUserInfo(config, tokens.access_token, claims.sub) : {}
      return { ...more, ...claims }
    })
  }

  /** Where to sign out of the provider itself; `null` where it offers no such page. */
  async leave(): Promise<Answer<URL | null>> {
    return answerOf(async () => {
      const found = await this.#find()
      if (!found.metadata.end_session_endpoint) return null
      return client.buildEndSessionUrl(this.#configured(found), {
        post_logout_redirect_uri: `${this.settings.publicUrl}/`,
      })
    })
  }

  /** Reads a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6). */
  async readLogout(token: string): Promise<Answer<Logout>> {
    return answerOf(async () => {
      const { metadata, keys } = await this.#find()
      const { payload } = await jwtVerify(token, keys, {
        algorithms,
        issuer: metadata.issuer,
        audience: this.settings.clientId,
        clockTolerance: toleranceSeconds,
        maxTokenAge: logoutSeconds,
        currentDate: this.#clock(),
        requiredClaims: ['iat', 'exp', 'jti', 'events'],
      })
      const { sub, sid, events, nonce, iat = 0 } = payload
      if (nonce !== undefined) throw new Error('a logout token has no nonce: an ID token is none')
      if (typeof events !== 'object' || events === null || !isObject(Reflect.get(events, backchannelLogout)))
        throw new Error('the token tells of no logout')
      const [subject, session] = [textOf(sub), textOf(sid)]
      if (subject === null && session === null) throw new Error('the token names nobody')
      return { issuer: metadata.issuer, subject, session, at: new Date((iat + toleranceSeconds) * 1000) }
    })
  }

  #find(): Promise<Found> {
    const at = this.#clock().getTime()
    if (this.#known && Math.abs(at - this.#known.at) < knownMilliseconds) return this.#known.found
    const known = { at, found: discover(this.settings) }
    this.#known = known
    known.found.catch(() => {
      if (this.#known === known) this.#known = null
    })
    return known.found
  }

  #configured({ metadata }: Found): client.Configuration {
    const { clientId, clientSecret, issuer } = this.settings
    const config = new client.Configuration(
      metadata,
      clientId,
      {
        [client.clockSkew]: Math.round((this.#clock().getTime() - Date.now()) / 1000),
        [client.clockTolerance]: toleranceSeconds,
      },
      authentication(clientSecret, metadata),
    )
    config.timeout = timeoutSeconds
    client.enableNonRepudiationChecks(config)
    if (isLoopback(new URL(issuer))) client.allowInsecureRequests(config)
    return config
  }
}

/** `client_secret_basic` is what a client has that registered nothing else. */
function authentication(secret: string | null, metadata: client.ServerMetadata): client.ClientAuth {
  if (secret === null) return client.None()
  const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  return methods.includes('client_secret_basic') ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret)
}

async function discover({ issuer, clientId }: OidcSettings): Promise<Found> {
  const url = new URL(issuer)
  const execute = isLoopback(url) ? [client.allowInsecureRequests] : []
  const found = await client.discovery(url, clientId, undefined, client.None(), { timeout: timeoutSeconds, execute })
  const metadata = found.serverMetadata()
  const { authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint, end_session_endpoint } = metadata
  if (!authorization_endpoint || !token_endpoint || !jwks_uri) throw new Error('the provider lacks an endpoint')
  const named = [authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint, end_session_endpoint]
  const unsafe = named.find((endpoint) => endpoint !== undefined && !isSafe(new URL(endpoint)))
  if (unsafe !== undefined) throw new Error(`${unsafe} is not https`)
  const keys = createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: timeoutSeconds * 1000 })
  return { metadata, keys }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

async function answerOf<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await work() }
  } catch (cause) {
    return { failure: failureOf(cause), cause }
  }
}

const passing = ['server_error', 'temporarily_unavailable']

function failureOf(error: unknown): 'denied' | 'unavailable' | 'answer' {
  if (error instanceof client.AuthorizationResponseError)
    return error.error === 'access_denied' ? 'denied' : passing.includes(error.error) ? 'unavailable' : 'answer'
  if (error instanceof client.ResponseBodyError) return error.status >= 500 ? 'unavailable' : 'answer'
  if (error instanceof errors.JWKSTimeout) return 'unavailable'
  // what `fetch` throws where nobody answers
  if (error instanceof TypeError && error.message === 'fetch failed') return 'unavailable'
  if (error instanceof client.ClientError) {
    if (error.code === 'OAUTH_TIMEOUT') return 'unavailable'
    if (error.cause instanceof Response) return error.cause.status >= 500 ? 'unavailable' : 'answer'
  }
  return 'answer'
}
