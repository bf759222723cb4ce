import type { RulePack } from '../../policy/contract.ts'
import { addDays, dayNumber } from '../../time/rules.ts'
import type { InspectionOutcome } from '../contract.ts'

type Numbers = RulePack['inspections']['visits']

/** The day on which somebody goes there again after a visit that did not pass; null where it passed. */
export function nextVisitOn(
  outcome: InspectionOutcome,
  today: string,
  { followUpDays }: Pick<Numbers, 'followUpDays'>,
): string | null {
  switch (outcome) {
    case 'passed':
      return null
    case 'failed_high':
      return addDays(today, followUpDays.high)
    case 'failed_low':
      return addDays(today, followUpDays.low)
    case 'unable':
      return addDays(today, followUpDays.unable)
  }
}

/** FNV-1a over 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/**
 * Is this works of the share that is visited once more? By its id, and not by chance: the same whoever asks and however
 * often, and nobody can try again until it falls otherwise. [S]
 */
export function isSampled(worksId: string, percent: number): boolean {
  return hashOf(worksId) % 100 < percent
}

/** A sampled works is visited in the middle of what is left of its days, when nobody expects it. */
export function sampleDay(today: string, period: { start: string; end: string }): string {
  if (period.end <= today) return today
  const start = period.start > today ? period.start : today
  return addDays(start, Math.floor((dayNumber(period.end) - dayNumber(start)) / 2))
}
