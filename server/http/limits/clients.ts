import { createHash } from 'node:crypto'
import { normalizeIP } from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../access/actor.ts'
import { cookieName } from '../guard.ts'
import type { Standing } from './figures.ts'

export interface Client {
  key: string
  standing: Standing
}

const mostTokens = 20_000
const bearer = /^Bearer +(\S+)$/i

/** What the request says it may be known by: nothing is looked up. */
function tokenOf(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers
  return authorization === undefined ? request.cookies[cookieName(request)] : bearer.exec(authorization)?.[1]
}

const digest = (token: string) => createHash('sha256').update(token).digest('base64')

/** The address without what its holder may change at will: of IPv6 the network that a subscriber gets (/64). */
export function addressOf(request: FastifyRequest): string {
  return normalizeIP(request.ip, 64)
}

/**
 * Who is counted, before the database has been asked: a token that was good lately stands for its account, any other for
 * nothing, so that made-up tokens count for the address that sends them. It decides only who is counted, never what they may.
 */
export class Clients {
  private readonly lately = new Map<string, Client>()

  of(request: FastifyRequest): Client {
    const token = tokenOf(request)
    const known = token === undefined ? undefined : this.lately.get(digest(token))
    return known ?? { key: `address ${addressOf(request)}`, standing: 'visitor' }
  }

  /** What the token of an answered request has turned out to be. */
  note(request: FastifyRequest): void {
    const token = tokenOf(request)
    if (token === undefined || request.routeOptions.config.permission === undefined) return
    const place = digest(token)
    if (!request.actor) return void this.lately.delete(place)
    if (!this.lately.has(place)) this.lately.set(place, clientOf(request.actor, addressOf(request)))
    const [oldest] = this.lately.keys()
    if (this.lately.size > mostTokens && oldest !== undefined) this.lately.delete(oldest)
  }
}

function clientOf({ keyId, userId }: Actor, address: string): Client {
  if (keyId) return { key: `key ${keyId}`, standing: 'key' }
  return userId ? { key: `account ${userId}`, standing: 'account' } : { key: `address ${address}`, standing: 'visitor' }
}
