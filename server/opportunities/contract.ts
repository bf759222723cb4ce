import { type Static, Type } from 'typebox'
import { Areas, IncomingGeometry } from '../geo/contract.ts'
import { Names } from '../language/contract.ts'
import { Day, Instant } from '../time/contract.ts'

/** What a site may be used for. Their places in this list are the numbers in map tiles. */
export const activities = [
  'retail',
  'food',
  'education',
  'health',
  'sports',
  'logistics',
  'hospitality',
  'parking',
  'advertising',
  'industrial',
  'agriculture',
  'entertainment',
] as const
export type Activity = (typeof activities)[number]

/** In the order of an opportunity's life. Their places in this list are the numbers in map tiles. */
export const opportunityStages = [
  'planned',
  'prequalification',
  'open',
  'closed',
  'opened',
  'evaluated',
  'awarded',
  'contracted',
  'handed_over',
  'operating',
  'returned',
  'cancelled',
] as const
export type OpportunityStage = (typeof opportunityStages)[number]

/** What the investor pays by. */
export const opportunityModels = ['annual_rent', 'income_share', 'share_and_term', 'minimum_plus_share'] as const
export type OpportunityModel = (typeof opportunityModels)[number]

/** What the plan of the city allows there. */
export const landUses = ['commercial', 'mixed', 'public', 'industrial', 'agricultural'] as const
export type LandUse = (typeof landUses)[number]

const Uuid = Type.String({ format: 'uuid' })
const Version = Type.Integer({ minimum: 1 })
const closed = { additionalProperties: false }
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

const written = {
  title: Names,
  activity: Type.Enum([...activities]),
  boundary: IncomingGeometry,
  termYears: Type.Number({ exclusiveMinimum: 0, maximum: 99 }),
  stage: Type.Enum([...opportunityStages]),
  model: Type.Enum([...opportunityModels]),
  minimumRiyals: nullable(Type.Number({ minimum: 0, maximum: 1e12 })),
  landUse: nullable(Type.Enum([...landUses])),
  questionsUntil: nullable(Day),
  bidsUntil: nullable(Day),
}

/** A site to record; `stage` is `planned` where it is left out. */
export const NewOpportunity = Type.Object(
  {
    ...written,
    id: Type.Optional(Uuid),
    stage: Type.Optional(written.stage),
    minimumRiyals: Type.Optional(written.minimumRiyals),
    landUse: Type.Optional(written.landUse),
    questionsUntil: Type.Optional(written.questionsUntil),
    bidsUntil: Type.Optional(written.bidsUntil),
  },
  closed,
)
export type NewOpportunity = Static<typeof NewOpportunity>

export const OpportunityChange = Type.Object(
  { ...Type.Partial(Type.Object(written)).properties, version: Version },
  closed,
)
export type OpportunityChange = Static<typeof OpportunityChange>

/** An opportunity without its boundary: the row of a list. Area is geodesic; `centre` is a position on the site. */
export const OpportunitySummary = Type.Object({
  id: Uuid,
  number: Type.String(),
  title: Names,
  municipalityId: Uuid,
  activity: Type.Enum([...activities]),
  stage: Type.Enum([...opportunityStages]),
  model: Type.Enum([...opportunityModels]),
  areaSquareMetres: Type.Number(),
  termYears: Type.Number(),
  minimumRiyals: nullable(Type.Number()),
  landUse: nullable(Type.Enum([...landUses])),
  questionsUntil: nullable(Day),
  bidsUntil: nullable(Day),
  centre: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
  version: Type.Integer(),
})
export type OpportunitySummary = Static<typeof OpportunitySummary>

export const Opportunity = Type.Object({
  ...OpportunitySummary.properties,
  boundary: Areas,
  createdAt: Instant,
  updatedAt: Instant,
})
export type Opportunity = Static<typeof Opportunity>

/** Sites with their boundaries, as a file: all of a filter, however many. */
export const OpportunitiesFile = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      id: Uuid,
      geometry: Areas,
      properties: Type.Omit(OpportunitySummary, ['id', 'centre']),
    }),
  ),
})
export type OpportunityFeature = Static<typeof OpportunitiesFile>['features'][number]

/** A site as somebody looks at it. */
export const SeenOpportunity = Type.Object({
  ...Opportunity.properties,
  /** Whoever asks may change it. */
  mayChange: Type.Boolean(),
})
export type SeenOpportunity = Static<typeof SeenOpportunity>
