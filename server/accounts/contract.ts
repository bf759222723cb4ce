import { type Static, Type } from 'typebox'
import type { Permission } from '../access/permissions.ts'
import { roles } from '../agencies/contract.ts'
import { Names } from '../language/contract.ts'
import { Instant } from '../time/contract.ts'

const Uuid = Type.String({ format: 'uuid' })
const Version = Type.Integer({ minimum: 1 })
const Role = Type.Enum([...roles])
const closed = { additionalProperties: false }
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

export const accountStatuses = ['invited', 'active', 'suspended'] as const
export type AccountStatus = (typeof accountStatuses)[number]

/** Somebody who may sign in: of one organisation, in one role. */
export const Account = Type.Object({
  id: Uuid,
  email: Type.String(),
  name: Names,
  role: Role,
  agencyId: nullable(Uuid),
  status: Type.Enum([...accountStatuses]),
  /** Signs in by the identity provider, not by a password of ours. */
  external: Type.Boolean(),
  /** Until when an invitation or a reset may be taken up. */
  ticketUntil: nullable(Instant),
  lockedUntil: nullable(Instant),
  createdAt: Instant,
  lastSeenAt: nullable(Instant),
  version: Version,
})
export type Account = Static<typeof Account>

const Email = Type.String({ format: 'email', minLength: 3, maxLength: 254 })

export const NewAccount = Type.Object({ email: Email, name: Names, role: Role, agencyId: Uuid }, closed)
export type NewAccount = Static<typeof NewAccount>

export const AccountChange = Type.Object(
  { version: Version, name: Type.Optional(Names), role: Type.Optional(Role), agencyId: Type.Optional(Uuid) },
  closed,
)
export type AccountChange = Static<typeof AccountChange>

export const accountEvents = ['invite', 'suspend', 'restore', 'reset', 'sign_out'] as const
export type AccountEvent = (typeof accountEvents)[number]
export const NewAccountEvent = Type.Object({ event: Type.Enum([...accountEvents]), version: Version }, closed)

/** The secret by which the person sets a password; told once, to whoever hands it over. */
export const Ticket = Type.Object({ secret: Type.String(), until: Instant })
export type Ticket = Static<typeof Ticket>

export const AccountWithTicket = Type.Object({ account: Account, ticket: nullable(Ticket) })
export type AccountWithTicket = Static<typeof AccountWithTicket>

export const shortestPassword = 12
export const Password = Type.String({ minLength: shortestPassword, maxLength: 200 })
const Secret = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', description: 'the secret of an invitation or a reset' })

export const TicketQuestion = Type.Object({ secret: Secret }, closed)
export const TicketAnswer = Type.Object({ email: Type.String(), name: Names, purpose: Type.Enum(['invite', 'reset']) })
export type TicketAnswer = Static<typeof TicketAnswer>
export const NewPassword = Type.Object({ secret: Secret, password: Password }, closed)
export const PasswordChange = Type.Object(
  { current: Type.String({ minLength: 1, maxLength: 200 }), password: Password },
  closed,
)

/** One of the places where somebody is signed in. */
export const OpenSession = Type.Object({
  id: Uuid,
  isThis: Type.Boolean(),
  createdAt: Instant,
  seenAt: Instant,
  address: nullable(Type.String()),
  userAgent: nullable(Type.String()),
})
export type OpenSession = Static<typeof OpenSession>

/** What a key may be made for: nothing that needs a person. */
export const keyScopes = [
  'works.read',
  'works.assess',
  'works.write',
  'conflicts.read',
  'restrictions.write',
  'opportunities.write',
  'reports.manage',
] as const satisfies readonly Permission[]
export type KeyScope = (typeof keyScopes)[number]

export const ApiKey = Type.Object({
  id: Uuid,
  name: Type.String(),
  prefix: Type.String(),
  agencyId: Uuid,
  role: Role,
  scopes: Type.Array(Type.Enum([...keyScopes])),
  createdAt: Instant,
  expiresAt: nullable(Instant),
  lastUsedAt: nullable(Instant),
  lastUsedAddress: nullable(Type.String()),
  revokedAt: nullable(Instant),
})
export type ApiKey = Static<typeof ApiKey>

export const NewApiKey = Type.Object(
  {
    name: Type.String({ minLength: 3, maxLength: 100 }),
    agencyId: Uuid,
    scopes: Type.Array(Type.Enum([...keyScopes]), { minItems: 1, maxItems: keyScopes.length, uniqueItems: true }),
    expiresAt: Type.Optional(nullable(Instant)),
  },
  closed,
)
export type NewApiKey = Static<typeof NewApiKey>

/** `token` is told once, here. */
export const MadeApiKey = Type.Object({ key: ApiKey, token: Type.String() })

/** What the page offers besides a password. */
export const SignInWays = Type.Object({ provider: nullable(Type.Object({ name: Names })) })
export type SignInWays = Static<typeof SignInWays>

/** Why a sign-in by the identity provider came to nothing: the page has words for each. */
export const signInFailures = [
  /** Begun too long ago, in another browser, or finished before. */
  'attempt',
  /** Ended by the person, or by the provider's own rules. */
  'denied',
  'unavailable',
  /** What the provider answered does not prove anything. */
  'answer',
  'email',
  'email_taken',
  'invitation',
  'unknown',
  'role',
  'suspended',
] as const
export type SignInFailure = (typeof signInFailures)[number]
