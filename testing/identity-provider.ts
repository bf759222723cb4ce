import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider'

type Claims = Record<string, unknown>

export interface TestProvider {
  issuer: string
  /** What it says of each subject. */
  people: Map<string, Claims>
  /** Who signs in next, without being asked for anything; `null` is somebody who gives up. */
  subject: string | null
  /** Changes the claims of an ID token before it is signed, as only the provider itself could. */
  alter: (claims: Claims) => Claims
  /** Changes what it says of itself. */
  describe: (metadata: Claims) => Claims
  /** Signs with a key that the provider has published; with `foreign`, with one that it has not. */
  sign: (claims: Claims, options?: { foreign?: boolean; type?: string }) => Promise<string>
  /** From now on another key signs, and the old one is no longer published. */
  rotate: () => Promise<void>
  /** Nobody answers any more, at the same address. */
  stop: () => Promise<void>
  resume: () => Promise<void>
  /** How often its endpoints were asked for. */
  discovered: number
}

export interface TestClient {
  id: string
  secret?: string
  returnUrl: string
  logoutUrl: string
  leaveUrl: string
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: crypto.randomUUID() }
}

/**
 * A real OpenID provider on a free port of this machine. It asks nobody for a password: `subject` says who signs in.
 * `deliver` carries what it sends to its clients.
 */
export async function startProvider(
  clients: readonly TestClient[],
  deliver: (url: string, init: RequestInit) => Promise<Response>,
): Promise<TestProvider> {
  let handler: (request: IncomingMessage, response: ServerResponse) => void = () => undefined
  const server = createServer((request, response) => handler(request, response))
  const port = await listen(server, 0)
  let [key, foreignKey] = [await newKey(), await newKey()]
  const build = () => {
    handler = handlerOf(new Provider(provider.issuer, configuration(provider, { clients, deliver, key })), provider)
  }
  const provider: TestProvider = {
    issuer: `http://127.0.0.1:${port}`,
    people: new Map(),
    subject: null,
    alter: (claims) => claims,
    describe: (metadata) => metadata,
    discovered: 0,
    sign: async (claims, { foreign = false, type = 'JWT' } = {}) => {
      const by = foreign ? { ...foreignKey, kid: key.kid as string } : key
      const header = { alg: 'RS256', kid: by.kid as string, typ: type }
      return new SignJWT(claims).setProtectedHeader(header).sign(await importJWK(by, 'RS256'))
    },
    rotate: async () => {
      key = await newKey()
      build()
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
    resume: async () => void (await listen(server, port)),
  }
  build()
  return provider
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done((server.address() as AddressInfo).port)))
}

interface Setup {
  clients: readonly TestClient[]
  deliver: (url: string, init: RequestInit) => Promise<Response>
  key: JWK
}

function configuration(provider: TestProvider, { clients, deliver, key }: Setup): Configuration {
  return {
    clients: clients.map(({ id, secret, returnUrl, logoutUrl, leaveUrl }) => ({
      client_id: id,
      ...(secret ? { client_secret: secret } : { token_endpoint_auth_method: 'none' as const }),
      redirect_uris: [returnUrl],
      post_logout_redirect_uris: [leaveUrl],
      backchannel_logout_uri: logoutUrl,
      backchannel_logout_session_required: true,
    })),
    jwks: { keys: [key] },
    cookies: { keys: ['of tests'] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 60, Session: 600, Grant: 600 },
    claims: { email: ['email', 'email_verified'], profile: ['name', 'agency', 'groups'] },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...provider.people.get(sub) }) }),
    loadExistingGrant,
    fetch: deliver as never,
  } as Configuration
}

/** Our own clients need nobody's consent. */
async function loadExistingGrant({ oidc }: KoaContextWithOIDC) {
  const { client, account, provider, session } = oidc
  if (!client || !account || !session) return undefined
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId })
  grant.addOIDCScope('openid email profile')
  await grant.save()
  return grant
}

function handlerOf(real: Provider, provider: TestProvider) {
  real.use(async (ctx, next) => {
    if (ctx.path.startsWith('/interaction/'))
      return real.interactionFinished(
        ctx.req,
        ctx.res,
        provider.subject === null
          ? { error: 'access_denied', error_description: 'gave up' }
          : { login: { accountId: provider.subject } },
      )
    await next()
    if (ctx.path === '/.well-known/openid-configuration') {
      provider.discovered += 1
      ctx.body = provider.describe({ ...ctx.body })
    }
    const { id_token: token } = (ctx.body ?? {}) as { id_token?: string }
    if (ctx.path !== '/token' || token === undefined) return
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims
    ctx.body = { ...ctx.body, id_token: await provider.sign(provider.alter(claims)) }
  })
  return real.callback()
}

/** A browser, as far as sign-ins need one: it keeps the provider's cookies and follows its redirects. */
export class TestBrowser {
  readonly #cookies = new Map<string, string>()

  async #get(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    return response
  }

  /** Follows redirects from there until they lead away from the provider, and gives where to. */
  async follow(start: string, init?: RequestInit): Promise<URL> {
    const { origin } = new URL(start)
    let response = await this.#get(start, init)
    let at = start
    for (let steps = 0; steps < 10; steps++) {
      const location = response.headers.get('location')
      if (!location) throw new Error(`${response.status} at ${at}: ${(await response.text()).slice(0, 500)}`)
      at = new URL(location, at).href
      if (new URL(at).origin !== origin) return new URL(at)
      response = await this.#get(at)
    }
    throw new Error('too many redirects')
  }

  /** Says yes on the provider's page to sign out. */
  async signOut(url: string): Promise<URL> {
    const page = await (await this.#get(url)).text()
    const [, action = ''] = /action="([^"]+)"/.exec(page) ?? []
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page) ?? []
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return this.follow(action, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ xsrf, logout: 'yes' }).toString(),
    })
  }
}
