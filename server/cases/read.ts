import type { Actor } from '../access/actor.ts'
import { pageOfConflicts } from '../coordination/conflicts.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Language } from '../language/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import { dayAt } from '../time/rules.ts'
import { summariesOf } from '../works/read.ts'
import { type Case, type CaseSummary, caseDeeds } from './contract.ts'
import { caseRefusal } from './rules.ts'
import { seesCase, standingIn } from './standing.ts'
import { factsOf, messagesOf, proposalsOf } from './thread.ts'

export interface CaseRow {
  id: string
  number: string
  state: CaseSummary['state']
  municipality_ids: string[]
  cause_works_id: string
  cause_agency_id: string
  waits_for: string[]
  opened_at: string
  due_at: string | null
  last_due_at: string
  escalated_at: string | null
  reopened_at: string | null
  ended_at: string | null
  ended_by: CaseSummary['endedBy']
  reason: string | null
  version: number
  works_ids: string[]
  parties: string[]
  pairs: [string, string][]
  blocking: number
  warning: number
  proposals: number
}

/** Columns of a case `c`, with what hangs on it. */
export const caseColumns = `c.id, c.number, c.state, c.municipality_ids, c.cause_works_id, c.waits_for, c.opened_at, c.due_at,
  c.last_due_at, c.escalated_at, c.reopened_at, c.ended_at, c.ended_by, c.reason, c.version,
  (select agency_id from works w where w.id = c.cause_works_id) as cause_agency_id,
  array(select works_id from case_works x where x.case_id = c.id order by works_id <> c.cause_works_id, works_id) as works_ids,
  array(select agency_id from case_party y where y.case_id = c.id order by agency_id) as parties,
  (select coalesce(jsonb_agg(jsonb_build_array(works_a, works_b) order by works_a, works_b), '[]')
   from case_pair k where k.case_id = c.id) as pairs,
  (select count(*) from case_proposal p where p.case_id = c.id) as proposals,
  f.blocking, f.warning`
export const caseFindings = `cross join lateral (
  select count(*) filter (where n.severity = 'blocking') as blocking, count(*) filter (where n.severity = 'warning') as warning
  from case_pair k join conflict n on n.works_a = k.works_a and n.works_b = k.works_b
  where k.case_id = c.id and n.state <> 'waived') f`

export function placeOf(row: CaseRow) {
  return { parties: row.parties, municipalityIds: row.municipality_ids, causeAgencyId: row.cause_agency_id }
}

/** A case that whoever asks may see; null where there is none for them. */
export async function findCase(db: Db, id: string, actor: Actor): Promise<CaseRow | null> {
  const [row] = await rows<CaseRow>(
    db,
    `select ${caseColumns} from coordination_case c ${caseFindings} where c.id = cast(:id as uuid)`,
    { id },
  )
  return row && seesCase(actor, placeOf(row)) ? row : null
}

/** These rows as they go out, with their works. */
export async function summariesOfCases(db: Db, found: readonly CaseRow[], actor: Actor): Promise<CaseSummary[]> {
  const works = await summariesOf(
    db,
    found.flatMap(({ works_ids }) => works_ids),
    actor,
  )
  return found.map((row) => ({
    id: row.id,
    number: row.number,
    state: row.state,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    escalatedAt: row.escalated_at,
    reopenedAt: row.reopened_at,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
    reason: row.reason,
    causeWorksId: row.cause_works_id,
    municipalityIds: row.municipality_ids,
    parties: row.parties,
    waitsFor: row.waits_for,
    works: row.works_ids.flatMap((id) => works.get(id) ?? []),
    blocking: row.blocking,
    warning: row.warning,
    proposalCount: row.proposals,
    version: row.version,
  }))
}

/** So many rows of the register a room shows at the most. */
const mostConflicts = 100

export interface Asking {
  actor: Actor
  pack: RulePack
  now: Date
  language: Language
}

/** The room of a case, as whoever asks may see it. */
export async function roomOf(db: Db, id: string, { actor, pack, now, language }: Asking): Promise<Case | null> {
  const row = await findCase(db, id, actor)
  if (!row) return null
  const [summary] = await summariesOfCases(db, [row], actor)
  const conflicts = await pageOfConflicts(
    db,
    { pairs: row.pairs },
    { limit: mostConflicts, after: null, sort: 'severity' },
    { pack, today: dayAt(now, pack.zone), language },
  )
  const proposals = await proposalsOf(db, id)
  const facts = factsOf(row, proposals, standingIn(actor, placeOf(row)), actor)
  return {
    ...(summary as CaseSummary),
    conflicts: conflicts.items,
    messages: await messagesOf(db, id),
    proposals,
    may: caseDeeds.filter((deed) => caseRefusal(deed, facts) === null),
  }
}
