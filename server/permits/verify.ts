import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'

/** What `verify` found of the consultations. All but `consultations` must be nought. */
export interface ConsultationCheck {
  consultations: number
  faults: string[]
}

/** What an amendment of an application asks everybody anew for. */
const anew = "'period','route','trenchWidthMetres','connectionList','closure','diversions'"

const faulty = `
  with heard as (
    select c.*, p.issued_at, max(c.round) over (partition by c.works_id) as last
    from consultation c join permit p on p.works_id = c.works_id
    where c.asked_at <= p.issued_at and not p.is_emergency
      -- what was asked before another application, or before its ground, days or traffic were others, counts no more,
      -- also where nobody was asked about that
      and not exists (
        select 1 from works_history h
        where h.works_id = c.works_id and h.at > c.asked_at and h.at <= p.issued_at
          and (h.event = 'submit' or h.event = 'amend' and jsonb_exists_any(h.after, array[${anew}])))
  )
  select id, 'a permit was granted before it was answered' as why from heard
  where round = last and overruled_at is null and (answered_at is null or answered_at > issued_at)
  union all
  select id, 'a permit was granted over its objection' from heard
  where round = last and overruled_at is null and answer = 'object'
  union all
  select id, 'silence was taken for an answer before its deadline' from consultation where deemed and answered_at < due_at
  union all
  select id, 'silence was taken for an answer that it is none of' from consultation where deemed and not silence_approves
  order by id, why`

/**
 * What was asked before a permit has been answered, with no objection that stands; an emergency is dug, and granted,
 * without. Silence counts past its deadline, and where it does.
 */
export async function verifyConsultations(db: Db): Promise<ConsultationCheck> {
  const [all] = await rows<{ consultations: number }>(db, 'select count(*)::int as consultations from consultation')
  const found = await rows<{ id: string; why: string }>(db, faulty)
  return { consultations: all?.consultations ?? 0, faults: found.map(({ id, why }) => `consultation ${id}: ${why}`) }
}
