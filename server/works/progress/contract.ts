import { type Static, Type } from 'typebox'
import { Period } from '../../time/contract.ts'
import { categories, Works } from '../contract.ts'

/** What a future project may become: anything that gives a right to dig. */
export const partCategories = categories.filter((category) => category !== 'future_project')

const Metres = Type.Number({ minimum: 0, maximum: 1_000_000 })

/** A works that a project becomes, on a stretch of it or on all that is left; what is left out it has from the project. */
const ProjectPart = Type.Object(
  {
    category: Type.Enum([...partCategories]),
    title: Type.Optional(Type.String({ minLength: 3, maxLength: 200, pattern: '\\S' })),
    period: Type.Optional(Period),
    fromMetres: Type.Optional(Metres),
    toMetres: Type.Optional(Metres),
  },
  {
    additionalProperties: false,
    description:
      'Metres are counted along what is left of the route of the project, from its beginning. Without `fromMetres` a part begins there, without `toMetres` it goes to the end.',
  },
)
export type ProjectPart = Static<typeof ProjectPart>

export const mostParts = 20
export const ProjectProgress = Type.Object(
  { version: Type.Integer({ minimum: 1 }), parts: Type.Array(ProjectPart, { minItems: 1, maxItems: mostParts }) },
  { additionalProperties: false },
)
export type ProjectProgress = Static<typeof ProjectProgress>

export const Progressed = Type.Object({ project: Works, works: Type.Array(Works) })
export type Progressed = Static<typeof Progressed>
