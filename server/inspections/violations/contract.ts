import { type Static, Type } from 'typebox'
import { IncomingGeometry, Point } from '../../geo/contract.ts'
import { Names } from '../../language/contract.ts'
import { Instant } from '../../time/contract.ts'
import { statuses } from '../../works/contract.ts'
import { bases, liableParties } from './policy.ts'

export { bases } from './policy.ts'

const closed = { additionalProperties: false }
const Uuid = Type.String({ format: 'uuid' })
const Reason = Type.String({ minLength: 3, maxLength: 2000, pattern: '\\S' })
const Amount = Type.Integer({ description: 'in the smallest unit of the currency: halalas' })
const Code = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$', description: 'of an article of the rule pack' })
const Version = Type.Integer({ minimum: 1, description: 'the version that was seen' })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

/**
 * `proposed`: by a visit, for the office to confirm. `warned`: to be mended within its grace. `claimed`: said to be mended, not
 * seen yet. `issued`: fined, and may be objected to. `noted`: recorded before there were fines.
 */
export const violationStates = [
  'proposed',
  'warned',
  'claimed',
  'issued',
  'objected',
  'due',
  'paid',
  'remedied',
  'withdrawn',
  'noted',
] as const
export type ViolationState = (typeof violationStates)[number]
/** What is not over yet and is known to the liable party. */
export const openStates = ['warned', 'claimed', 'issued', 'objected', 'due'] as const satisfies ViolationState[]

export const violationCauses = ['inspection', 'office', 'clock'] as const
export type ViolationCause = (typeof violationCauses)[number]

/** What the office decides; of which state each is, the rule says. */
export const officeDeeds = ['confirm', 'dismiss', 'remedied', 'not_remedied', 'uphold', 'reduce', 'withdraw'] as const
export type OfficeDeed = (typeof officeDeeds)[number]
/** What the liable party answers: mended, objected to, or taken as it is. */
export const liableDeeds = ['claim', 'object', 'accept'] as const
export type LiableDeed = (typeof liableDeeds)[number]
export const violationDeeds = [...officeDeeds, ...liableDeeds] as const
export type ViolationDeed = (typeof violationDeeds)[number]

export const outcomes = ['upheld', 'reduced', 'withdrawn'] as const

/** How an amount comes about: `rate` times `quantity`, times `factor` where it was done before, never above `most`. */
export const Formula = Type.Object({
  basis: Type.Enum([...bases]),
  rate: Amount,
  quantity: Type.Number({ description: 'days or metres, begun ones counted whole; 1 of what is fixed' }),
  base: Amount,
  /** How often the same party did the same in `months` before. */
  priors: Type.Integer(),
  months: Type.Integer(),
  factor: Type.Number(),
  most: nullable(Amount),
  amount: Amount,
})
export type Formula = Static<typeof Formula>

export const photoPurposes = ['evidence', 'claim', 'objection'] as const
export type PhotoPurpose = (typeof photoPurposes)[number]

export const Violation = Type.Object({
  id: Uuid,
  version: Type.Integer(),
  /** Null while it is only proposed, or was never more. */
  number: nullable(Type.String()),
  state: Type.Enum([...violationStates]),
  /** In the words of the day it was written. */
  article: Type.Object({ code: Type.String(), words: Names }),
  cause: Type.Enum([...violationCauses]),
  at: Instant,
  note: nullable(Type.String()),
  /** Null of what time found on a whole works, and where nobody showed it. */
  place: nullable(Point),
  works: Type.Object({
    id: Uuid,
    number: Type.String(),
    title: Type.String(),
    status: Type.Enum([...statuses]),
    agencyId: Uuid,
    contractorId: nullable(Uuid),
    municipalityId: Uuid,
  }),
  liable: Type.Object({ as: Type.Enum([...liableParties]), agencyId: Uuid }),
  amount: Amount,
  currency: Type.String(),
  /** Until it is fined, what it would cost today; null of what was noted before there were fines. */
  formula: nullable(Formula),
  inspectionId: nullable(Uuid),
  itemCode: nullable(Type.String()),
  defectId: nullable(Uuid),
  proposedBy: nullable(Names),
  /** Null of what time issued. */
  issuedBy: nullable(Names),
  issuedAt: nullable(Instant),
  /** Mended by then it costs nothing. */
  graceUntil: nullable(Instant),
  claim: nullable(Type.Object({ at: Instant, text: Type.String() })),
  objectUntil: nullable(Instant),
  objection: nullable(
    Type.Object({
      at: Instant,
      by: nullable(Names),
      text: Type.String(),
      decideBy: nullable(Instant),
      /** Since when it waits for the root authority. */
      escalatedAt: nullable(Instant),
    }),
  ),
  decision: nullable(
    Type.Object({ outcome: Type.Enum([...outcomes]), at: Instant, by: nullable(Names), reason: Type.String() }),
  ),
  dueAt: nullable(Instant),
  endedAt: nullable(Instant),
  endReason: nullable(Type.String()),
  /** The fine, once it is due: it is paid as every fee is. */
  fee: nullable(Type.Object({ id: Uuid, state: Type.String(), reference: nullable(Type.String()) })),
  /** What whoever asks may do with it now. */
  may: Type.Array(Type.Enum([...violationDeeds])),
})
export type Violation = Static<typeof Violation>

export const Violations = Type.Object({ items: Type.Array(Violation), nextCursor: nullable(Type.String()) })
export type Violations = Static<typeof Violations>

/** One with all that hangs on it. */
export const WholeViolation = Type.Object({
  ...Violation.properties,
  photos: Type.Array(Type.Object({ id: Uuid, purpose: Type.Enum([...photoPurposes]) })),
  /** May add evidence. */
  mayAdd: Type.Boolean(),
  /** May record that the fine reached the office otherwise. */
  maySettle: Type.Boolean(),
  /** May pay, and how it is paid here is the fee's. */
  mayPay: Type.Boolean(),
  payments: Type.Enum(['provider', 'test', 'office']),
  /** Of a contractor, for the office: what it was fined for lately, and whether that asks for a ban. */
  record: nullable(Type.Object({ count: Type.Integer(), months: Type.Integer(), suggestsBan: Type.Boolean() })),
})
export type WholeViolation = Static<typeof WholeViolation>

/** The office records one itself. `quantity`: days or metres, of an article that costs by them. */
export const NewViolation = Type.Object(
  {
    worksId: Uuid,
    article: Code,
    at: Type.Optional(Instant),
    quantity: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 100_000 })),
    note: Reason,
    place: Type.Optional(IncomingGeometry),
  },
  closed,
)
export type NewViolation = Static<typeof NewViolation>

/** Every decision but a confirmation says why; `reduce` to how much. */
export const OfficeDecision = Type.Object(
  {
    version: Version,
    deed: Type.Enum([...officeDeeds]),
    reason: Type.Optional(Reason),
    amount: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  closed,
)
export type OfficeDecision = Static<typeof OfficeDecision>

/** What the liable party says, with a photo or a scanned page where there is one; of what it takes as it is, nothing. */
export const LiableAnswer = Type.Object(
  { version: Version, deed: Type.Enum([...liableDeeds]), text: Type.Optional(Reason) },
  closed,
)
export type LiableAnswer = Static<typeof LiableAnswer>

/** What may be fined here. */
export const Articles = Type.Object({
  items: Type.Array(
    Type.Object({
      code: Type.String(),
      words: Names,
      liable: Type.Enum([...liableParties]),
      basis: Type.Enum([...bases]),
      amount: Amount,
      most: nullable(Amount),
      repeat: Type.Object({ months: Type.Integer(), factor: Type.Number() }),
      graceHours: Type.Integer(),
      isByClock: Type.Boolean(),
    }),
  ),
  currency: Type.String(),
  objectionDays: Type.Integer(),
})
export type Articles = Static<typeof Articles>

/** Fined within the months of the ban hint, on all ground. */
export const ContractorRecords = Type.Object({
  months: Type.Integer(),
  items: Type.Array(Type.Object({ agencyId: Uuid, count: Type.Integer(), suggestsBan: Type.Boolean() })),
})
export type ContractorRecords = Static<typeof ContractorRecords>
