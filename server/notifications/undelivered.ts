import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { type Page, page } from '../http/cursor.ts'
import type { NoticeKind, UndeliveredMail } from './contract.ts'

interface Row {
  id: string
  user_id: string
  email: string
  kind: NoticeKind | null
  tries: number
  dead_at: string
  error: string | null
}

/** E-mails that were given up, of the accounts that row security shows, the latest first. */
export async function undeliveredMails(
  db: Db,
  { limit, after }: { limit: number; after: readonly [string, string] | null },
): Promise<Page<UndeliveredMail>> {
  const found = await rows<Row>(
    db,
    `select m.id, m.user_id, u.email, m.kind, m.tries, m.dead_at, m.error
     from mail m join app_user u on u.id = m.user_id
     where m.dead_at is not null
       and (cast(:at as timestamptz) is null or (m.dead_at, m.id) < (cast(:at as timestamptz), cast(:id as uuid)))
     order by m.dead_at desc, m.id desc limit :most`,
    { at: after?.[0] ?? null, id: after?.[1] ?? null, most: limit + 1 },
  )
  const mail = ({
    id,
    user_id: userId,
    email: address,
    kind,
    tries,
    dead_at: deadAt,
    error,
  }: Row): UndeliveredMail => ({
    id,
    userId,
    address,
    kind,
    tries,
    deadAt,
    error,
  })
  return page(found, limit, mail, ({ dead_at, id }) => [dead_at, id])
}
