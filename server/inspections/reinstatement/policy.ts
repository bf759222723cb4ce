import { type Static, Type } from 'typebox'
import { Names } from '../../language/contract.ts'
import { methods } from '../../works/contract.ts'

const closed = { additionalProperties: false }
const Code = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' })
const Percent = Type.Integer({ minimum: 0, maximum: 100 })

/** Where in a trench a material belongs: what it is filled with, the base of the road, what is driven and walked on. */
export const courses = ['fill', 'base', 'surface'] as const

/** What the record of a reinstatement is held to. */
export const ReinstatementNumbers = Type.Object(
  {
    materials: Type.Array(Type.Object({ code: Code, course: Type.Enum([...courses]), name: Names }, closed), {
      minItems: 1,
      maxItems: 60,
    }),
    /** What was there before and is there again. */
    surfaces: Type.Array(Type.Object({ code: Code, name: Names }, closed), { minItems: 1, maxItems: 30 }),
    /** Both end points are told of what is longer. */
    endsFromMetres: Type.Number({ minimum: 0 }),
    /** So far from what they belong to may end points lie. */
    endsWithinMetres: Type.Number({ minimum: 0 }),
    leastPhotos: Type.Integer({ minimum: 0, maximum: 20 }),
    /** Layers may be so much thicker together than the trench is deep. */
    slackMillimetres: Type.Integer({ minimum: 0 }),
    /** So much of a works is recorded before its ground counts as closed, by how it was dug. */
    leastPercent: Type.Object(
      Object.fromEntries(methods.map((method) => [method, Percent])) as Record<
        (typeof methods)[number],
        typeof Percent
      >,
      closed,
    ),
    /** A guarantee that ends within so many days is ending. */
    endingDays: Type.Integer({ minimum: 1 }),
  },
  closed,
)
export type ReinstatementNumbers = Static<typeof ReinstatementNumbers>
