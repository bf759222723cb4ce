import { type Static, Type } from 'typebox'
import { IncomingGeometry, Lines } from '../../geo/contract.ts'
import { Period } from '../../time/contract.ts'

/** What of the road the ground of a works closes to traffic, the least first. */
export const closures = ['none', 'lane', 'direction', 'full'] as const
export type Closure = (typeof closures)[number]

export const mostDiversions = 10

/** A way on which traffic is led round, as it is written. */
export const NewDiversion = Type.Object(
  {
    line: IncomingGeometry,
    period: Type.Optional(
      Type.Union([Period, Type.Null()], {
        description: 'a part of the period of the works, which moves along with it; without it, all of it',
      }),
    ),
  },
  { additionalProperties: false },
)
export type NewDiversion = Static<typeof NewDiversion>

const Diversions = Type.Array(NewDiversion, { maxItems: mostDiversions })

/** What a new works, or a draft that is assessed, may say of traffic. */
export const traffic = {
  closure: Type.Optional(Type.Enum([...closures])),
  diversions: Type.Optional(Diversions),
}

export const TrafficChange = Type.Object(
  { version: Type.Integer({ minimum: 1 }), closure: Type.Enum([...closures]), diversions: Diversions },
  { additionalProperties: false },
)
export type TrafficChange = Static<typeof TrafficChange>

export const Diversion = Type.Object({
  id: Type.String({ format: 'uuid' }),
  line: Lines,
  period: Type.Union([Period, Type.Null()]),
  lengthMetres: Type.Number(),
})
export type Diversion = Static<typeof Diversion>
