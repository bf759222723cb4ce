import type { AuditEntry, AuditSubject } from '../../server/audit/contract.ts'

/** What an entry holds that tells its reader nothing: keys of ours, and what is computed from the rest. */
const untold = ['id', 'version', 'tileId', 'centre', 'createdAt', 'updatedAt', 'messageId', 'proposalId', 'groupId']

export interface MemberChange {
  member: string
  before: unknown
  after: unknown
}

/** Is there anything to say of it? What was empty when something was recorded is not said. */
function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === ''
}

/** What is told of both sides only to name the object. */
const isSame = ({ before, after }: MemberChange) => JSON.stringify(before) === JSON.stringify(after)

/** What an entry says of each member, before and after; the members of both in one list. */
export function changesOf({ before, after }: Pick<AuditEntry, 'before' | 'after'>): MemberChange[] {
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return members
    .filter((member) => !untold.includes(member))
    .map((member) => ({ member, before: before[member], after: after[member] }))
    .filter((change) => !(isEmpty(change.before) && isEmpty(change.after)) && !isSame(change))
}

const recording = ['create', 'import', 'invite', 'commit']

/** Is it told as what was recorded, removed, changed from one thing into another, or as what else there is to know? */
export function mannerOf({
  event,
  before,
  after,
}: Pick<AuditEntry, 'event' | 'before' | 'after'>): 'made' | 'removed' | 'members' | 'details' {
  if (event === 'remove') return 'removed'
  if (recording.includes(event)) return 'made'
  return Object.keys(before).length > 0 && Object.keys(after).length > 0 ? 'members' : 'details'
}

type Words = Partial<Record<AuditSubject, string>>

/** Members whose values are words of ours: the ids of their messages begin with these. */
const worded: Record<string, Words> = {
  status: { works: 'status', report: 'report.status', account: 'account.status' },
  category: { works: 'category', report: 'report.category' },
  layer: { sample: 'sample.layer' },
  part: { quality_appeal: 'quality.part' },
  kind: {
    sample: 'sample.kind',
    constraint_area: 'constraint',
    import: 'import.kind',
    pavement: 'ledger.kind',
    asset: 'asset.kind',
    visit: 'checklist.kind',
    inspection: 'checklist.kind',
    reinstatement: 'reinstatement.kind',
  },
  cause: { visit: 'visit.cause' },
  state: {
    case: 'case.state',
    connection: 'connection.state',
    defect: 'defect.state',
    violation: 'violation.state',
    asset: 'asset.state',
  },
  before: { case: 'case.state' },
  answer: { case: 'case.answer' },
  measure: { case: 'case.measure' },
  outcome: { sample: 'sample.state', inspection: 'inspection.outcome' },
  utility: { works: 'utility', pavement: 'utility' },
  decision: { violation: 'violation.decision' },
  method: { works: 'method' },
  trafficImpact: { works: 'impact' },
  severity: { constraint_area: 'severity' },
  reason: { contractor_ban: 'bans.reason' },
  streetClass: { street: 'street' },
  activity: { opportunity: 'activity' },
  stage: { opportunity: 'stage' },
  model: { opportunity: 'model' },
  landUse: { opportunity: 'landUse' },
  role: { account: 'role', key: 'role' },
  scopes: { key: 'scope' },
}

const ofWorks: readonly string[] = ['works', 'worksId', 'worksIds', 'leadId', 'memberIds']

/** Does a member name works by their ids? */
export function namesWorks(member: string): boolean {
  return ofWorks.includes(member)
}

/** The id of the message for a word that stands in a member; `null` where the member holds no words of ours. */
export function wordId(subject: AuditSubject, member: string, word: string): string | null {
  const prefix = worded[member]?.[subject]
  return prefix ? `${prefix}.${word}` : null
}
