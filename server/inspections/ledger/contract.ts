import { type Static, Type } from 'typebox'
import { Names } from '../../language/contract.ts'
import { streetClasses } from '../../streets/contract.ts'
import { Day } from '../../time/contract.ts'
import { statuses, utilities } from '../../works/contract.ts'
import { LedgerRules } from './policy.ts'

export { LedgerRules } from './policy.ts'
export type PavementRule = Static<typeof LedgerRules>

/** Ground that was cut open; works beneath the surface or upon it; the road itself renewed. */
export const entryKinds = ['cut', 'uncut', 'surface'] as const
export type EntryKind = (typeof entryKinds)[number]

/** Where across the street it lies: by the compass, or within the middle third. */
export const sides = ['north', 'east', 'south', 'west', 'middle'] as const

export const grades = ['a', 'b', 'c', 'd'] as const
export type Grade = (typeof grades)[number]

const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

/** Metres along the street from the beginning of its line. */
export const Stretch = Type.Object({
  fromMetres: Type.Number(),
  toMetres: Type.Number(),
  side: Type.Enum([...sides]),
  /** From the middle of the street. */
  offsetMetres: Type.Number(),
  areaSquareMetres: Type.Number(),
})
export type Stretch = Static<typeof Stretch>

/** What the other books say of a works, as far as whoever asks may read them. */
export const PavementRecords = Type.Object({
  inspections: Type.Integer(),
  failedInspections: Type.Integer(),
  defects: Type.Integer(),
  openDefects: Type.Integer(),
  samples: Type.Integer(),
  failedSamples: Type.Integer(),
})
export type PavementRecords = Static<typeof PavementRecords>

/** A line of the ledger on one street. `works` is null of what was dug before the register, which has a `code` instead. */
export const PavementEntry = Type.Object({
  id: Uuid,
  kind: Type.Enum([...entryKinds]),
  works: nullable(Type.Object({ id: Uuid, number: Type.String(), status: Type.Enum([...statuses]) })),
  code: nullable(Type.String()),
  title: Type.String(),
  agencyId: nullable(Uuid),
  utility: nullable(Type.Enum([...utilities])),
  openedOn: Day,
  /** Null as long as it stands open. */
  closedOn: nullable(Day),
  trenchWidthMetres: nullable(Type.Number()),
  trenchDepthMetres: nullable(Type.Number()),
  guaranteeUntil: nullable(Day),
  /** Who answers for the surface until then, as it was told. */
  guarantor: nullable(Type.String()),
  /** What was put back, from the bottom up. */
  layers: nullable(Type.String()),
  /** Null of what was dug before the register. */
  records: nullable(PavementRecords),
  stretches: Type.Array(Stretch),
})
export type PavementEntry = Static<typeof PavementEntry>

const Words = (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: '\\S' })
const Metres = Type.Number({ exclusiveMinimum: 0, maximum: 100 })

/** One thing that was dug or surfaced before there was this register, by where it lies along the street. */
export const NewPavementEntry = Type.Object(
  {
    code: { ...Words(100), description: 'by which the older papers know it; one of its kind in the region' },
    title: Type.String({ minLength: 3, maxLength: 200, pattern: '\\S' }),
    kind: Type.Enum([...entryKinds]),
    openedOn: Day,
    closedOn: Day,
    fromMetres: Type.Number({ minimum: 0 }),
    toMetres: Type.Number({ minimum: 0 }),
    side: Type.Enum([...sides]),
    offsetMetres: Type.Optional(
      Type.Number({ minimum: 0, description: 'from the middle of the street; none of the middle' }),
    ),
    trenchWidthMetres: Type.Optional(Metres),
    trenchDepthMetres: Type.Optional(Metres),
    agencyId: Type.Optional(Uuid),
    utility: Type.Optional(Type.Enum([...utilities])),
    guaranteeUntil: Type.Optional(Day),
    guarantor: Type.Optional(Words(200)),
    layers: Type.Optional(Words(2000)),
  },
  { additionalProperties: false },
)
export type NewPavementEntry = Static<typeof NewPavementEntry>

export const EnteredPavement = Type.Object({ id: Uuid, code: Type.String() })
export type EnteredPavement = Static<typeof EnteredPavement>

export const PavementEntries = Type.Object({
  items: Type.Array(PavementEntry),
  nextCursor: nullable(Type.String()),
})
export type PavementEntries = Static<typeof PavementEntries>

/** What takes points from a segment: the percent of its surface that was cut, how often, years since it was surfaced. */
export const conditionParts = ['share', 'cuts', 'age'] as const

export const Condition = Type.Object({
  points: Type.Integer(),
  grade: Type.Enum([...grades]),
  /** `value` is null where it is not known, and takes nothing then. */
  parts: Type.Array(
    Type.Object({ part: Type.Enum([...conditionParts]), value: nullable(Type.Number()), minus: Type.Number() }),
  ),
})
export type Condition = Static<typeof Condition>

/** A piece of a street between crossings. */
export const Segment = Type.Object({
  place: Type.Integer(),
  fromMetres: Type.Number(),
  toMetres: Type.Number(),
  /** The streets that meet it at its ends. */
  from: nullable(Names),
  to: nullable(Names),
  /** Since the window began and since it was surfaced. */
  cuts: Type.Integer(),
  cutSquareMetres: Type.Number(),
  /** Of its surface, from nought to one. */
  shareCut: Type.Number(),
  lastCutOn: nullable(Day),
  surfacedOn: nullable(Day),
  guaranteeUntil: nullable(Day),
  /** How many stand open now. */
  open: Type.Integer(),
  condition: Condition,
})
export type Segment = Static<typeof Segment>

export const StreetPavement = Type.Object({
  street: Type.Object({
    id: Uuid,
    code: nullable(Type.String()),
    name: Names,
    streetClass: Type.Enum([...streetClasses]),
    widthMetres: Type.Number(),
    lengthMetres: Type.Number(),
    /** West, south, east, north. */
    box: Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }),
  }),
  today: Day,
  rule: LedgerRules,
  segments: Type.Array(Segment),
  /** Of all entries on the street. */
  firstYear: nullable(Type.Integer()),
  entries: Type.Integer(),
  /** How many of them stand open now. */
  open: Type.Integer(),
  /** Whether whoever asks enters what was before: the office of ground that the street touches. */
  may: Type.Object({ enter: Type.Boolean() }),
})
export type StreetPavement = Static<typeof StreetPavement>
