import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import type { Point } from '../../geo/contract.ts'
import type { Names } from '../../language/contract.ts'
import type { Status } from '../../works/contract.ts'
import { type Violation, type ViolationDeed, violationDeeds } from './contract.ts'
import { afterDeed, type ViolationFacts } from './rules.ts'

/** A violation as `columns` give it, with what of its works and its fine belongs to it. */
export interface ViolationRow {
  id: string
  version: number
  number: string | null
  state: Violation['state']
  article: string
  words: Names
  cause: Violation['cause']
  cause_key: string
  at: string
  note: string | null
  place: Point | null
  works_id: string
  works_number: string
  title: string
  status: Status
  agency_id: string
  contractor_id: string | null
  municipality_id: string
  municipality_ids: string[]
  liable: 'owner' | 'contractor'
  liable_id: string
  amount: number
  currency: string
  formula: Violation['formula']
  inspection_id: string | null
  item_code: string | null
  defect_id: string | null
  proposed_by: string | null
  issued_by: string | null
  issued_at: string | null
  grace_until: string | null
  claim: string | null
  claimed_at: string | null
  object_until: string | null
  objection: string | null
  objected_at: string | null
  decide_by: string | null
  escalated_at: string | null
  decision: 'upheld' | 'reduced' | 'withdrawn' | null
  decided_at: string | null
  decision_reason: string | null
  due_at: string | null
  ended_at: string | null
  end_reason: string | null
  proposer: Names | null
  issuer: Names | null
  objector: Names | null
  decider: Names | null
  fee_id: string | null
  fee_state: string | null
  fee_reference: string | null
}

const named = (of: string) =>
  `case when ${of}.id is not null then jsonb_build_object('ar', ${of}.name_ar, 'en', ${of}.name_en) end`

export const columns = `v.id, v.version, v.number, v.state, v.article, v.words, v.cause, v.cause_key, v.at, v.note, ST_AsGeoJSON(v.place, 7)::jsonb as place, v.works_id,
  w.number as works_number, w.title, w.status, w.agency_id, w.contractor_id, w.municipality_id, w.municipality_ids, v.liable,
  v.liable_id, v.amount, v.currency, v.formula, v.inspection_id, v.item_code, v.defect_id, v.proposed_by, v.issued_by, v.issued_at,
  v.grace_until, v.claim, v.claimed_at, v.object_until, v.objection, v.objected_at, v.decide_by, v.escalated_at, v.decision, v.decided_at,
  v.decision_reason, v.due_at, v.ended_at, v.end_reason, ${named('p')} as proposer, ${named('i')} as issuer,
  ${named('o')} as objector, ${named('d')} as decider, f.id as fee_id, f.state as fee_state,
  (select y.reference from payment y where y.fee_id = f.id and y.state in ('paid','refunding','refunded')
   order by y.state <> 'paid', y.created_at, y.id limit 1) as fee_reference`
export const source = `violation v join works w on w.id = v.works_id
  left join account_name p on p.id = v.proposed_by left join account_name i on i.id = v.issued_by
  left join account_name o on o.id = v.objected_by left join account_name d on d.id = v.decided_by
  left join fee f on f.violation_id = v.id and f.state <> 'void'`

export interface Reading {
  actor: Actor | null
  now: Date
}

/** What the rule asks of a violation, for whoever asks. */
export function factsOf(row: ViolationRow, { actor, now }: Reading): ViolationFacts {
  const date = (instant: string | null) => (instant === null ? null : new Date(instant))
  const userId = actor?.userId ?? null
  return {
    state: row.state,
    isOffice: allows(actor, 'violations.decide', { municipalityIds: row.municipality_ids }),
    isLiable: allows(actor, 'violations.object', { agencyId: row.liable_id }),
    isIssuer: userId !== null && row.issued_by === userId,
    isProposer: userId !== null && row.proposed_by === userId,
    now,
    graceUntil: date(row.grace_until),
    objectUntil: date(row.object_until),
  }
}

function mayOf(row: ViolationRow, reading: Reading): ViolationDeed[] {
  const facts = factsOf(row, reading)
  return violationDeeds.filter((deed) => afterDeed(deed, facts).refusal === undefined)
}

export function violation(row: ViolationRow, reading: Reading): Violation {
  const { id, version, number, state, article: code, words, cause, at, note, place } = row
  return {
    id,
    version,
    number,
    state,
    article: { code, words },
    cause,
    at,
    note,
    place,
    works: {
      id: row.works_id,
      number: row.works_number,
      title: row.title,
      status: row.status,
      agencyId: row.agency_id,
      contractorId: row.contractor_id,
      municipalityId: row.municipality_id,
    },
    liable: { as: row.liable, agencyId: row.liable_id },
    amount: row.amount,
    currency: row.currency,
    formula: row.formula,
    inspectionId: row.inspection_id,
    itemCode: row.item_code,
    defectId: row.defect_id,
    ...procedureOf(row),
    fee:
      row.fee_id === null || row.fee_state === null
        ? null
        : { id: row.fee_id, state: row.fee_state, reference: row.fee_reference },
    may: mayOf(row, reading),
  }
}

/** Who did what to it, and by when. */
function procedureOf(row: ViolationRow) {
  const { claim, claimed_at, objection, objected_at, decision, decided_at } = row
  return {
    proposedBy: row.proposer,
    issuedBy: row.issuer,
    issuedAt: row.issued_at,
    graceUntil: row.grace_until,
    claim: claim !== null && claimed_at !== null ? { at: claimed_at, text: claim } : null,
    objectUntil: row.object_until,
    objection:
      objection !== null && objected_at !== null
        ? { at: objected_at, by: row.objector, text: objection, decideBy: row.decide_by, escalatedAt: row.escalated_at }
        : null,
    decision:
      decision !== null && decided_at !== null
        ? { outcome: decision, at: decided_at, by: row.decider, reason: row.decision_reason ?? '' }
        : null,
    dueAt: row.due_at,
    endedAt: row.ended_at,
    endReason: row.end_reason,
  }
}
