import { type Static, Type } from 'typebox'
import { Instant } from '../../time/contract.ts'

const closed = { additionalProperties: false }
const Uuid = Type.String({ format: 'uuid' })
const Reason = Type.String({ minLength: 3, maxLength: 2000, pattern: '\\S' })
const Amount = Type.Integer({ description: 'in the smallest unit of the currency: halalas' })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

/** Of a permit; of an amendment that lets it run longer; of one that makes it bigger. */
export const feeKinds = ['permit', 'extension', 'amendment'] as const
export type FeeKind = (typeof feeKinds)[number]
/** A fine is a fee of its violation, which says how much and may take it back. */
const allKinds = [...feeKinds, 'fine'] as const

/** `void`: nobody asks for it any more. `refunding`: it is to be paid back, and has not been yet. */
export const feeStates = ['due', 'failed', 'paid', 'waived', 'refunding', 'refunded', 'void'] as const
export type FeeState = (typeof feeStates)[number]

/**
 * What a fee is made of. `emergency` is a share of what stands before it; `growth` is what the works costs more as it will be
 * than as it is; `paid_before` is taken off.
 */
export const feeParts = ['base', 'metres', 'area', 'days', 'emergency', 'growth', 'paid_before', 'fine'] as const
/** `quantity` times `rate` is `amount`; of `emergency` the quantity is in percent. */
export const FeePart = Type.Object({
  part: Type.Enum([...feeParts]),
  quantity: Type.Integer(),
  rate: Amount,
  amount: Amount,
})
export type FeePart = Static<typeof FeePart>

export const Fee = Type.Object({
  id: Uuid,
  worksId: Uuid,
  kind: Type.Enum([...allKinds]),
  /** Of a fine. */
  violationId: nullable(Uuid),
  /** Who pays a fine; every other fee is whose works it is. */
  payerId: nullable(Uuid),
  /** The proposal that it is for; null of a permit. */
  amendment: nullable(Type.Integer()),
  state: Type.Enum([...feeStates]),
  amount: Amount,
  currency: Type.String(),
  /** The class of the street that its rates are of. */
  roadClass: Type.String(),
  parts: Type.Array(FeePart),
  dueAt: Instant,
  settledAt: nullable(Instant),
  /** Of the payment that settled it. */
  reference: nullable(Type.String()),
  /** Why it was recorded, waived or paid back by the office. */
  reason: nullable(Type.String()),
  /** What is paid back, or was. */
  refundAmount: nullable(Amount),
  /** Who has to pay it back while it is to be: the provider does by itself, the office what it took itself. */
  refundBy: nullable(Type.Enum(['provider', 'office'])),
  /** By which receipt the office has paid it back. */
  refundReference: nullable(Type.String()),
})
export type Fee = Static<typeof Fee>

/** What something would cost by the rates of today; nobody asks for it yet. */
export const Price = Type.Object({ amount: Amount, currency: Type.String(), parts: Type.Array(FeePart) })
export type Price = Static<typeof Price>

/** How fees are paid here: through a provider, through one that only tries it out, or by the office alone. */
export const paymentWays = ['provider', 'test', 'office'] as const

export const paymentStates = ['open', 'failed', 'paid', 'refunding', 'refunded'] as const
export type PaymentState = (typeof paymentStates)[number]

/** One try to pay a fee. `page` is the provider's own, where one pays: no card is ever shown to us. */
export const Payment = Type.Object({
  id: Uuid,
  feeId: Uuid,
  worksId: Uuid,
  worksNumber: Type.String(),
  worksTitle: Type.String(),
  /** Of a fine. */
  violationId: nullable(Uuid),
  state: Type.Enum([...paymentStates]),
  amount: Amount,
  currency: Type.String(),
  page: nullable(Type.String()),
  isTest: Type.Boolean(),
})
export type Payment = Static<typeof Payment>

/** What a provider calls back with; what is in it is its own matter, and its signature with it. */
export const Notice = Type.Record(Type.String({ maxLength: 100 }), Type.Unknown())
export const outcomes = ['paid', 'failed'] as const
export type PaymentOutcome = (typeof outcomes)[number]
export const TestOutcome = Type.Object({ outcome: Type.Enum([...outcomes]) }, closed)

/** The office records a payment that reached it otherwise, or that it has paid back. */
export const Settlement = Type.Object(
  { reference: Type.String({ minLength: 3, maxLength: 100, pattern: '\\S' }), reason: Reason },
  closed,
)
export type Settlement = Static<typeof Settlement>
export const FeeReason = Type.Object({ reason: Reason }, closed)
