import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { User } from '../agencies/contract.ts'
import type { Database, Db } from '../database/connect.ts'
import type { Language } from '../language/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Declaration } from './guard.ts'
import type { Permission } from './permissions.ts'

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** What the features work with. Time comes from here and nowhere else. */
export interface Services {
  db: Db
  engine: Database['engine']
  /** A small pool of their own for tiles, so that they cannot starve writes; the same as `db` on the embedded engine. */
  tileDb: Db
  pack: RulePack
  clock: () => Date
  /** Folder of photos and documents. */
  mediaDir: string
  /** True where the demo city and its accounts are loaded. */
  demo: boolean
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route with the permission it asks for. */
    declarations: Declaration[]
  }
  interface FastifyRequest {
    language: Language
    user: User | null
    /** The token that a write with this session must carry. */
    csrfToken: string | null
  }
  interface FastifyContextConfig {
    permission?: Permission
    /** Of a route that is no GET: nothing that a map shows is another afterwards. */
    changesNothing?: true
  }
}
