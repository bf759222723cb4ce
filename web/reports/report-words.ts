import { type ReportCategory, type ReportStatus, reportStatuses } from '../../server/reports/contract.ts'
import type { IconName } from '../ui/Icon.tsx'

const done: readonly ReportStatus[] = ['solved', 'confirmed', 'rejected', 'duplicate']

export function isDone(status: ReportStatus): boolean {
  return done.includes(status)
}

/** The numbers that tiles carry for what needs nothing more. */
export const doneStatusNumbers = done.map((status) => reportStatuses.indexOf(status))

export const categoryIcons: Record<ReportCategory, IconName> = {
  excavation_barriers: 'barrier',
  potholes: 'hole',
  damaged_sidewalk: 'tiles',
  construction_waste: 'rubble',
  garbage: 'trash',
  graffiti: 'spray',
  broken_sign: 'sign',
  street_light: 'lamp',
  billboard: 'billboard',
  sand_on_road: 'sand',
  cluttered_sidewalk: 'boxes',
  neglected_facade: 'building',
  abandoned_vehicle: 'car',
  other: 'info',
}
