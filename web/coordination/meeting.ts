import type { Clears, Conflict, Finding, FindingKind, Severity } from '../../server/coordination/contract.ts'
import type { Period } from '../../server/time/contract.ts'

/** What a works or a draft meets, however we learned it: from the register or from an assessment. */
export interface Meeting {
  key: string
  kind: FindingKind
  severity: Severity
  digOnce: boolean
  /** The office has let it pass: it is told, and holds up nothing. */
  isWaived: boolean
  otherTitle: string
  otherNumber: string | null
  otherAgencyId: string | null
  otherWorksId: string | null
  otherPeriod: Partial<Period> | null
  sharedPeriod: Period | null
  overlapMetres: number
  explanation: string
  clears: Clears | null
  complete: boolean
}

/** A row of the register as one of its two works sees it. */
export function fromConflict(conflict: Conflict, worksId: string): Meeting {
  const other = conflict.worksA.id === worksId ? conflict.worksB : conflict.worksA
  return {
    key: conflict.id,
    kind: conflict.kind,
    severity: conflict.severity,
    digOnce: conflict.kind === 'repeat_dig',
    isWaived: conflict.state === 'waived',
    otherTitle: other.title,
    otherNumber: other.number,
    otherAgencyId: other.agencyId,
    otherWorksId: other.id,
    otherPeriod: other.period,
    sharedPeriod: conflict.sharedPeriod,
    overlapMetres: conflict.overlapMetres,
    explanation: conflict.explanation,
    clears: conflict.clears,
    complete: true,
  }
}

export function fromFinding(finding: Finding): Meeting {
  const { other } = finding
  const period = other.period
  return {
    key: `${finding.kind} ${finding.ruleId} ${other.id ?? other.title}`,
    kind: finding.kind,
    severity: finding.severity,
    digOnce: finding.digOnce,
    isWaived: false,
    otherTitle: other.title,
    otherNumber: other.number,
    otherAgencyId: other.agencyId,
    otherWorksId: other.type === 'works' ? other.id : null,
    otherPeriod: period
      ? { ...(period.start ? { start: period.start } : {}), ...(period.end ? { end: period.end } : {}) }
      : null,
    sharedPeriod: finding.sharedPeriod,
    overlapMetres: finding.overlapMetres,
    explanation: finding.explanation,
    clears: finding.clears,
    complete: finding.complete,
  }
}
