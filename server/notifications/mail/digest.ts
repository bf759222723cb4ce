import { uuidv7 } from 'uuidv7'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { RulePack } from '../../policy/contract.ts'
import { dayAt } from '../../time/rules.ts'
import { digestDue } from '../rules.ts'

/**
 * Puts what people want once a day into one e-mail for each, when their hour of the day has come: what is older than that
 * hour and still unread. One a day by the database's own rule, whichever process comes first; after a stop, one for all
 * that was missed. Gives how many e-mails.
 */
export async function makeDigests(db: Db, { pack, now }: { pack: RulePack; now: Date }): Promise<number> {
  const day = dayAt(now, pack.zone)
  const waiting = await rows<{ user_id: string; digest_hour: number | null }>(
    db,
    `select n.user_id, p.digest_hour
     from (select distinct user_id from notice where mail = 'daily' and digest_id is null and read_at is null) n
     left join notice_person p on p.user_id = n.user_id
     where not exists (select 1 from mail m where m.user_id = n.user_id and m.day = cast(:day as date))
     order by n.user_id`,
    { day },
  )
  let made = 0
  for (const { user_id: userId, digest_hour: hour } of waiting) {
    const due = digestDue(day, hour ?? pack.notices.digestHour, pack.zone)
    if (due <= now && (await makeDigest(db, { userId, day, due, now }))) made += 1
  }
  return made
}

interface Making {
  userId: string
  day: string
  due: Date
  now: Date
}

/** False where there is nothing to tell, or another process tells it. */
function makeDigest(db: Db, { userId, day, due, now }: Making): Promise<boolean> {
  return db.transaction(async (trx) => {
    const open = await trx('notice')
      .where({ user_id: userId, mail: 'daily' })
      .whereNull('digest_id')
      .whereNull('read_at')
      .where('at', '<', due)
      .forUpdate()
      .select('id')
    if (open.length === 0) return false
    const [made] = await trx('mail')
      .insert({ id: uuidv7(), user_id: userId, day, created_at: now, next_at: now })
      .onConflict(['user_id', 'day'])
      .ignore()
      .returning('id')
    if (!made) return false
    await trx('notice')
      .whereIn(
        'id',
        open.map(({ id }) => id),
      )
      .update({ digest_id: made.id })
    return true
  })
}
