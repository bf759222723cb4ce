import type { Db } from '../database/connect.ts'
import { prepared, rows } from '../database/sql.ts'
import type { Consultation } from './contract.ts'

export interface ConsultationRow {
  id: string
  works_id: string
  agency_id: string
  round: number
  grounds: Consultation['grounds']
  asked_at: string
  due_at: string
  extended_at: string | null
  silence_approves: boolean
  answer: Consultation['answer']
  deemed: boolean
  /** Null where whoever asks is not told. */
  words: { conditions: string | null; reason: string | null; overruled: string | null } | null
  answered_at: string | null
  delegate_id: string | null
  name_ar: string | null
  name_en: string | null
  overruled_at: string | null
}

export const consultationColumns = `c.id, c.works_id, c.agency_id, c.round, c.grounds, c.asked_at, c.due_at, c.extended_at,
  c.silence_approves, c.answer, c.deemed, consultation_words(c.id) as words, c.answered_at, u.name_ar, u.name_en,
  c.delegate_id, c.overruled_at`
export const answeredBy = 'left join account_name u on u.id = c.answered_by'

export function consultation(row: ConsultationRow): Consultation {
  const { name_ar: ar, name_en: en, overruled_at: at, words } = row
  return {
    id: row.id,
    worksId: row.works_id,
    agencyId: row.agency_id,
    round: row.round,
    grounds: row.grounds,
    askedAt: row.asked_at,
    dueAt: row.due_at,
    isExtended: row.extended_at !== null,
    silenceApproves: row.silence_approves,
    answer: row.answer,
    isDeemed: row.deemed,
    conditions: words?.conditions ?? null,
    reason: words?.reason ?? null,
    answeredAt: row.answered_at,
    answeredBy: ar === null || en === null ? null : { ar, en },
    delegateId: row.delegate_id,
    overruled: at === null ? null : { at, reason: words?.overruled ?? '' },
  }
}

const ofWorksText = prepared(
  `select ${consultationColumns} from consultation c ${answeredBy}
   where c.works_id = cast(:worksId as uuid) order by c.round desc, c.due_at, c.id`,
)

/** What was asked about a works and what was answered: of its last application first. */
export async function consultationsOf(db: Db, worksId: string): Promise<Consultation[]> {
  const found = await rows<ConsultationRow>(db, ofWorksText, { worksId })
  return found.map(consultation)
}

export function isPastDue({ dueAt }: Pick<Consultation, 'dueAt'>, now: Date): boolean {
  return Date.parse(dueAt) <= now.getTime()
}

/** Past its deadline, and silence is approval: whether or not the clock has written it down yet. */
export function isSilent({ answer, silenceApproves, dueAt }: Consultation, now: Date): boolean {
  return answer === null && silenceApproves && isPastDue({ dueAt }, now)
}

/** What a decision asks of a round: whom it asked, who has neither answered nor let the deadline pass, who objects. */
export function standingOf(
  asked: readonly Consultation[],
  now: Date,
): { asked: number; open: number; objections: number } {
  return {
    asked: asked.length,
    open: asked.filter((one) => one.answer === null && !one.overruled && !isSilent(one, now)).length,
    objections: asked.filter(({ answer, overruled }) => answer === 'object' && !overruled).length,
  }
}
