import { Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import { roles } from '../agencies/contract.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { sendProblem } from '../http/problem.ts'
import { AnyId, AnyOf, IdParams, listed, query } from '../http/query.ts'
import { write } from '../http/write.ts'
import { changeAccount, happenToAccount, inviteAccount, managedAccount } from './actions.ts'
import {
  Account,
  AccountChange,
  AccountWithTicket,
  ApiKey,
  accountStatuses,
  MadeApiKey,
  NewAccount,
  NewAccountEvent,
  NewApiKey,
} from './contract.ts'
import { listKeys, makeKey, revokeKey } from './keys.ts'
import { oidcRoutes } from './oidc-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { listAccounts } from './store.ts'

const tags = ['accounts']

/** One's own session; the accounts and keys of an organisation. */
export function accountRoutes(app: App, services: Services): void {
  sessionRoutes(app, services)
  oidcRoutes(app, services)
  managingRoutes(app, services)
  keyRoutes(app, services)
}

function managingRoutes(app: App, services: Services): void {
  const { under, clock } = services
  const config = { permission: 'accounts.manage', changesNothing: true } as const
  const doing = ({ actor }: { actor: Actor | null }) => ({ actor: actor as Actor, now: clock() })
  app.get(
    '/api/accounts',
    {
      config,
      schema: {
        tags,
        summary: 'Accounts of your organisation; for the root authority of all, by e-mail',
        querystring: query({
          q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
          agency: AnyId,
          role: AnyOf(roles),
          status: AnyOf(accountStatuses),
          ...pageQuery,
        }),
        response: {
          200: Type.Object({ items: Type.Array(Account), nextCursor: Type.Union([Type.String(), Type.Null()]) }),
        },
      },
    },
    async (request, reply) => {
      const { q: text, agency, role, status, cursor, limit = 100 } = request.query
      const after = readCursor(cursor, ['text'])
      if (after.problem) return sendProblem(reply, after.problem)
      const filter = { text, agency: listed(agency), role: listed(role), status: listed(status) }
      return under(request.actor, (db) => listAccounts(db, filter, { limit, after: after.value }))
    },
  )
  app.post(
    '/api/accounts',
    {
      config,
      schema: {
        tags,
        summary: 'Invite somebody',
        description: 'The ticket is told once, here: hand it to the person as a link to `/welcome#<secret>`.',
        body: NewAccount,
        response: { 201: AccountWithTicket },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => inviteAccount(db, request.body, doing(request)), 201),
  )
  app.get(
    '/api/accounts/:id',
    { config, schema: { tags, summary: 'One account', params: IdParams, response: { 200: Account } } },
    async ({ actor, params }, reply) => {
      const account = await under(actor, (db) => managedAccount(db, params.id, actor as Actor))
      return account ?? sendProblem(reply, { name: 'not-found' })
    },
  )
  app.patch(
    '/api/accounts/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Change name, role or organisation',
        params: IdParams,
        body: AccountChange,
        response: { 200: Account },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => changeAccount(db, request.params.id, request.body, doing(request))),
  )
  app.post(
    '/api/accounts/:id/events',
    {
      config,
      schema: {
        tags,
        summary: 'Invite again, suspend, restore, reset the password, sign out everywhere',
        description: 'A suspension, a reset and a sign-out end all sessions of the account at once.',
        params: IdParams,
        body: NewAccountEvent,
        response: { 200: AccountWithTicket },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => happenToAccount(db, request.params.id, request.body, doing(request))),
  )
}

function keyRoutes(app: App, services: Services): void {
  const { under, clock } = services
  const config = { permission: 'keys.manage', changesNothing: true } as const
  const doing = ({ actor }: { actor: Actor | null }) => ({ actor: actor as Actor, now: clock() })
  app.get(
    '/api/keys',
    {
      config,
      schema: {
        tags,
        summary: 'Keys of your organisation’s software, the newest first',
        response: { 200: Type.Object({ items: Type.Array(ApiKey) }) },
      },
    },
    async ({ actor }) => ({ items: await under(actor, listKeys) }),
  )
  app.post(
    '/api/keys',
    {
      config,
      schema: {
        tags,
        summary: 'Make a key',
        description:
          '`token` is told once, here. Send it as `Authorization: Bearer <token>`. Scopes that work on works bring ' +
          '`works.read` with them.',
        body: NewApiKey,
        response: { 201: MadeApiKey },
      },
    },
    async (request, reply) => write(services, request, reply, (db) => makeKey(db, request.body, doing(request)), 201),
  )
  app.delete(
    '/api/keys/:id',
    {
      config,
      schema: { tags, summary: 'Revoke a key, at once', params: IdParams, response: { 200: ApiKey } },
    },
    async (request, reply) => write(services, request, reply, (db) => revokeKey(db, request.params.id, doing(request))),
  )
}
