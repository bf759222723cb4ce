import { type Static, Type } from 'typebox'
import { Areas } from '../geo/contract.ts'
import { Names } from '../language/contract.ts'

export const roles = [
  'planner',
  'utility',
  'inspector',
  'contractor',
  'consultant',
  'traffic',
  'investor',
  'owner',
  'admin',
] as const
export type Role = (typeof roles)[number]

/** The accounts of the demo city, in the order in which they are offered: `name@demo`. */
export const demoAccounts = [
  'planner',
  'electricity',
  'water',
  'telecom',
  'inspector',
  'contractor',
  'laboratory',
  'traffic',
  'investor',
  'owner',
  'admin',
  'inspector2',
  'municipality',
] as const
export type DemoAccount = (typeof demoAccounts)[number]

export const organisationKinds = [
  'utility',
  'municipality',
  'authority',
  'contractor',
  'consultant',
  'laboratory',
  'other',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** An organisation that plans, digs, decides or is asked. `ordinal` is its small number in map tiles. */
export const Agency = Type.Object({
  id: Type.String({ format: 'uuid' }),
  ordinal: Type.Integer(),
  code: Type.String(),
  name: Names,
  kind: Type.Enum([...organisationKinds]),
  colour: Type.String({ pattern: '^#[0-9a-f]{6}$' }),
})
export type Agency = Static<typeof Agency>

export const Municipality = Type.Object({
  id: Type.String({ format: 'uuid' }),
  code: Type.String(),
  regionId: Type.String(),
  /** The organisation whose office answers for its ground. */
  agencyId: Type.String({ format: 'uuid' }),
  name: Names,
  boundary: Type.Optional(Areas),
})
export type Municipality = Static<typeof Municipality>

/** A cookie that scripts may read and that proves nothing: the page asks who is signed in only where somebody may be. */
export const hintCookie = 'nasaq-signed-in'

export const SignIn = Type.Object(
  { email: Type.String({ minLength: 3, maxLength: 254 }), password: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
)

export const User = Type.Object({
  id: Type.String({ format: 'uuid' }),
  email: Type.String(),
  name: Names,
  /** What they work as: an administrator whose organisation answers for no ground works as its people do. */
  role: Type.Enum([...roles]),
  /** Manages the accounts and keys of their organisation. */
  isAdmin: Type.Boolean(),
  agencyId: Type.Union([Type.String({ format: 'uuid' }), Type.Null()]),
  /** Acts for the root authority: manages what every organisation has, not only their own. */
  everywhere: Type.Boolean(),
  /** Signs in by the identity provider: there is no password of ours to change. */
  external: Type.Boolean(),
})
export type User = Static<typeof User>

/** `external`: opened by the identity provider, where one may sign out too. */
export const Session = Type.Object({ user: User, csrfToken: Type.String(), external: Type.Boolean() })
export type Session = Static<typeof Session>
