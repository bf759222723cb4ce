import { Type } from 'typebox'
import type { App, Services } from '../http/app-types.ts'
import { cookieName } from '../http/guard.ts'
import { sendProblem } from '../http/problem.ts'
import { Agency, hintCookie, Municipality, Session, SignIn } from './contract.ts'
import { findSession, signIn, signOut } from './sessions.ts'
import { listAgencies, listMunicipalities } from './store.ts'

const tags = ['agencies']

/** Sessions, agencies and municipalities. */
export function agencyRoutes(app: App, { under, system, clock, demo }: Services): void {
  app.post(
    '/api/session',
    {
      config: { permission: 'public', changesNothing: true },
      schema: { tags, summary: 'Sign in', body: SignIn, response: { 200: Session } },
    },
    async (request, reply) => {
      const opened = await signIn(system, request.body, { now: clock(), demo })
      if (!opened) return sendProblem(reply, { name: 'sign-in-failed' })
      const secure = request.protocol === 'https'
      reply.setCookie(cookieName(request), opened.token, { path: '/', httpOnly: true, sameSite: 'lax', secure })
      reply.setCookie(hintCookie, '1', { path: '/', sameSite: 'lax', secure })
      return { user: opened.user, csrfToken: opened.csrfToken }
    },
  )
  app.get(
    '/api/session',
    { config: { permission: 'session' }, schema: { tags, summary: 'Who is signed in', response: { 200: Session } } },
    async (request, reply) => {
      const token = request.cookies[cookieName(request)]
      const session = token ? await findSession(system, token, clock()) : null
      return session ?? sendProblem(reply, { name: 'unauthenticated' })
    },
  )
  app.delete(
    '/api/session',
    {
      config: { permission: 'session', changesNothing: true },
      schema: { tags, summary: 'Sign out', response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await signOut(system, request.cookies[cookieName(request)] ?? '')
      reply.clearCookie(hintCookie, { path: '/' })
      return reply.clearCookie(cookieName(request), { path: '/' }).code(204).send(null)
    },
  )
  app.get(
    '/api/agencies',
    {
      config: { permission: 'public' },
      schema: { tags, summary: 'Organisations', response: { 200: Type.Object({ items: Type.Array(Agency) }) } },
    },
    async ({ actor }) => ({ items: await under(actor, listAgencies) }),
  )
  app.get(
    '/api/municipalities',
    {
      config: { permission: 'public' },
      schema: {
        tags,
        summary: 'Municipalities',
        querystring: Type.Object(
          { boundaries: Type.Optional(Type.Boolean({ default: false })) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ items: Type.Array(Municipality) }) },
      },
    },
    async ({ actor, query }) => ({
      items: await under(actor, (db) => listMunicipalities(db, query.boundaries ?? false)),
    }),
  )
}
