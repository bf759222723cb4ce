import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { page } from '../http/cursor.ts'
import type { Language } from '../language/contract.ts'
import type { About, Notice, NoticeKind, Notices, ReadNotices, SubjectType } from './contract.ts'
import { pathOf } from './rules.ts'
import { said } from './said.ts'

interface Row {
  id: string
  kind: NoticeKind
  subject_type: SubjectType
  subject_id: string
  about: About
  at: string
  read_at: string | null
}

/** Beyond so many the bell does not count: more is just many. */
const mostCounted = 100

interface Asked {
  language: Language
  zone: string
  state: 'all' | 'unread'
  limit: number
  after: readonly [string, string] | null
}

/** Somebody's own notices of what they may still see, the latest first. Row security shows no others. */
export async function noticesOf(db: Db, { userId }: Actor, asked: Asked): Promise<Notices> {
  const { language, zone, state, limit, after } = asked
  const found = await rows<Row>(
    db,
    `select id, kind, subject_type, subject_id, about, at, read_at from notice
     where user_id = cast(:userId as uuid) and in_app and (cast(:all as boolean) or read_at is null)
       and (cast(:at as timestamptz) is null or (at, id) < (cast(:at as timestamptz), cast(:id as uuid)))
     order by at desc, id desc limit :most`,
    { userId, all: state === 'all', at: after?.[0] ?? null, id: after?.[1] ?? null, most: limit + 1 },
  )
  const inWords = (row: Row): Notice => {
    const subject = { type: row.subject_type, id: row.subject_id }
    const words = said(row, language, zone)
    return { id: row.id, kind: row.kind, subject, ...words, path: pathOf(subject), at: row.at, readAt: row.read_at }
  }
  return { ...page(found, limit, inWords, ({ at, id }) => [at, id]), unread: await unreadOf(db, userId) }
}

/** How many somebody has not read, counted up to a hundred. */
export async function unreadOf(db: Db, userId: string | null): Promise<number> {
  const [counted] = await rows<{ unread: number }>(
    db,
    `select count(*)::int as unread from (
       select 1 from notice where user_id = cast(:userId as uuid) and in_app and read_at is null limit :mostCounted) n`,
    { userId, mostCounted },
  )
  return counted?.unread ?? 0
}

/** Marks one's own as read: these, or all that had come by an instant. Gives how many are left. */
export async function readNotices(
  db: Db,
  { userId }: Actor,
  given: ReadNotices,
  now: Date,
): Promise<{ unread: number }> {
  // what comes by e-mail alone was not in the list, and still waits for its digest
  const own = db('notice').where({ user_id: userId, in_app: true }).whereNull('read_at')
  if ('ids' in given) await own.whereIn('id', given.ids).update({ read_at: now })
  else await own.where('at', '<=', new Date(given.until)).update({ read_at: now })
  return { unread: await unreadOf(db, userId) }
}
