import { type Static, Type } from 'typebox'
import { assetKinds, importedAssetStates } from '../assets/contract.ts'
import { entryKinds } from '../inspections/ledger/contract.ts'
import { streetClasses } from '../streets/contract.ts'
import { Instant } from '../time/contract.ts'
import { categories, methods, trafficImpacts, utilities } from '../works/contract.ts'

export const importKinds = ['works', 'streets', 'boundaries', 'pavement', 'assets'] as const
export type ImportKind = (typeof importKinds)[number]

/**
 * `reading` the file into the staging tables, `needs_mapping` until somebody says which column is what, `checking` row by
 * row, `checked` and waiting for the commit, `committing`, `committed`. `refused`: the whole file, for its `fault`.
 * `interrupted`: the process ended in the middle; nothing was stored, set the mapping again.
 */
export const importStatuses = [
  'reading',
  'needs_mapping',
  'checking',
  'checked',
  'committing',
  'committed',
  'refused',
  'interrupted',
] as const
export type ImportStatus = (typeof importStatuses)[number]

export const verdicts = ['ok', 'warning', 'refused'] as const
export type Verdict = (typeof verdicts)[number]

/** Our fields by kind, in the order a form shows them; the first of each kind are required. */
export const importFields = {
  works: [
    'title',
    'start',
    'end',
    'externalReference',
    'agency',
    'category',
    'utility',
    'status',
    'method',
    'trafficImpact',
    'description',
    'trenchWidthMetres',
    'trenchDepthMetres',
    'connections',
  ],
  streets: ['nameAr', 'nameEn', 'code', 'streetClass', 'widthMetres'],
  boundaries: ['code', 'nameAr', 'nameEn', 'region', 'agency'],
  pavement: [
    'code',
    'title',
    'start',
    'end',
    'surfaceKind',
    'agency',
    'utility',
    'trenchWidthMetres',
    'trenchDepthMetres',
    'guaranteeUntil',
    'guarantor',
    'layers',
  ],
  assets: ['externalReference', 'assetKind', 'agency', 'assetState', 'depthMetres', 'description'],
} as const satisfies Record<ImportKind, readonly string[]>

export type ImportField = (typeof importFields)[ImportKind][number]

/** Fields without which no row of the kind can be taken in: a column or a default must be named for each. */
export const requiredFields = {
  works: ['title', 'start', 'end'],
  streets: [],
  boundaries: ['code'],
  pavement: ['code', 'title', 'start', 'end'],
  assets: ['externalReference', 'assetKind'],
} as const satisfies Record<ImportKind, readonly string[]>

/** The statuses that an import may give: what lies further on in the lifecycle is reached by its own events. */
export const importedStatuses = ['draft', 'planned'] as const

/** Fields that take one of a list. */
export const fieldChoices = {
  category: categories,
  utility: utilities,
  method: methods,
  trafficImpact: trafficImpacts,
  status: importedStatuses,
  streetClass: streetClasses,
  surfaceKind: entryKinds,
  assetKind: assetKinds,
  assetState: importedAssetStates,
} as const satisfies Partial<Record<ImportField, readonly string[]>>

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const ColumnName = Type.String({ minLength: 1, maxLength: 200 })
const closed = { additionalProperties: false }

/** Where a field's value comes from; `values` turns theirs into ours (`{ "Vollsperrung": "major" }`). */
export const FieldSource = Type.Object(
  {
    from: ColumnName,
    values: Type.Optional(
      Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 200 }), { maxProperties: 1000 }),
    ),
  },
  closed,
)
export type FieldSource = Static<typeof FieldSource>

/**
 * Which column is what. A column is a property's name, a dotted path into it (`tags.name:en`), or `@id`, the feature's
 * own id. `geometry` names a property that holds the GeoJSON geometry; without it the feature's own counts. `defaults`
 * serve where a row has no value, or one that `values` does not know. `createAgencies` (office only) makes an
 * organisation for each unknown name of the column mapped to `agency`: a municipality for a boundary, else of kind `other`.
 */
export const Mapping = Type.Object(
  {
    geometry: Type.Optional(ColumnName),
    fields: Type.Record(Type.String({ maxLength: 40 }), FieldSource, { maxProperties: 40 }),
    defaults: Type.Optional(
      Type.Record(Type.String({ maxLength: 40 }), Type.Union([Type.String({ maxLength: 200 }), Type.Number()]), {
        maxProperties: 40,
      }),
    ),
    createAgencies: Type.Optional(Type.Boolean()),
  },
  closed,
)
export type Mapping = Static<typeof Mapping>

/** A column found in the file: how many rows fill it, how many different values (null: more than counted), samples. */
export const Column = Type.Object({
  name: Type.String(),
  type: Type.Enum(['text', 'number', 'boolean', 'geometry', 'mixed']),
  filled: Type.Integer(),
  distinct: nullable(Type.Integer()),
  samples: Type.Array(Type.String()),
  /** Some of its dates can only be read with the month first. */
  monthFirst: Type.Optional(Type.Literal(true)),
})
export type Column = Static<typeof Column>

export const ImportJob = Type.Object({
  id: Uuid,
  kind: Type.Enum([...importKinds]),
  status: Type.Enum([...importStatuses]),
  fileName: Type.String(),
  fileBytes: Type.Integer(),
  format: Type.String(),
  /** Rows read so far; all of them once the status is past `reading`. */
  total: Type.Integer(),
  checked: Type.Integer(),
  counts: Type.Object({ ok: Type.Integer(), warning: Type.Integer(), refused: Type.Integer() }),
  /** How often each reason was given, the most frequent first. A row may have several. */
  reasons: Type.Array(
    Type.Object({ code: Type.String(), verdict: Type.Enum(['warning', 'refused']), rows: Type.Integer() }),
  ),
  /** Rows stored by the commit; null before. */
  stored: nullable(Type.Integer()),
  columns: Type.Array(Column),
  mapping: nullable(Mapping),
  proposedMapping: nullable(Mapping),
  /** Why the whole file was refused, or the check or commit ended, in the asked language. */
  fault: nullable(Type.Object({ code: Type.String(), message: Type.String() })),
  createdAt: Instant,
  updatedAt: Instant,
})
export type ImportJob = Static<typeof ImportJob>

export const ImportReason = Type.Object({
  code: Type.String(),
  verdict: Type.Enum(['warning', 'refused']),
  /** `properties/bis`, `geometry/coordinates/0/3`. */
  member: Type.String(),
  /** Longitude, latitude. */
  place: Type.Optional(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })),
  message: Type.String(),
})
export type ImportReason = Static<typeof ImportReason>

/** The verdict on one row; `place` counts from 1 in the order of the file. */
export const ImportRow = Type.Object({
  place: Type.Integer(),
  sourceId: nullable(Type.String()),
  title: nullable(Type.String()),
  verdict: nullable(Type.Enum([...verdicts])),
  reasons: Type.Array(ImportReason),
  /** What the row became, once committed; of streets and assets none. */
  stored: nullable(Type.Object({ id: Uuid, number: nullable(Type.String()) })),
})
export type ImportRow = Static<typeof ImportRow>

/** `GET /api/imports/:id`: the job, and a page of its rows. */
export const ImportReport = Type.Object({
  job: ImportJob,
  rows: Type.Object({ items: Type.Array(ImportRow), nextCursor: nullable(Type.String()) }),
})
export type ImportReport = Static<typeof ImportReport>
