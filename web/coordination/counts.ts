import { type Severity, severities } from '../../server/coordination/contract.ts'
import type { Meeting } from './meeting.ts'

export interface Counts {
  blocking: number
  warning: number
  info: number
  chances: number
}

/** How many of each severity; the chances to share a trench are counted apart. */
export function countsOf(meetings: readonly Meeting[]): Counts {
  const of = (severity: Severity) =>
    meetings.filter((meeting) => meeting.severity === severity && !meeting.digOnce).length
  return {
    blocking: of('blocking'),
    warning: of('warning'),
    info: of('info'),
    chances: meetings.filter(({ digOnce }) => digOnce).length,
  }
}

/** Blocking before warnings before notes; the chances after what is grave alike. */
export function gravestFirst(meetings: readonly Meeting[]): Meeting[] {
  const rank = ({ severity, digOnce }: Meeting) => severities.indexOf(severity) * 2 + (digOnce ? 1 : 0)
  return [...meetings].sort((a, b) => rank(a) - rank(b) || b.overlapMetres - a.overlapMetres)
}
