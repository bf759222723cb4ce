import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App, Services } from '../http/app-types.ts'
import { failed, faultAt, sendProblem } from '../http/problem.ts'
import { query } from '../http/query.ts'
import { originOf } from '../http/write.ts'
import { type SignInFailure, SignInWays } from './contract.ts'
import { type Answer, IdentityProvider } from './identity-provider.ts'
import { sayAccounts } from './messages.ts'
import { languageOfPath, pagePath } from './page-path.ts'
import { endProviderSessions, settleAccount } from './provider-accounts.ts'
import { type Begun, keepBegun, longestSeconds, newBegun, takeBegun } from './provider-sign-in.ts'
import { newSecret } from './secret.ts'
import { endBefore, handOver } from './session-routes.ts'
import { openSession } from './sessions.ts'

const tags = ['accounts']
const open = { permission: 'public' } as const
/** These begin or end something: no browser may ask for them ahead of time. */
const visited = { exposeHeadRoute: false, config: { ...open, quota: 'sign-in' } } as const
const sentOn = { 302: Type.Null() }

/** Signing in and out by the identity provider: authorization code, PKCE, state and nonce. */
export function oidcRoutes(app: App, services: Services): void {
  const provider = services.oidc && new IdentityProvider(services.oidc, services.clock)
  app.get(
    '/api/session/ways',
    {
      config: open,
      schema: { tags, summary: 'How one may sign in, besides with a password', response: { 200: SignInWays } },
    },
    async () => ({ provider: provider && { name: provider.settings.name } }),
  )
  goingRoutes(app, services, provider)
  returnRoute(app, services, provider)
  // forms are read here and nowhere else: what a browser can be made to send from anywhere
  app.register(async (scope) => logoutRoute(scope as unknown as App, services, provider))
}

const notThere = (reply: FastifyReply) => sendProblem(reply, { name: 'not-found' })

/** Why it came to nothing: for us, and without anything that it holds. */
function note(request: FastifyRequest, failure: string, cause?: unknown): void {
  const words: string[] = []
  for (let error = cause; error instanceof Error && words.length < 5; error = error.cause) words.push(error.message)
  const { code, error, error_description: said } = (cause ?? {}) as Record<string, unknown>
  request.log.warn({ failure, words, code, error, said }, 'the identity provider let nobody in')
}

/** Back to the page to sign in, which says why in the language of the page that was left. */
function sendBack(
  { publicUrl }: IdentityProvider['settings'],
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { failure, path = '/' }: { failure: SignInFailure; path?: string },
) {
  const lang = languageOfPath(path) ?? request.language
  return reply.redirect(`${publicUrl}/sign-in?${new URLSearchParams({ lang, failed: failure })}`)
}

/** Sends a browser to the provider; where that does not answer, a browser sees the page and software a problem. */
function sendOn(
  provider: IdentityProvider,
  { request, reply, path }: { request: FastifyRequest; reply: FastifyReply; path: string },
  answer: Answer<URL>,
) {
  reply.header('cache-control', 'no-store')
  if ('value' in answer) return reply.redirect(answer.value.href)
  note(request, answer.failure, answer.cause)
  if (request.headers.accept?.includes('text/html'))
    return sendBack(provider.settings, { request, reply }, { failure: 'unavailable', path })
  return sendProblem(reply, { name: 'unavailable', detail: sayAccounts('provider_unavailable') })
}

function browserCookie({ settings }: IdentityProvider) {
  const secure = settings.publicUrl.startsWith('https:')
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: longestSeconds } as const
  return { name: secure ? '__Host-nasaq-oidc' : 'nasaq-oidc', options }
}

/** The secret that a browser was given when it began: one for all its windows. */
function browserOf(request: FastifyRequest, provider: IdentityProvider): string | null {
  const secret = request.cookies[browserCookie(provider).name] ?? ''
  return /^[\w-]{43}$/.test(secret) ? secret : null
}

function goingRoutes(app: App, { system, clock }: Services, provider: IdentityProvider | null): void {
  app.get(
    '/api/session/oidc',
    {
      ...visited,
      schema: {
        tags,
        summary: 'Sign in by the identity provider: sends the browser there',
        querystring: query({ to: Type.Optional(Type.String({ description: 'the page to show afterwards' })) }),
        response: sentOn,
      },
    },
    async (request, reply) => {
      if (!provider) return notThere(reply)
      const path = pagePath(request.query.to)
      if (path === null) return sendProblem(reply, faultAt('to', sayAccounts('no_page')).problem)
      const begun = newBegun(path)
      const answer = await provider.begin(begun)
      if ('failure' in answer) return sendOn(provider, { request, reply, path }, answer)
      const browser = browserOf(request, provider) ?? newSecret()
      await keepBegun(system, browser, begun, clock())
      const { name, options } = browserCookie(provider)
      return sendOn(provider, { request, reply: reply.setCookie(name, browser, options), path }, answer)
    },
  )
  app.get(
    '/api/session/oidc/leave',
    {
      ...visited,
      schema: { tags, summary: 'Sign out of the identity provider: sends the browser there', response: sentOn },
    },
    async (request, reply) => {
      if (!provider) return notThere(reply)
      const answer = await provider.leave()
      const page = new URL(`${provider.settings.publicUrl}/`)
      const where = 'value' in answer ? { value: answer.value ?? page } : answer
      return sendOn(provider, { request, reply, path: '/' }, where)
    },
  )
}

function returnRoute(app: App, services: Services, provider: IdentityProvider | null): void {
  const { system, clock } = services
  app.get(
    '/api/session/oidc/return',
    {
      ...visited,
      schema: {
        tags,
        summary: 'Where the identity provider sends the browser back to',
        description: 'Opens a session and shows the page, or shows the page to sign in with `failed` in its address.',
        // a provider may add members of its own
        querystring: Type.Object({ state: Type.Optional(Type.String()), code: Type.Optional(Type.String()) }),
        response: sentOn,
      },
    },
    async (request, reply) => {
      if (!provider) return notThere(reply)
      reply.header('cache-control', 'no-store')
      const browser = browserOf(request, provider)
      const { state } = request.query
      const begun = browser && state ? await takeBegun(system, browser, state, clock()) : null
      if (!begun) return sendBack(provider.settings, { request, reply }, { failure: 'attempt' })
      const done = await enter({ request, services, provider }, begun)
      if ('failure' in done) {
        note(request, done.failure, done.cause)
        return sendBack(provider.settings, { request, reply }, { failure: done.failure, path: begun.path })
      }
      await endBefore(request, system)
      handOver(request, reply, done.value)
      return reply.redirect(`${provider.settings.publicUrl}${begun.path}`)
    },
  )
}

/** Redeems what the browser brought, finds or makes the account, and opens its session. */
async function enter(
  { request, services, provider }: { request: FastifyRequest; services: Services; provider: IdentityProvider },
  begun: Begun,
) {
  const { system, owner, clock, demo } = services
  const proved = await provider.redeem(request.url.slice(request.url.indexOf('?')), begun)
  if ('failure' in proved) return proved
  const claims = proved.value
  const [now, origin] = [clock(), originOf(request)]
  const settling = { mapping: provider.settings.mapping, now }
  const settled = await owner(null, (db) => settleAccount(db, claims, settling), origin)
  if ('failure' in settled) return { ...settled, cause: undefined }
  const opening = { system, owner, now, demo, origin, userAgent: request.headers['user-agent'] }
  const session = typeof claims.sid === 'string' ? claims.sid : null
  const opened = await openSession(settled.accountId, opening, { provider: { session } })
  return opened ? { value: opened } : { failure: 'suspended' as const, cause: undefined }
}

const form = 'application/x-www-form-urlencoded'

function logoutRoute(app: App, { owner }: Services, provider: IdentityProvider | null): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(form, { parseAs: 'string' }, (_request, text, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(text)))),
  )
  app.post(
    '/api/session/oidc/logout',
    {
      config: { ...open, changesNothing: true, takesNoKey: true },
      bodyLimit: 64 * 1024,
      schema: {
        tags,
        summary: 'The identity provider says that somebody has signed out there',
        description: 'OpenID Connect Back-Channel Logout 1.0: ends the sessions of the subject, or the one named.',
        consumes: [form],
        body: Type.Object({ logout_token: Type.String({ minLength: 1 }) }),
        response: { 200: Type.Null() },
      },
    },
    async (request, reply) => {
      if (!provider) return notThere(reply)
      reply.header('cache-control', 'no-store')
      const told = await provider.readLogout(request.body.logout_token)
      if ('failure' in told) {
        note(request, told.failure, told.cause)
        if (told.failure === 'unavailable') return sendProblem(reply, { name: 'unavailable' })
        return sendProblem(reply, failed('validation', { detail: sayAccounts('logout_token') }).problem)
      }
      await owner(null, (db) => endProviderSessions(db, told.value), originOf(request))
      return reply.send(null)
    },
  )
}
