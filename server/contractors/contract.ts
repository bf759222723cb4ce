import { type Static, Type } from 'typebox'
import { Names } from '../language/contract.ts'
import { Day, Instant } from '../time/contract.ts'

/** Why a contractor may do no works, as the regulation names it. [B] */
export const banReasons = [
  'expired_permits_open',
  'abandoned_work',
  'classification_lapsed',
  'site_reports',
  'defects_uncorrected',
  'safety_violations',
  'plans_not_followed',
  'other',
] as const
export type BanReason = (typeof banReasons)[number]

export const banStates = ['to_come', 'in_force', 'over', 'lifted'] as const
export type BanState = (typeof banStates)[number]

/** Which bans a list shows: those that hold today or will, or all there ever were. */
export const banLists = ['standing', 'all'] as const

const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Words = Type.String({ minLength: 3, maxLength: 2000, pattern: '\\S' })
const closed = { additionalProperties: false }

/** Without `until` it holds until it is lifted; both days are inside. `other` needs a note. */
export const NewBan = Type.Object(
  {
    contractorId: Uuid,
    reason: Type.Enum([...banReasons]),
    note: Type.Optional(Words),
    from: Day,
    until: Type.Optional(Day),
  },
  closed,
)
export type NewBan = Static<typeof NewBan>

export const Lifting = Type.Object({ reason: Words }, closed)
export type Lifting = Static<typeof Lifting>

/** A contractor that an office lets do no works. */
export const Ban = Type.Object({
  id: Uuid,
  contractorId: Uuid,
  reason: Type.Enum([...banReasons]),
  note: nullable(Type.String()),
  from: Day,
  until: nullable(Day),
  state: Type.Enum([...banStates]),
  /** The office that banned. */
  agencyId: Uuid,
  by: nullable(Names),
  at: Instant,
  lifted: nullable(Type.Object({ at: Instant, by: nullable(Names), reason: Type.String() })),
  /** Works of this contractor that are not over, as far as the reader sees them. */
  works: Type.Integer(),
  may: Type.Object({ lift: Type.Boolean() }),
})
export type Ban = Static<typeof Ban>

export const Bans = Type.Object({
  items: Type.Array(Ban),
  nextCursor: nullable(Type.String()),
})
