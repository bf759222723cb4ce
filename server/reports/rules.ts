import type { ReportStatus } from './contract.ts'

/** Somebody still has to do something about it. */
export const openStatuses = ['received', 'routed', 'in_progress', 'disputed'] as const satisfies readonly ReportStatus[]

export function isOpen(status: ReportStatus): boolean {
  const open: readonly ReportStatus[] = openStatuses
  return open.includes(status)
}
