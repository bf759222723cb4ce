import type { RulePack } from '../../policy/contract.ts'
import { addDays, dayNumber } from '../../time/rules.ts'
import type { Status } from '../../works/contract.ts'
import type { InspectionKind } from '../checklists/contract.ts'
import type { InspectionOutcome, NewInspection } from '../contract.ts'

type Numbers = RulePack['inspections']['visits']

/**
 * The day on which somebody goes there again after a visit that did not pass; null where it passed, and where what was to be
 * looked at is covered: it is covered the next time, too. [ours]
 */
export function nextVisitOn(
  outcome: InspectionOutcome,
  today: string,
  { followUpDays }: Pick<Numbers, 'followUpDays'>,
  unable: NonNullable<NewInspection['unable']>['reason'] | null = null,
): string | null {
  if (outcome === 'unable' && unable === 'covered') return null
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

const over = ['closed', 'cancelled', 'expired'] as const satisfies readonly Status[]
const covered = ['reinstated', 'in_guarantee', ...over] as const satisfies readonly Status[]

/**
 * Statuses in which a works is past what a visit of this kind is planned for: a closed trench has no barriers to look at. That
 * somebody digs where nobody should is investigated whatever became of the works. [ours]
 */
export const passedIn: Readonly<Record<InspectionKind, readonly Status[]>> = {
  site_safety: covered,
  backfill: covered,
  final: ['in_guarantee', ...over],
  guarantee: over,
  investigation: [],
}

/** Of these an asked one, or one for a single defect, is past as well: before, the office or whoever mended it knows why. */
export const overIn: readonly Status[] = over

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
