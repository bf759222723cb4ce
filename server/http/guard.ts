import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayDo, type Permission } from '../access/permissions.ts'
import { findKeyActor } from '../accounts/keys.ts'
import { findActor } from '../accounts/sessions.ts'
import type { App, Services } from './app-types.ts'
import { hasFairKey } from './idempotency.ts'
import { sendProblem } from './problem.ts'

/** A route and the permission it asks for. */
export interface Declaration {
  method: string
  url: string
  permission: Permission
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** `__Host-` binds the cookie to this host over TLS; plain HTTP (a laptop, a test) cannot carry that name. */
export function cookieName(request: FastifyRequest): string {
  return request.protocol === 'https' ? '__Host-nasaq' : 'nasaq'
}

/**
 * Who asks, and may they: before a body is read. A route under `/api` or `/tiles` that declares no
 * permission does not start.
 */
export function guard(app: App, { system, clock }: Services): void {
  app.decorateRequest('actor', null)
  app.decorateRequest('session', null)
  const declarations: Declaration[] = []
  app.decorate('declarations', declarations)
  app.addHook('onRoute', (route) => {
    const declared = route.config?.permission
    if (!declared && /^\/(api|tiles)\b/.test(route.url)) throw new Error(`${route.url} declares no permission`)
    for (const method of [route.method].flat())
      if (declared) declarations.push({ method, url: route.url, permission: declared })
  })
  app.addHook('onRequest', async (request, reply) => {
    const permission = request.routeOptions.config.permission
    if (!permission) return
    const { isUnknownKey } = await identify(request, { system, clock })
    // a key that opens nothing is told so, also where anybody may read: its owner would wait for what never comes
    if (isUnknownKey) return sendProblem(reply, { name: 'unauthenticated' })
    return admit(request, reply)
  })

  function admit(request: FastifyRequest, reply: FastifyReply) {
    const permission = request.routeOptions.config.permission
    if (!permission) return
    if (!mayDo(request.actor, permission))
      return sendProblem(reply, { name: request.actor ? 'forbidden' : 'unauthenticated' })
    const unsafe = !safeMethods.has(request.method)
    if (request.session && unsafe && request.headers['x-csrf-token'] !== request.session.csrfToken)
      return sendProblem(reply, { name: 'csrf' })
    if (unsafe && !hasFairKey(request)) return sendProblem(reply, { name: 'idempotency-key' })
    return
  }
}

/** By the key of an agency's software where one is shown, by the session's cookie otherwise; never by both. */
async function identify(
  request: FastifyRequest,
  { system, clock }: Pick<Services, 'system' | 'clock'>,
): Promise<{ isUnknownKey: boolean }> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const [, key] = /^Bearer ([\w-]{20,100})$/i.exec(authorization) ?? []
    request.actor = key === undefined ? null : await findKeyActor(system, key, request.ip, clock())
    return { isUnknownKey: request.actor === null }
  }
  const token = request.cookies[cookieName(request)]
  const found = token ? await findActor(system, token, clock()) : null
  if (found) {
    request.actor = found.actor
    request.session = found.session
  }
  return { isUnknownKey: false }
}
