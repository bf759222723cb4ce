import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { Actor } from '../access/actor.ts'
import type { Permission } from '../access/permissions.ts'
import type { Under, UnderTiles } from '../access/under.ts'
import type { OidcSettings } from '../accounts/oidc-settings.ts'
import type { BasemapSetting } from '../basemap/setting.ts'
import type { Database, Db } from '../database/connect.ts'
import type { Listen } from '../database/listen.ts'
import type { Language } from '../language/contract.ts'
import type { Reach } from '../notifications/webhooks/reach.ts'
import type { SecretBox } from '../notifications/webhooks/secret-box.ts'
import type { PaymentProvider } from '../permits/fees/provider.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Declaration } from './guard.ts'
import type { Client } from './limits/clients.ts'
import type { Limits, QuotaName } from './limits/figures.ts'

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** What the features work with. Time comes from here and nowhere else. */
export interface Services {
  /** The one way of a request to the tables: as its actor may. */
  under: Under
  /** The same on a small pool of their own for tiles, so that they cannot starve writes; one with `under` on the embedded engine. */
  underTiles: UnderTiles
  /** A transaction as the owner, whose audit tells who asked: for signing in and setting passwords. */
  owner: Under
  /** The owner's connection, which sees everything: for sessions, jobs and health, never for what a request asks. */
  system: Db
  /** What committed transactions say, of this process and every other. */
  listen: Listen
  engine: Database['engine']
  pack: RulePack
  clock: () => Date
  /** Folder of photos and documents. */
  mediaDir: string
  /** True where the demo city and its accounts are loaded. */
  demo: boolean
  /** The ground under our layers that the operator has named. */
  basemap: BasemapSetting | null
  /** Where browsers reach the service, as its operator says; `null` where nobody has said it. */
  publicUrl: string | null
  /** The identity provider; `null` where people sign in by passwords alone. */
  oidc: OidcSettings | null
  /** Who takes payments for the city; null where the office records them itself. */
  payments: PaymentProvider | null
  /** Whether people are told by e-mail as well. */
  mails: boolean
  /** Keeps the secrets of webhooks. */
  box: SecretBox
  /** How far webhooks reach. */
  reach: Reach
  /** What one client may ask for; null is without end. */
  limits: Limits | null
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route with the permission it asks for. */
    declarations: Declaration[]
  }
  interface FastifyRequest {
    language: Language
    actor: Actor | null
    /** The session that the actor asks with: what its writes must carry, and which it is; null for a key. */
    session: { csrfToken: string; id: string; external: boolean } | null
    /** Who is counted for this request. */
    client: Client | null
  }
  interface FastifyContextConfig {
    permission?: Permission
    /** Of a route that is no GET: nothing that a map shows is another afterwards. */
    changesNothing?: true
    /** Of a route that is no GET: asked twice it does no harm, and takes no `Idempotency-Key`. */
    takesNoKey?: true
    /** Its `Idempotency-Key` holds whoever sends it: somebody may sign in or out between two tries. */
    keyOfAnybody?: true
    /** The quota that counts it, where its method and address do not tell; null is none. */
    quota?: QuotaName | null
  }
}
