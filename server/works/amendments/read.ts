import type { Actor } from '../../access/actor.ts'
import { isPartyOf } from '../../access/policy.ts'
import type { Db } from '../../database/connect.ts'
import { prepared, rows } from '../../database/sql.ts'
import type { Names } from '../../language/contract.ts'
import type { Works } from '../contract.ts'
import type { Amendment } from './contract.ts'

interface Row {
  works_id: string
  number: number
  state: Amendment['state']
  cause: Amendment['cause']
  case_id: string | null
  /** Null where whoever asks is not told. */
  reason: string | null
  before: Record<string, unknown>
  after: Record<string, unknown>
  extension_days: number | null
  round: number | null
  version_before: number
  version_after: number | null
  asked_at: string
  asked_by: Names | null
  decided_at: string | null
  decided_by: Names | null
  decision_reason: string | null
  is_of_hidden_case: boolean
}

const named = (u: string) =>
  `case when ${u}.id is not null then jsonb_build_object('ar', ${u}.name_ar, 'en', ${u}.name_en) end`
const text = `
  select a.works_id, a.number, a.state, a.cause, a.case_id, said.reason, a.before, a.after, a.extension_days, a.round,
         a.version_before, a.version_after, a.asked_at, ${named('asker')} as asked_by, a.decided_at,
         ${named('decider')} as decided_by, said.decision_reason,
         a.case_id is not null and sees_case(a.case_id) is not true as is_of_hidden_case
  from amendment a join works w on w.id = a.works_id
  left join amendment_words(cast(:worksId as uuid)) said on said.number = a.number
  left join account_name asker on asker.id = a.asked_by left join account_name decider on decider.id = a.decided_by
  where a.works_id = cast(:worksId as uuid)`

/** As a party of the works decides on it: its words are there. */
export type StoredAmendment = Amendment & { reason: string }

function amendment(row: Row): Amendment {
  return {
    worksId: row.works_id,
    number: row.number,
    state: row.state,
    cause: row.cause,
    caseId: row.case_id,
    reason: row.reason,
    before: row.before,
    after: row.after,
    extensionDays: row.extension_days,
    round: row.round,
    versionBefore: row.version_before,
    versionAfter: row.version_after,
    askedAt: row.asked_at,
    askedBy: row.asked_by,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    decisionReason: row.decision_reason,
  }
}

const openText = prepared(`${text} and a.state = 'proposed'`)

/** The amendment of a works that waits for a decision. */
export async function openAmendment(db: Db, worksId: string): Promise<Amendment | null> {
  const [row] = await rows<Row>(db, openText, { worksId })
  return row ? amendment(row) : null
}

export async function amendmentByNumber(db: Db, worksId: string, number: number): Promise<StoredAmendment | null> {
  const [row] = await rows<Row & { reason: string }>(db, `${text} and a.number = :number`, { worksId, number })
  return row ? { ...amendment(row), reason: row.reason } : null
}

/** What a case carried out is told to others without the case and its words. */
function toldToOthers(row: Row): Amendment {
  return row.is_of_hidden_case ? { ...amendment(row), caseId: null, reason: null } : amendment(row)
}

/** The amendments of a works, the last first; `before`: the number that the page before ended at. */
export async function amendmentsOf(
  db: Db,
  { id: worksId, ...works }: Pick<Works, 'id' | 'agencyId' | 'contractorId' | 'municipalityIds'>,
  { limit, before, viewer }: { limit: number; before: number | null; viewer: Actor | null },
): Promise<Amendment[]> {
  const statement = `${text} ${before === null ? '' : 'and a.number < :before'} order by a.number desc limit :limit`
  const found = await rows<Row>(db, statement, { worksId, limit, ...(before === null ? {} : { before }) })
  return found.map(isPartyOf(viewer, works) ? amendment : toldToOthers)
}
