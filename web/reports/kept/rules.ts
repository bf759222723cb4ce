import type { ReportCategory, ReportReceipt } from '../../../server/reports/contract.ts'
import type { Answer, Problem } from '../../api.ts'
import { judge } from '../../field/outbox/rules.ts'

/**
 * How a report on this phone stands: it waits for its turn; the service has read and refused it; it may have arrived so long ago
 * that the service would take it for another one; it is there.
 */
export type KeptState = 'waiting' | 'refused' | 'unsure' | 'arrived'

/** What a report says. A photo lies here as bytes, as not every browser keeps a `Blob` well. */
export interface KeptSaying {
  photo: { type: string; bytes: ArrayBuffer }
  place: { lng: number; lat: number }
  note: string
}

/** A report on the phone of whoever made it. */
export interface KeptReport {
  /** The key as well under which the service takes it once. */
  id: string
  category: ReportCategory
  keptAt: string
  state: KeptState
  tries: number
  /** The first time that it may have arrived. */
  firstTryAt: string | null
  /** Not before; null: at once. */
  nextTryAt: string | null
  problem: Problem | null
  /** Gone as soon as it has arrived. */
  saying: KeptSaying | null
  receipt: ReportReceipt | null
}

const hourMilliseconds = 3_600_000

/** Is it its turn? No clock that is right has anything wait for more than an hour: what says so is of before it was put back. */
export function isDue({ state, nextTryAt }: KeptReport, now: Date): boolean {
  if (state !== 'waiting') return false
  const wait = nextTryAt === null ? 0 : Date.parse(nextTryAt) - now.getTime()
  return wait <= 0 || wait > hourMilliseconds
}

/** What is to be said of all that lies here: what waits comes before what needs its author, and that before what has arrived. */
export function standingOf(reports: readonly KeptReport[]): 'waiting' | 'needs_you' | 'arrived' | 'none' {
  if (reports.some(({ state }) => state === 'waiting')) return 'waiting'
  if (reports.some(({ state }) => state === 'refused' || state === 'unsure')) return 'needs_you'
  return reports.length > 0 ? 'arrived' : 'none'
}

/** As it is before it is tried: a key that the service may have forgotten by now keeps nothing from being done twice. */
export function aboutToSend(report: KeptReport, now: Date, keyDays: number): KeptReport {
  const { firstTryAt, tries } = report
  const isForgotten = firstTryAt !== null && now.getTime() - Date.parse(firstTryAt) >= keyDays * 24 * hourMilliseconds
  if (isForgotten) return { ...report, state: 'unsure', nextTryAt: null }
  return { ...report, tries: tries + 1, firstTryAt: firstTryAt ?? now.toISOString() }
}

/** As it is after its answer: once it is there, nothing stays here but its number and the way to follow it. */
export function afterAnswer(
  report: KeptReport,
  { heard, isBack }: { heard: Answer<ReportReceipt>; isBack: boolean },
  now: Date,
): KeptReport {
  const done = { nextTryAt: null, problem: null }
  if (heard.ok) return { ...report, ...done, state: 'arrived', saying: null, receipt: heard.value }
  const { problem } = heard
  const verdict = judge({ ...problem, isBack }, report.tries)
  if (verdict.next === 'needs_you') return { ...report, ...done, state: 'refused', problem }
  const seconds = verdict.next === 'again' ? verdict.seconds : 0
  return { ...report, problem, nextTryAt: new Date(now.getTime() + seconds * 1000).toISOString() }
}
