import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'

const faulty = `
  select c.id, 'it was answered by an organisation that was not entrusted with it' as why
  from consultation c
  where c.delegate_id is not null and not exists (
    select 1 from answer_delegation d
    where d.principal_id = c.agency_id and d.delegate_id = c.delegate_id
      -- each says when its request began; which was first was settled by a lock, for which nobody waits a minute
      and d.made_at <= c.answered_at + interval '1 minute'
      and d.period @> cast(c.answered_at at time zone cast(:zone as text) as date)
      and (d.revoked_at is null or d.revoked_at >= c.answered_at - interval '1 minute'))
  union all
  select c.id, 'it was answered for another by whose works it is'
  from consultation c join works w on w.id = c.works_id where c.delegate_id = w.agency_id
  order by id, why`

/** Whoever answered for another was entrusted with it on that day, and was not whose works it is. */
export async function verifyDelegations(
  db: Db,
  { zone }: { zone: string },
): Promise<{ answers: number; faults: string[] }> {
  const [all] = await rows<{ answers: number }>(
    db,
    'select count(*)::int as answers from consultation where delegate_id is not null',
  )
  const found = await rows<{ id: string; why: string }>(db, faulty, { zone })
  return { answers: all?.answers ?? 0, faults: found.map(({ id, why }) => `consultation ${id}: ${why}`) }
}
