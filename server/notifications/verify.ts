import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { ladders } from './rules.ts'

/** What `verify` found of the outbox. All but `happenings` and `waiting` must be nought. */
export interface OutboxCheck {
  happenings: number
  /** Things to be told and messages that are not sent yet, and will be. */
  waiting: number
  faults: string[]
}

/** What waits: everything that somebody is to be told of, every e-mail and every delivery to a webhook that runs. */
const waiting = `
  select 'happening' as what, id, tries, next_at, null::timestamptz as leased_until, cast(:happening as int) as most
  from happening where told_at is null and dead_at is null
  union all
  select 'mail', id, tries, next_at, leased_until, cast(:mail as int) from mail where sent_at is null and dead_at is null
  union all
  select 'delivery', d.id, d.tries, d.next_at, d.leased_until, cast(:webhook as int)
  from webhook_delivery d where d.sent_at is null and d.dead_at is null`

const faulty = `
  with waiting as (${waiting})
  -- a try that was cut off is one more than the ladder has
  select what, id, 'it was tried more often than the ladder has rungs, and is not given up' as why from waiting
  where tries > most + 2
  union all
  select what, id, 'nobody will try it again' from waiting where 'infinity' in (next_at, leased_until)
  union all
  select 'happening', id, 'nobody was told of it (notices revive has it told again): ' || coalesce(error, 'unknown')
  from happening where dead_at is not null
  union all
  select 'delivery', d.id, 'it waits for a webhook that is disabled'
  from webhook_delivery d join webhook w on w.id = d.webhook_id
  where w.state = 'disabled' and d.sent_at is null and d.dead_at is null
  union all
  select 'notice', n.id, 'its e-mail is missing'
  from notice n where n.mail = 'now' and not exists (select 1 from mail m where m.notice_id = n.id)
  union all
  select 'notice', n.id, 'it was told in an e-mail of its own and in a digest'
  from notice n where n.digest_id is not null and exists (select 1 from mail m where m.notice_id = n.id)
  union all
  select 'happening', max(h.id::text)::uuid, 'one step of a works was noted twice'
  from happening h where h.source = 'works' group by h.content -> 'worksId', h.content -> 'version' having count(*) > 1
  union all
  select 'notice', max(n.id::text)::uuid, 'the same was told twice'
  from notice n group by n.happening_id, n.user_id, n.kind, n.subject_id having count(*) > 1
  union all
  select 'mail', max(m.id::text)::uuid, 'there are two of one digest, or of one notice'
  from mail m group by m.user_id, m.notice_id, m.day having count(*) > 1
  union all
  select 'delivery', max(d.id::text)::uuid, 'the same was delivered twice'
  from webhook_delivery d where d.happening_id is not null
  group by d.webhook_id, d.happening_id, d.kind, d.subject_id having count(*) > 1
  order by 1, 2, 3`

/**
 * Nothing is told twice, nothing is lost on its way or given up by the service, and nothing waits for a try that does not come. How long something has
 * waited tells nothing: a service that was stopped sends it when it runs again.
 */
export async function verifyOutbox(db: Db): Promise<OutboxCheck> {
  const { happening, mail, webhook } = ladders
  const most = { happening: happening.length, mail: mail.length, webhook: webhook.length }
  const [all] = await rows<{ happenings: number; waiting: number }>(
    db,
    `with waiting as (${waiting})
     select (select count(*)::int from happening) as happenings, (select count(*)::int from waiting) as waiting`,
    most,
  )
  const found = await rows<{ what: string; id: string; why: string }>(db, faulty, most)
  return {
    happenings: all?.happenings ?? 0,
    waiting: all?.waiting ?? 0,
    faults: found.map(({ what, id, why }) => `${what} ${id}: ${why}`),
  }
}
