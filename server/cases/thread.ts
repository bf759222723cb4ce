import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { CaseMessage, CaseProposal } from './contract.ts'
import type { CaseFacts, CaseStanding } from './rules.ts'

interface Named {
  name_ar: string | null
  name_en: string | null
}

interface MessageRow extends Named {
  id: string
  at: string
  agency_id: string | null
  text: string
  sketch: CaseMessage['sketch']
  photo_id: string | null
}

interface ProposalRow extends Named {
  id: string
  at: string
  agency_id: string | null
  by_office: boolean
  measure: CaseProposal['measure']
  note: string | null
  trial: CaseProposal['trial']
  state: CaseProposal['state']
}

interface AnswerRow extends Named {
  proposal_id: string
  agency_id: string
  answer: 'accept' | 'reject' | 'counter'
  reason: string | null
  at: string
}

const nameOf = ({ name_ar: ar, name_en: en }: Named) => (ar === null || en === null ? null : { ar, en })

/** What was said in a case, the earliest first. */
export async function messagesOf(db: Db, caseId: string): Promise<CaseMessage[]> {
  const found = await rows<MessageRow>(
    db,
    `select m.id, m.at, m.agency_id, m.text, ST_AsGeoJSON(m.sketch, 7)::jsonb as sketch, m.photo_id, u.name_ar, u.name_en
     from case_message m left join account_name u on u.id = m.user_id
     where m.case_id = cast(:caseId as uuid) order by m.at, m.id`,
    { caseId },
  )
  return found.map((row) => ({
    id: row.id,
    at: row.at,
    by: { agencyId: row.agency_id, isOffice: row.agency_id === null, name: nameOf(row) },
    text: row.text,
    sketch: row.sketch,
    photoId: row.photo_id,
  }))
}

/** What was proposed in a case and what was answered, the last first. */
export async function proposalsOf(db: Db, caseId: string): Promise<CaseProposal[]> {
  const found = await rows<ProposalRow>(
    db,
    `select p.id, p.at, p.agency_id, p.by_office, p.measure, p.note, p.trial, p.state, u.name_ar, u.name_en
     from case_proposal p left join account_name u on u.id = p.user_id
     where p.case_id = cast(:caseId as uuid) order by p.at desc, p.id desc`,
    { caseId },
  )
  const answers = await rows<AnswerRow>(
    db,
    `select a.proposal_id, a.agency_id, a.answer, a.reason, a.at, u.name_ar, u.name_en
     from case_answer a join case_proposal p on p.id = a.proposal_id left join account_name u on u.id = a.user_id
     where p.case_id = cast(:caseId as uuid) order by a.at, a.agency_id`,
    { caseId },
  )
  return found.map((row) => ({
    id: row.id,
    at: row.at,
    by: { agencyId: row.agency_id, isOffice: row.by_office, name: nameOf(row) },
    measure: row.measure,
    note: row.note,
    trial: row.trial,
    state: row.state,
    answers: answers
      .filter(({ proposal_id }) => proposal_id === row.id)
      .map((one) => ({ agencyId: one.agency_id, answer: one.answer, reason: one.reason, at: one.at, by: nameOf(one) })),
  }))
}

/** What the rule asks of a case. */
export function factsOf(
  { state, opened_at, reopened_at }: { state: CaseFacts['state']; opened_at: string; reopened_at: string | null },
  proposals: readonly CaseProposal[],
  standing: CaseStanding,
  actor: Actor,
): CaseFacts {
  const begun = Date.parse(reopened_at ?? opened_at)
  const proposed = proposals.find((one) => one.state === 'open')
  return {
    state,
    standing,
    hasProposals: proposals.some(({ at }) => Date.parse(at) >= begun),
    proposed: proposed
      ? {
          isOwn: !proposed.by.isOffice && proposed.by.agencyId === actor.agencyId,
          isAnswered: proposed.answers.some(({ agencyId }) => agencyId === actor.agencyId),
        }
      : null,
  }
}
