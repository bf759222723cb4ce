import { type Static, Type } from 'typebox'
import { Polygon } from '../../geo/contract.ts'
import { Names } from '../../language/contract.ts'
import { Day, Instant } from '../../time/contract.ts'
import { caseKinds, partCodes, partyKinds } from './parts.ts'

const closed = { additionalProperties: false }
const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Reason = Type.String({ minLength: 3, maxLength: 2000, pattern: '\\S' })
export const PartyKind = Type.Enum([...partyKinds])
export const PartCode = Type.Enum([...partCodes])
const Score = nullable(Type.Number({ minimum: 0, maximum: 100 }))

/** A line of the league: what everybody may know. Without a score there is no rank. */
export const Ranked = Type.Object({
  partyId: Uuid,
  rank: nullable(Type.Integer()),
  score: Score,
  /** Of the month before. */
  before: Score,
  cases: Type.Integer(),
  /** Whether the reader may see what it is made of. */
  open: Type.Boolean(),
})
export type Ranked = Static<typeof Ranked>

/** `month`: its first day; null before any month is scored. */
export const League = Type.Object({
  month: nullable(Day),
  items: Type.Array(Ranked),
  nextCursor: nullable(Type.String()),
})
export type League = Static<typeof League>

/** A part with all that it was reckoned from: `best` of its figure is worth 100, `worst` nothing. */
const Part = Type.Object({
  code: PartCode,
  weight: Type.Number(),
  cases: Type.Integer(),
  fewest: Type.Integer(),
  best: Type.Number(),
  worst: Type.Number(),
  figure: nullable(Type.Number()),
  score: Score,
})

export const Appeal = Type.Object({
  id: Uuid,
  partyId: Uuid,
  kind: PartyKind,
  month: Day,
  part: PartCode,
  case: Type.Object({ kind: Type.Enum([...caseKinds]), id: Uuid, number: Type.String() }),
  reason: Type.String(),
  by: nullable(Names),
  at: Instant,
  state: Type.Enum(['open', 'excluded', 'kept']),
  decision: nullable(Type.Object({ by: nullable(Names), at: Instant, reason: Type.String() })),
  may: Type.Object({ decide: Type.Boolean() }),
})
export type Appeal = Static<typeof Appeal>

/** The score of a party: of its last month with its parts, and the months before. */
export const PartyQuality = Type.Object({
  partyId: Uuid,
  kind: PartyKind,
  month: Day,
  window: Type.Object({ from: Day, to: Day, months: Type.Integer() }),
  score: Score,
  cases: Type.Integer(),
  fewestCases: Type.Integer(),
  parts: Type.Array(Part),
  /** The newest first; `revisions`: how often an appeal made another of it. */
  history: Type.Array(Type.Object({ month: Day, score: Score, cases: Type.Integer(), revisions: Type.Integer() })),
  appeals: Type.Array(Appeal),
  appealUntil: Day,
  /** Of works that are visited as samples, in per cent; of contractors only. */
  samplingPercent: nullable(Type.Integer()),
  may: Type.Object({ appeal: Type.Boolean() }),
})
export type PartyQuality = Static<typeof PartyQuality>

/**
 * One case that a part was reckoned from. `points`: of a share 0 to 100, of a rate what it adds. `size`: what it is divided by,
 * of a share 1; of a rate the kilometres of a works or each works, and 0 of what is counted.
 */
export const QualityCase = Type.Object({
  part: PartCode,
  kind: Type.Enum([...caseKinds]),
  id: Uuid,
  number: Type.String(),
  at: Instant,
  points: Type.Number(),
  size: Type.Number(),
  /** Whether it takes from the score. */
  harms: Type.Boolean(),
})
export type QualityCase = Static<typeof QualityCase>
export const QualityCases = Type.Object({ items: Type.Array(QualityCase), nextCursor: nullable(Type.String()) })
export type QualityCases = Static<typeof QualityCases>

export const NewAppeal = Type.Object({ kind: PartyKind, part: PartCode, caseId: Uuid, reason: Reason }, closed)
export type NewAppeal = Static<typeof NewAppeal>

/** `exclude`: the case counts no more. */
export const AppealDecision = Type.Object({ decision: Type.Enum(['exclude', 'keep']), reason: Reason }, closed)
export type AppealDecision = Static<typeof AppealDecision>

/** Defects counted by cells of a grid. */
export const DefectCells = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      geometry: Polygon,
      properties: Type.Object({ defects: Type.Integer(), grave: Type.Integer() }),
    }),
  ),
})
export type DefectCells = Static<typeof DefectCells>
