import { addDays, addMonths, dayAt, startOfDay } from '../../time/rules.ts'
import type { Formula, ViolationDeed, ViolationState } from './contract.ts'
import type { Article, ViolationRules } from './policy.ts'

const millisecondsOfHour = 3_600_000

/**
 * What a violation costs: its rate for each begun day or metre, so many times as much where the same party did the same
 * before [F: a repeat doubles], never above the article's most. In whole coins.
 */
export function fineOf(
  { basis, amount: rate, most: cap, repeat: { months, factor: repeated } }: Article,
  { quantity: given, priors }: { quantity: number; priors: number },
): Formula {
  const most = cap ?? null
  const quantity = basis === 'fixed' ? 1 : Math.max(1, Math.ceil(given))
  const factor = priors > 0 ? repeated : 1
  const { whole, cap: capped } = sumOf({ rate, quantity, factor, most })
  return { basis, rate, quantity, base: rate * quantity, priors, months, factor, most, amount: capped ?? whole }
}

/** What rate, quantity and factor make; and the article's most, where that is less. */
export function sumOf({ rate, quantity, factor, most }: Pick<Formula, 'rate' | 'quantity' | 'factor' | 'most'>): {
  whole: number
  cap: number | null
} {
  const whole = Math.round(rate * quantity * factor)
  return { whole, cap: most !== null && whole > most ? most : null }
}

/** Whether there is something on paper to answer to: not before it counts, and not once nothing is asked for. */
export function hasNotice({ state, issuedAt }: { state: ViolationState; issuedAt: string | null }): boolean {
  return issuedAt !== null && state !== 'withdrawn' && state !== 'remedied'
}

/** Whoever digs answers where somebody does, else whose works it is. */
export function liableOf(
  { liable }: Pick<Article, 'liable'>,
  { agencyId, contractorId }: { agencyId: string; contractorId: string | null },
): { as: 'owner' | 'contractor'; agencyId: string } {
  if (liable === 'contractor' && contractorId !== null) return { as: 'contractor', agencyId: contractorId }
  return { as: 'owner', agencyId }
}

/** Since when what was done before counts. */
export function repeatSince({ repeat }: Pick<Article, 'repeat'>, at: Date, zone: string): Date {
  return startOfDay(addMonths(dayAt(at, zone), -repeat.months), zone)
}

/** The end of the last of so many days, the day of `at` not counted. */
export function endOfDays(at: Date, days: number, zone: string): Date {
  return startOfDay(addDays(dayAt(at, zone), days + 1), zone)
}

/** Where a violation begins once it is issued: with a warning that leaves time to mend, or with the fine. */
export function issuedAs({ graceHours }: Pick<Article, 'graceHours'>): 'warned' | 'issued' {
  return graceHours > 0 ? 'warned' : 'issued'
}

export function graceEnds({ graceHours }: Pick<Article, 'graceHours'>, at: Date): Date {
  return new Date(at.getTime() + graceHours * millisecondsOfHour)
}

/** The articles that a failed item of a visit goes against. */
export function articlesOfItem({ articles }: Pick<ViolationRules, 'articles'>, kind: string, code: string): string[] {
  return Object.keys(articles).filter((name) =>
    articles[name]?.items?.some((item) => item.kind === kind && item.code === code),
  )
}

export interface ViolationFacts {
  state: ViolationState
  isOffice: boolean
  isLiable: boolean
  /** Issued or proposed it: nobody judges what they said themselves. */
  isIssuer: boolean
  isProposer: boolean
  now: Date
  graceUntil: Date | null
  objectUntil: Date | null
}

export const violationRefusals = [
  'not_yours',
  'not_now',
  'own_proposal',
  'own_violation',
  'grace_over',
  'objection_over',
] as const
export type ViolationRefusal = (typeof violationRefusals)[number]

interface Edge {
  from: readonly ViolationState[]
  by: 'office' | 'liable'
  /** `fresh`: where its article begins. */
  to: ViolationState | 'fresh'
}

const edges: Readonly<Record<ViolationDeed, Edge>> = {
  confirm: { from: ['proposed'], by: 'office', to: 'fresh' },
  dismiss: { from: ['proposed'], by: 'office', to: 'withdrawn' },
  remedied: { from: ['warned', 'claimed'], by: 'office', to: 'remedied' },
  not_remedied: { from: ['claimed'], by: 'office', to: 'issued' },
  uphold: { from: ['objected'], by: 'office', to: 'due' },
  reduce: { from: ['objected'], by: 'office', to: 'due' },
  withdraw: { from: ['warned', 'claimed', 'issued', 'objected', 'due', 'paid'], by: 'office', to: 'withdrawn' },
  claim: { from: ['warned'], by: 'liable', to: 'claimed' },
  object: { from: ['issued'], by: 'liable', to: 'objected' },
  accept: { from: ['issued'], by: 'liable', to: 'due' },
}

const judging: readonly ViolationDeed[] = ['uphold', 'reduce', 'withdraw']
/** What is contested, and what was paid: money goes back by the word of somebody who did not ask for it. */
const judged: readonly ViolationState[] = ['objected', 'paid']

/**
 * What a deed makes of a violation, or why it may not be done. An objection is judged, and a fine paid back, by somebody who
 * neither proposed nor issued it; a proposal is confirmed by somebody else than its inspector. Time's own steps are `overdue`.
 */
export function afterDeed(
  deed: ViolationDeed,
  facts: ViolationFacts,
): { to: ViolationState | 'fresh'; refusal?: never } | { to?: never; refusal: ViolationRefusal } {
  const { from, by, to } = edges[deed]
  const { state, isOffice, isLiable, isIssuer, isProposer, now, graceUntil, objectUntil } = facts
  if (by === 'office' ? !isOffice : !isLiable) return { refusal: 'not_yours' }
  if (!from.includes(state)) return { refusal: 'not_now' }
  if (deed === 'confirm' && isProposer) return { refusal: 'own_proposal' }
  if (judged.includes(state) && judging.includes(deed) && (isIssuer || isProposer)) return { refusal: 'own_violation' }
  if (deed === 'claim' && graceUntil !== null && now >= graceUntil) return { refusal: 'grace_over' }
  if (deed === 'object' && objectUntil !== null && now >= objectUntil) return { refusal: 'objection_over' }
  return { to }
}

/** What time makes of a violation by now; null where it has not come to it. What is said to be mended waits for the office. */
export function afterTime(
  { state, now, graceUntil, objectUntil }: Pick<ViolationFacts, 'state' | 'now' | 'graceUntil' | 'objectUntil'>,
  isMended: boolean,
): ViolationState | null {
  if (state === 'warned' && graceUntil !== null && now >= graceUntil) return isMended ? 'remedied' : 'issued'
  if (state === 'issued' && objectUntil !== null && now >= objectUntil) return 'due'
  return null
}

/** Whether what a contractor was fined for lately asks for a ban: a hint, and the office's to decide. */
export function suggestsBan(count: number, { banHint }: Pick<ViolationRules, 'banHint'>): boolean {
  return count >= banHint.violations
}
