import { type Static, Type } from 'typebox'
import { Areas, IncomingGeometry, Route } from '../geo/contract.ts'
import { Day, Instant, Period } from '../time/contract.ts'
import { ConnectionCounts } from './connections/contract.ts'
import { closures, Diversion, traffic } from './diversions/contract.ts'

export { type Closure, closures } from './diversions/contract.ts'

export const categories = [
  'planned',
  'emergency',
  'connection',
  'multi_connection',
  'road_works',
  'future_project',
] as const
export const utilities = [
  'electricity',
  'water',
  'sewer',
  'telecom',
  'gas',
  'cooling',
  'drainage',
  'road',
  'other',
] as const
export const methods = ['open_cut', 'trenchless', 'micro_trench', 'surface'] as const
export const trafficImpacts = ['minor', 'major'] as const
/** In the order of the lifecycle; the side exits last. Their places in this list are the numbers in map tiles. */
export const statuses = [
  'draft',
  'planned',
  'submitted',
  'in_coordination',
  'approved',
  'permitted',
  'in_progress',
  'reinstated',
  'in_guarantee',
  'closed',
  'returned',
  'refused',
  'cancelled',
  'suspended',
  'expired',
  'progressed',
] as const

/** What the public may see: works that have a permit, and what became of them. */
export const publicWorksStatuses = [
  'permitted',
  'in_progress',
  'suspended',
  'reinstated',
  'in_guarantee',
  'closed',
] as const satisfies readonly (typeof statuses)[number][]

export type Category = (typeof categories)[number]
export type Utility = (typeof utilities)[number]
export type Method = (typeof methods)[number]
export type TrafficImpact = (typeof trafficImpacts)[number]
export type Status = (typeof statuses)[number]

const Uuid = Type.String({ format: 'uuid' })
const Metres = Type.Number({ exclusiveMinimum: 0, maximum: 100 })
const Title = Type.String({ minLength: 3, maxLength: 200, pattern: '\\S' })

/** What may be written of a works; `category`, `route` and `period` also make an assessment of a draft. */
const written = {
  title: Title,
  description: Type.Optional(Type.String({ maxLength: 4000 })),
  externalReference: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  category: Type.Enum([...categories]),
  utility: Type.Enum([...utilities]),
  method: Type.Optional(Type.Enum([...methods])),
  route: IncomingGeometry,
  trenchWidthMetres: Type.Optional(Metres),
  trenchDepthMetres: Type.Optional(Metres),
  trafficImpact: Type.Optional(Type.Enum([...trafficImpacts])),
  connections: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  period: Period,
  projectId: Type.Optional(Uuid),
}

export const NewWorks = Type.Object(
  {
    ...written,
    ...traffic,
    id: Type.Optional(Uuid),
    agencyId: Type.Optional(Uuid),
    contractorId: Type.Optional(Uuid),
    status: Type.Optional(Type.Enum(['draft', 'planned'])),
  },
  { additionalProperties: false },
)
export type NewWorks = Static<typeof NewWorks>

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

/** What is left out stays; `null` takes an optional member away. */
export const WorksChange = Type.Object(
  {
    ...Type.Partial(Type.Object(written)).properties,
    description: Type.Optional(nullable(written.description)),
    externalReference: Type.Optional(nullable(written.externalReference)),
    trenchWidthMetres: Type.Optional(nullable(written.trenchWidthMetres)),
    trenchDepthMetres: Type.Optional(nullable(written.trenchDepthMetres)),
    connections: Type.Optional(nullable(written.connections)),
    projectId: Type.Optional(nullable(Uuid)),
    contractorId: Type.Optional(nullable(Uuid)),
    version: Type.Integer({ minimum: 1 }),
  },
  { additionalProperties: false },
)
export type WorksChange = Static<typeof WorksChange>

export {
  amendmentEvents,
  projectEvents,
  type WorksEvent,
  type WorksNote,
  worksEvents,
  worksNotes,
} from './lifecycle/contract.ts'

/** A works without its geometry: the row of a list. */
export const WorksSummary = Type.Object({
  id: Uuid,
  tileId: Type.Integer({ description: 'the id of its features in the map tiles' }),
  number: Type.String(),
  externalReference: nullable(Type.String()),
  title: Type.String(),
  agencyId: Uuid,
  category: Type.Enum([...categories]),
  utility: Type.Enum([...utilities]),
  status: Type.Enum([...statuses]),
  period: Period,
  actualPeriod: nullable(Type.Object({ start: Day, end: nullable(Day) })),
  guaranteeUntil: nullable(Day),
  lengthMetres: Type.Number(),
  areaSquareMetres: Type.Number(),
  streetName: nullable(Type.Object({ ar: Type.String(), en: Type.String() })),
  municipalityIds: Type.Array(Uuid),
  /** Of the register; `chances` are those to dig the same ground once. Nought for the public. */
  conflicts: Type.Object({ blocking: Type.Integer(), warning: Type.Integer(), chances: Type.Integer() }),
  centre: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
  version: Type.Integer(),
})
export type WorksSummary = Static<typeof WorksSummary>

export const Works = Type.Object({
  ...WorksSummary.properties,
  description: nullable(Type.String()),
  contractorId: nullable(Uuid),
  projectId: nullable(Uuid),
  method: Type.Enum([...methods]),
  route: Route,
  footprint: Areas,
  trenchWidthMetres: nullable(Type.Number()),
  trenchDepthMetres: nullable(Type.Number()),
  trafficImpact: Type.Enum([...trafficImpacts]),
  connections: nullable(Type.Integer()),
  /** Of the connections that are entered one by one; null where none are. */
  connectionCounts: nullable(ConnectionCounts),
  closure: Type.Enum([...closures]),
  diversions: Type.Array(Diversion),
  permitNumber: nullable(Type.String()),
  submittedAt: nullable(Instant),
  /** By when the office should have decided; null where nothing waits for it. */
  reviewDueAt: nullable(Instant),
  /** When an emergency was dug without a permit. */
  notifiedAt: nullable(Instant),
  emergencyGround: nullable(Type.String()),
  /** How often it was submitted. */
  rounds: Type.Integer(),
  streetIds: Type.Array(Uuid),
  /** The future project that it came from, and the works that a future project became. */
  progressedFrom: nullable(Type.Object({ id: Uuid, number: Type.String(), title: Type.String() })),
  progressedInto: Type.Array(
    Type.Object({ id: Uuid, number: Type.String(), title: Type.String(), status: Type.Enum([...statuses]) }),
  ),
  createdAt: Instant,
  updatedAt: Instant,
})
export type Works = Static<typeof Works>

/** Works with their routes, as a file: all of a filter, however many. */
export const WorksFile = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      id: Uuid,
      geometry: Route,
      properties: Type.Omit(WorksSummary, ['id', 'tileId', 'centre']),
    }),
  ),
})
export type WorksFeature = Static<typeof WorksFile>['features'][number]

/** How many works of a filter each agency has; agencies without any are left out. */
export const AgencyCounts = Type.Object({
  items: Type.Array(Type.Object({ agencyId: Uuid, works: Type.Integer() })),
})
export type AgencyCounts = Static<typeof AgencyCounts>

/** What is told of a works where another is spoken of. */
export const NamedWorks = Type.Object({ ...Type.Pick(WorksSummary, ['id', 'number', 'title', 'agencyId']).properties })
export type NamedWorks = Static<typeof NamedWorks>

/** A trench that several works share, as far as whoever asks may see them. */
export const SharedTrench = Type.Object({
  /** Its lead: the works itself, or one of the others. Null where it may not be seen. */
  leadId: nullable(Uuid),
  others: Type.Array(NamedWorks),
})
export type SharedTrench = Static<typeof SharedTrench>

export const WorksHistory = Type.Object({
  items: Type.Array(
    Type.Object({
      version: Type.Integer(),
      event: Type.String(),
      at: Instant,
      by: nullable(Type.Object({ id: Uuid, name: Type.Object({ ar: Type.String(), en: Type.String() }) })),
      /** Null as well where it is told to the parties alone. */
      reason: nullable(Type.String()),
      before: Type.Record(Type.String(), Type.Unknown()),
      after: Type.Record(Type.String(), Type.Unknown()),
      /** With whom the trench is shared from then on, or no more. */
      trench: Type.Optional(SharedTrench),
    }),
  ),
})
export type WorksHistory = Static<typeof WorksHistory>
