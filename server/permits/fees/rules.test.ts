import { describe, expect, it } from 'vitest'
import type { RulePack } from '../../policy/contract.ts'
import type { FeeState, PaymentOutcome, PaymentState } from './contract.ts'
import { afterNotice, amendmentFee, type FeeFacts, feeFor, isPaidFor, refundOf, type Size, settledOf } from './rules.ts'

const byClass = (highway: number, local: number) => ({ highway, arterial: 0, collector: 0, local, unknown: 7 })
const rates: RulePack['fees'] = {
  permit: {
    base: { planned: 500, emergency: 300, connection: 100, multi_connection: 600, road_works: 900, future_project: 0 },
    metreByClass: byClass(6, 2),
    squareMetreByClass: byClass(3, 1),
    dayByClass: byClass(100, 10),
    emergencyPercent: 25,
  },
  extension: { base: 200, dayByClass: byClass(200, 30) },
  refundPercent: 80,
}
const usual: FeeFacts = {
  category: 'planned',
  roadClass: 'local',
  days: 20,
  metres: 202.3,
  squareMetres: 708.05,
  paidBefore: 0,
}

describe('what a permit costs', () => {
  it.each<[string, Partial<FeeFacts>, number]>([
    ['500 + 203 × 2 + 709 × 1 + 20 × 10', {}, 1815],
    ['on a highway: 500 + 203 × 6 + 709 × 3 + 20 × 100', { roadClass: 'highway' }, 5845],
    ['where no street is known: 500 + 203 × 7 + 709 × 7 + 20 × 7', { roadClass: 'unknown' }, 7024],
    ['a whole metre is no begun one', { metres: 202, squareMetres: 708 }, 1812],
    ['an area without a length', { metres: 0 }, 1409],
    ['another category', { category: 'connection' }, 1415],
    ['of nothing but days', { category: 'future_project', metres: 0, squareMetres: 0, days: 1 }, 10],
    ['an emergency: a quarter more than 1615, rounded', { category: 'emergency' }, 2019],
    ['what was paid before is taken off', { paidBefore: 1000 }, 815],
    ['never below nought', { paidBefore: 5000 }, 0],
  ])('%s', (_, facts, amount) => {
    const fee = feeFor({ ...usual, ...facts }, rates)
    expect(fee.amount).toBe(amount)
    expect(fee.parts.reduce((sum, part) => sum + part.amount, 0)).toBe(amount)
    expect(fee.parts.every((part) => Number.isInteger(part.amount) && part.amount !== 0)).toBe(true)
  })

  it('is shown by its parts', () => {
    expect(feeFor({ ...usual, category: 'emergency', paidBefore: 19 }, rates).parts).toEqual([
      { part: 'base', quantity: 1, rate: 300, amount: 300 },
      { part: 'metres', quantity: 203, rate: 2, amount: 406 },
      { part: 'area', quantity: 709, rate: 1, amount: 709 },
      { part: 'days', quantity: 20, rate: 10, amount: 200 },
      { part: 'emergency', quantity: 25, rate: 1615, amount: 404 },
      { part: 'paid_before', quantity: 1, rate: -19, amount: -19 },
    ])
  })

  it('comes back whole where nothing was granted, else in the share of the pack, rounded down', () => {
    expect([refundOf(1819, false, rates), refundOf(1819, true, rates), refundOf(0, true, rates)]).toEqual([
      1819, 1455, 0,
    ])
  })
})

describe('what an amendment costs', () => {
  const { paidBefore: _, ...size } = usual
  it.each<[string, number, Partial<Size>, Partial<Size>, number]>([
    ['five days more: 200 + 5 × 30', 5, {}, { days: 25 }, 350],
    [
      'five days more on a highway: 200 + 5 × 200',
      5,
      { roadClass: 'highway' },
      { days: 25, roadClass: 'highway' },
      1200,
    ],
    ['ten metres and thirty square metres more: 10 × 2 + 30 × 1', 0, {}, { metres: 212.3, squareMetres: 738.05 }, 50],
    ['both: 200 + 5 × 30 + 50', 5, {}, { days: 25, metres: 212.3, squareMetres: 738.05 }, 400],
    [
      'an emergency’s ground: a quarter more',
      0,
      { category: 'emergency' },
      { category: 'emergency', metres: 242.3 },
      100,
    ],
    ['other days, as many', 0, {}, {}, 0],
    ['five days earlier: 5 × 10', 0, {}, { days: 25 }, 50],
    ['three days earlier and two later: 3 × 10 + 200 + 2 × 30', 2, {}, { days: 25 }, 290],
    ['as many days, two later', 2, {}, {}, 260],
    [
      'an emergency’s five days earlier: a quarter more',
      0,
      { category: 'emergency' },
      { category: 'emergency', days: 25 },
      62,
    ],
    ['fewer days bring nothing back', 0, {}, { days: 3 }, 0],
    ['less ground brings nothing back, nor pays for days', 5, {}, { days: 25, metres: 100 }, 350],
  ])('%s', (_what, extensionDays, before, after, amount) => {
    const fee = amendmentFee({ extensionDays, before: { ...size, ...before }, after: { ...size, ...after } }, rates)
    expect(fee.amount).toBe(amount)
    expect(fee.parts.reduce((sum, part) => sum + part.amount, 0)).toBe(amount)
  })

  it('is open as long as a fee of that proposal is', () => {
    const fees = [
      { amendment: 1, state: 'due' },
      { amendment: 2, state: 'paid' },
      { amendment: 2, state: 'void' },
    ] as const
    expect([1, 2, 3].map((number) => isPaidFor(fees, number))).toEqual([false, true, true])
  })
})

describe('whether fees are settled', () => {
  it.each<[FeeState[], boolean | null]>([
    [[], null],
    [['void'], null],
    [['due'], false],
    [['failed'], false],
    [['paid'], true],
    [['waived'], true],
    [['refunding'], false],
    [['refunded'], false],
    [['void', 'paid'], true],
    [['paid', 'due'], false],
    [['refunded', 'paid'], true],
  ])('%j: %s', (states, settled) => {
    expect(settledOf(states.map((state) => ({ kind: 'permit', state })))).toBe(settled)
    expect(settledOf(states.map((state) => ({ kind: 'extension', state })))).toBe(null)
  })
})

describe('what a provider’s word makes of a payment', () => {
  const nothing = null
  it.each<[PaymentState, FeeState, PaymentOutcome, [PaymentState, FeeState] | null]>([
    ['open', 'due', 'paid', ['paid', 'paid']],
    ['open', 'failed', 'paid', ['paid', 'paid']],
    ['open', 'due', 'failed', ['failed', 'failed']],
    ['open', 'failed', 'failed', ['failed', 'failed']],
    // it failed, and then it arrived
    ['failed', 'failed', 'paid', ['paid', 'paid']],
    // nobody needs it any more: it goes back
    ['open', 'paid', 'paid', ['refunding', 'paid']],
    ['open', 'void', 'paid', ['refunding', 'void']],
    ['open', 'waived', 'paid', ['refunding', 'waived']],
    ['failed', 'refunded', 'paid', ['refunding', 'refunded']],
    // another payment has arrived meanwhile
    ['open', 'paid', 'failed', ['failed', 'paid']],
    // said again, or too late
    ['paid', 'paid', 'paid', nothing],
    ['paid', 'paid', 'failed', nothing],
    ['failed', 'failed', 'failed', nothing],
    ['refunding', 'refunding', 'paid', nothing],
    ['refunded', 'refunded', 'paid', nothing],
  ])('%s of a fee that is %s, %s', (payment, fee, outcome, next) => {
    expect(afterNotice(payment, fee, outcome)).toEqual(next && { payment: next[0], fee: next[1] })
  })
})
