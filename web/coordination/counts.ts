import { type Severity, severities } from '../../server/coordination/contract.ts'
import type { Meeting } from './meeting.ts'

export interface Counts {
  blocking: number
  warning: number
  info: number
  chances: number
  /** Let pass by the office. */
  waived: number
}

/** How many of each severity; the chances to share a trench are counted apart, and so is what the office has let pass. */
export function countsOf(meetings: readonly Meeting[]): Counts {
  const chances = meetings.filter(({ digOnce }) => digOnce).length
  const waived = meetings.filter(({ digOnce, isWaived }) => isWaived && !digOnce).length
  const of = (severity: Severity) =>
    meetings.filter((meeting) => meeting.severity === severity && !meeting.digOnce && !meeting.isWaived).length
  return {
    blocking: of('blocking'),
    warning: of('warning'),
    info: of('info'),
    chances,
    waived,
  }
}

/** Blocking before warnings before notes; the chances after what is grave alike, and last what was let pass. */
export function gravestFirst(meetings: readonly Meeting[]): Meeting[] {
  const rank = ({ severity, digOnce }: Meeting) => severities.indexOf(severity) * 2 + (digOnce ? 1 : 0)
  const last = ({ isWaived }: Meeting) => Number(isWaived)
  return [...meetings].sort((a, b) => last(a) - last(b) || rank(a) - rank(b) || b.overlapMetres - a.overlapMetres)
}
