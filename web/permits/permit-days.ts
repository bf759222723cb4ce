import type { Period } from '../../server/time/contract.ts'

/**
 * The days that a permit will have: those applied for that are to come. An emergency is dug already, and its permit has
 * them all.
 */
export function permitDays(applied: Period, today: string | undefined, isEmergency: boolean): Period {
  if (isEmergency || today === undefined || today <= applied.start || today > applied.end) return applied
  return { start: today, end: applied.end }
}
