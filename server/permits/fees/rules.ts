import type { RulePack } from '../../policy/contract.ts'
import type { Category } from '../../works/contract.ts'
import type { Fee, FeePart, FeeState, PaymentOutcome, PaymentState } from './contract.ts'

type Rates = RulePack['fees']
export type RoadClass = keyof Rates['permit']['dayByClass']

/** What a permit costs follows from these. */
export interface Size {
  category: Category
  roadClass: RoadClass
  days: number
  metres: number
  squareMetres: number
}

/** What a fee for a permit is reckoned from. */
export interface FeeFacts extends Size {
  /** Paid already for an earlier application of the same works, in the smallest unit of the currency. */
  paidBefore: number
}

/** A fee with what it is made of: whole units of the smallest coin, each begun metre and square metre counted whole. */
export function feeFor(facts: FeeFacts, rates: Rates): { amount: number; parts: FeePart[] } {
  const parts = costing(permitParts(facts, rates))
  const whole = sumOf(parts)
  const credit = Math.min(whole, facts.paidBefore)
  if (credit > 0) parts.push({ part: 'paid_before', quantity: 1, rate: -credit, amount: -credit })
  return { amount: whole - credit, parts }
}

/**
 * The fee of an amendment of a permit: the days that it lets it run longer, and what the works as it will be costs more than
 * as it is, by the rates of today. What makes it smaller costs nothing, and brings nothing back.
 */
export function amendmentFee(
  { extensionDays, before, after }: { extensionDays: number; before: Size; after: Size },
  rates: Rates,
): { amount: number; parts: FeePart[] } {
  // days after the permit's end have a price of their own; days before its start are days of a permit as any others
  const days = Math.min(before.days, after.days)
  const earlier = Math.max(0, after.days - before.days - extensionDays)
  const grown = { ...after, days: days + earlier }
  const growth = sumOf(permitParts(grown, rates)) - sumOf(permitParts({ ...before, days }, rates))
  const parts = costing([
    ...(extensionDays > 0 ? extensionParts({ days: extensionDays, roadClass: after.roadClass }, rates) : []),
    part('growth', 1, Math.max(0, growth)),
  ])
  return { amount: sumOf(parts), parts }
}

function costing(parts: readonly FeePart[]): FeePart[] {
  return parts.filter(({ amount }) => amount > 0)
}

const part = (name: FeePart['part'], quantity: number, rate: number): FeePart => ({
  part: name,
  quantity,
  rate,
  amount: quantity * rate,
})

function permitParts({ category, roadClass, days, metres, squareMetres }: Size, { permit }: Rates): FeePart[] {
  const parts = [
    part('base', 1, permit.base[category]),
    part('metres', Math.ceil(metres), permit.metreByClass[roadClass]),
    part('area', Math.ceil(squareMetres), permit.squareMetreByClass[roadClass]),
    part('days', days, permit.dayByClass[roadClass]),
  ]
  if (category !== 'emergency') return parts
  const rate = sumOf(parts)
  const amount = Math.round((rate * permit.emergencyPercent) / 100)
  return [...parts, { part: 'emergency', quantity: permit.emergencyPercent, rate, amount }]
}

function extensionParts({ days, roadClass }: Pick<Size, 'days' | 'roadClass'>, { extension }: Rates): FeePart[] {
  return [part('base', 1, extension.base), part('days', days, extension.dayByClass[roadClass])]
}

function sumOf(parts: readonly FeePart[]): number {
  return parts.reduce((sum, { amount }) => sum + amount, 0)
}

/** What comes back of a fee that was paid: all of it where nothing was granted, else the share that the pack names. */
export function refundOf(amount: number, wasGranted: boolean, { refundPercent }: Rates): number {
  return wasGranted ? Math.floor((amount * refundPercent) / 100) : amount
}

const open: readonly FeeState[] = ['due', 'failed']

export function isOpen({ state }: Pick<Fee, 'state'>): boolean {
  return open.includes(state)
}

/** Whether the fee of the permit is settled; null where none was ever set, and nobody knows. */
export function settledOf(fees: readonly Pick<Fee, 'kind' | 'state'>[]): boolean | null {
  const own = fees.filter((fee) => fee.kind === 'permit' && fee.state !== 'void')
  if (own.length === 0) return null
  return !own.some(isOpen) && own.some(({ state }) => state === 'paid' || state === 'waived')
}

/** Whether nothing is open of what a proposal costs; one that costs nothing has no fee. */
export function isPaidFor(fees: readonly Pick<Fee, 'amendment' | 'state'>[], proposal: number): boolean {
  return !fees.some((fee) => fee.amendment === proposal && isOpen(fee))
}

/**
 * What a provider's word makes of a payment and its fee; null where it changes nothing. Said twice it counts once; what is
 * paid for a fee that needs no payment any more goes back; a payment that failed and then arrived has arrived.
 */
export function afterNotice(
  payment: PaymentState,
  fee: FeeState,
  outcome: PaymentOutcome,
): { payment: PaymentState; fee: FeeState } | null {
  if (payment !== 'open' && payment !== 'failed') return null
  if (outcome === 'failed') {
    if (payment === 'failed') return null
    return { payment: 'failed', fee: fee === 'due' ? 'failed' : fee }
  }
  return open.includes(fee) ? { payment: 'paid', fee: 'paid' } : { payment: 'refunding', fee }
}
