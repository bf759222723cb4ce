import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import { hintCookie, Session, SignIn } from '../agencies/contract.ts'
import type { Db } from '../database/connect.ts'
import type { App, Services } from '../http/app-types.ts'
import { cookieName } from '../http/guard.ts'
import { send, sendProblem } from '../http/problem.ts'
import { originOf, write } from '../http/write.ts'
import { NewPassword, OpenSession, PasswordChange, TicketAnswer, TicketQuestion } from './contract.ts'
import { leave, leaveEverywhere } from './leaving.ts'
import { changePassword, external, lookAtTicket, proveCurrent, setPassword, wrongPassword } from './passwords.ts'
import { findUser, listSessions, noteFailure, type Opened, signIn } from './sessions.ts'

const tags = ['accounts']
const open = { permission: 'public', changesNothing: true, takesNoKey: true } as const
const own = { permission: 'session', changesNothing: true, takesNoKey: true } as const
/** Where a password or a ticket may be guessed. */
const trying = { ...open, quota: 'sign-in' } as const
/** An address and a password. */
const signInBytes = 4096
const noContent = { 204: Type.Null() }

/** Bound to this host as the session is: who may write cookies of the whole domain tells no page that somebody is signed in. */
function hintName({ protocol }: FastifyRequest): string {
  return protocol === 'https' ? `__Host-${hintCookie}` : hintCookie
}

/** Hands a session to a browser: its token in a cookie that no script reads. */
export function handOver(request: FastifyRequest, reply: FastifyReply, { token, ...session }: Opened): Session {
  const secure = request.protocol === 'https'
  reply.setCookie(cookieName(request), token, { path: '/', httpOnly: true, sameSite: 'lax', secure })
  reply.setCookie(hintName(request), '1', { path: '/', sameSite: 'lax', secure })
  return session
}

/** Whoever signs in anew leaves the session that the browser had, in whichever way they sign in. */
export async function endBefore({ session }: FastifyRequest, system: Db): Promise<void> {
  if (session) await system('session').where({ id: session.id }).delete()
}

function takeBack(request: FastifyRequest, reply: FastifyReply) {
  // a browser takes nothing of such a name that does not say the same
  const as = { path: '/', secure: request.protocol === 'https' }
  reply.clearCookie(hintName(request), as)
  // photos and tables of before are nobody's who comes after; what waits to be sent is not in there
  reply.header('clear-site-data', '"cache"')
  return reply.clearCookie(cookieName(request), as).code(204).send(null)
}

/** Signing in and out, one's own sessions and password. */
export function sessionRoutes(app: App, services: Services): void {
  signingRoutes(app, services)
  passwordRoutes(app, services)
}

function signingRoutes(app: App, { system, owner, under, clock, demo }: Services): void {
  app.post(
    '/api/session',
    {
      config: trying,
      bodyLimit: signInBytes,
      schema: { tags, summary: 'Sign in', body: SignIn, response: { 200: Session } },
    },
    async (request, reply) => {
      const origin = originOf(request)
      const opening = { system, owner, now: clock(), demo, origin, userAgent: request.headers['user-agent'] }
      const opened = await signIn(request.body, opening)
      if (!opened) return sendProblem(reply, { name: 'sign-in-failed' })
      await endBefore(request, system)
      return handOver(request, reply, opened)
    },
  )
  app.get(
    '/api/session',
    { config: own, schema: { tags, summary: 'Who is signed in', response: { 200: Session } } },
    async ({ actor, session }, reply) => {
      const user = actor?.userId ? await findUser(system, actor.userId) : null
      if (!user || !session) return sendProblem(reply, { name: 'unauthenticated' })
      return { user, csrfToken: session.csrfToken, external: session.external }
    },
  )
  app.delete(
    '/api/session',
    { config: own, schema: { tags, summary: 'Sign out', response: noContent } },
    async (request, reply) => {
      const { actor, session } = request
      if (actor && session) await under(actor, (db) => leave(db, actor, session.id), originOf(request))
      return takeBack(request, reply)
    },
  )
  app.get(
    '/api/sessions',
    {
      config: own,
      schema: {
        tags,
        summary: 'Where you are signed in',
        response: { 200: Type.Object({ items: Type.Array(OpenSession) }) },
      },
    },
    async ({ actor, session }) => ({
      items: await under(actor, (db) => listSessions(db, (actor as Actor).userId ?? '', session?.id ?? '', clock())),
    }),
  )
  app.delete(
    '/api/sessions',
    { config: own, schema: { tags, summary: 'Sign out everywhere, here too', response: noContent } },
    async (request, reply) => {
      const { actor } = request
      if (actor) await under(actor, (db) => leaveEverywhere(db, actor), originOf(request))
      return takeBack(request, reply)
    },
  )
}

function passwordRoutes(app: App, services: Services): void {
  const { owner, system, clock } = services
  app.post(
    '/api/tickets',
    {
      config: trying,
      schema: {
        tags,
        summary: 'Whose an invitation or a reset is',
        description: 'Asked with a body, so that the secret stands in no address.',
        body: TicketQuestion,
        response: { 200: TicketAnswer },
      },
    },
    async (request, reply) =>
      write({ under: owner }, request, reply, (db) => lookAtTicket(db, request.body.secret, clock())),
  )
  app.post(
    '/api/password',
    {
      config: { permission: 'public', changesNothing: true, quota: 'sign-in' },
      schema: { tags, summary: 'Set a password with a ticket', body: NewPassword, response: noContent },
    },
    async (request, reply) =>
      write({ under: owner }, request, reply, (db) => setPassword(db, request.body, clock()), 204),
  )
  app.put(
    '/api/session/password',
    {
      config: { ...own, quota: 'sign-in' },
      schema: {
        tags,
        summary: 'Change your password; every other session of yours ends',
        body: PasswordChange,
        response: noContent,
      },
    },
    async (request, reply) => {
      const { actor, session, body } = request
      const now = clock()
      const { holder, isWrong, isLocked } = await proveCurrent(system, actor?.userId ?? '', body.current, now)
      if (holder.password_hash === null) return send(reply, external())
      if (isWrong && !isLocked) await noteFailure(holder, { owner, now, origin: originOf(request) })
      if (isWrong) return send(reply, wrongPassword())
      const change = (db: Db) => changePassword(db, holder, body.password, session?.id ?? '')
      return write({ under: owner }, request, reply, change, 204)
    },
  )
}
