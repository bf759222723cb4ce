import { type Static, type TSchema, Type } from 'typebox'
import { Names } from '../../language/contract.ts'
import { Day, Instant } from '../../time/contract.ts'

const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export const delegationStates = ['to_come', 'in_force', 'over', 'revoked'] as const
export type DelegationState = (typeof delegationStates)[number]

/** Which a list shows: those that hold today or will, or all there ever were. */
export const delegationLists = ['standing', 'all'] as const

/** Whom the own organisation lets answer for it. Both days are inside; without `until` it holds until it is revoked. */
export const NewDelegation = Type.Object(
  {
    delegateId: Uuid,
    from: Day,
    until: Type.Optional(Day),
    note: Type.Optional(
      Type.String({
        minLength: 3,
        maxLength: 500,
        pattern: '\\S',
        description: 'such as the reference of the letter that gives the power',
      }),
    ),
  },
  { additionalProperties: false },
)
export type NewDelegation = Static<typeof NewDelegation>

/** Of which organisation another answers consultations, and on which days. */
export const Delegation = Type.Object({
  id: Uuid,
  /** Who is asked. */
  principalId: Uuid,
  /** Who answers for it. */
  delegateId: Uuid,
  from: Day,
  until: nullable(Day),
  note: nullable(Type.String()),
  state: Type.Enum([...delegationStates]),
  at: Instant,
  by: nullable(Names),
  revoked: nullable(Type.Object({ at: Instant, by: nullable(Names) })),
  may: Type.Object({ revoke: Type.Boolean() }),
})
export type Delegation = Static<typeof Delegation>

export const Delegations = Type.Object({ items: Type.Array(Delegation), nextCursor: nullable(Type.String()) })
