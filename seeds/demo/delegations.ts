import type { Db } from '../../server/database/connect.ts'
import { certainRows, rows } from '../../server/database/sql.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import { addDays, dayAt } from '../../server/time/rules.ts'
import { idOf } from './random.ts'
import type { DemoCity } from './types.ts'

/** The fibre company has no desk of its own: the telecom company answers for it. */
const [principalCode, delegateCode] = ['DEMO-TEL2', 'DEMO-TEL']
const [daysAgo, daysOn] = [60, 120]
const note = 'خطاب التفويض رقم 45 (مثال تجريبي).'

/** One organisation that answers for another in the demo city, and what it has answered so far. */
export async function storeDelegations(
  db: Db,
  { agencies }: Pick<DemoCity, 'agencies'>,
  { pack, now }: { pack: RulePack; now: Date },
): Promise<void> {
  const idsByCode = new Map(agencies.map(({ code, id }) => [code, id]))
  const today = dayAt(now, pack.zone)
  const first = addDays(today, -daysAgo)
  const [between] = await certainRows<{ principal_id: string; delegate_id: string; made_at: string }>(
    db,
    `insert into answer_delegation (id, principal_id, delegate_id, period, note, made_at)
     values (cast(:id as uuid), cast(:principal as uuid), cast(:delegate as uuid),
             daterange(cast(:first as date), cast(:last as date), '[]'), :note, cast(:madeAt as timestamptz))
     returning principal_id, delegate_id, made_at`,
    {
      id: idOf('delegation', 0),
      principal: idsByCode.get(principalCode),
      delegate: idsByCode.get(delegateCode),
      first,
      last: addDays(today, daysOn),
      note,
      madeAt: `${first}T09:00:00Z`,
    },
  )
  await rows(
    db,
    `update consultation c set delegate_id = cast(:delegate_id as uuid)
     from works w
     where w.id = c.works_id and c.agency_id = cast(:principal_id as uuid) and c.answer is not null and not c.deemed
       and c.answered_at >= cast(:made_at as timestamptz) and not interested_in(w, cast(:delegate_id as uuid))
     returning c.id`,
    { ...between },
  )
}
