import { timingSafeEqual } from 'node:crypto'
import type { Db } from '../database/connect.ts'
import { catalogue } from './catalogue.ts'
import { type Choice, usualChoice } from './choices.ts'
import { type NoticeKind, noticeKinds } from './contract.ts'
import type { SecretBox } from './webhooks/secret-box.ts'

/** What somebody gets no more e-mail of: a kind of notice, or all that comes once a day. */
export interface Stop {
  userId: string
  what: NoticeKind | 'digest'
}

type Signing = Pick<SecretBox, 'sign'>

const signatureOf = (box: Signing, text: string) => box.sign('unsubscribe 1', text)

/** Where a mail program says that its reader wants no more of it (RFC 8058): whoever holds the letter may, and nobody else. */
export function stopAddress({ userId, what }: Stop, publicUrl: string, box: Signing): string {
  const text = `${userId}.${what}`
  return `${publicUrl}/api/notices/unsubscribe/${text}.${signatureOf(box, text).toString('base64url')}`
}

/** What an address asks for; null where it is none of ours. */
export function readStop(token: string, box: Signing): Stop | null {
  const [userId = '', what = '', signature = ''] = token.split('.')
  const given = Buffer.from(signature, 'base64url')
  const own = signatureOf(box, `${userId}.${what}`)
  if (given.length !== own.length || !timingSafeEqual(given, own)) return null
  return what === 'digest' || what in catalogue ? { userId, what: what as Stop['what'] } : null
}

/** No more e-mail of it; what is told in the app stays. False where there is no such account any more. Twice is once. */
export async function stopMail(db: Db, { userId, what }: Stop): Promise<boolean> {
  const user = await db('app_user').where({ id: userId }).forUpdate().first('id')
  if (!user) return false
  const rows = (await db('notice_choice').where({ user_id: userId }).select('kind', 'app', 'mail')) as ({
    kind: NoticeKind
  } & Choice)[]
  const chosen = new Map(rows.map(({ kind, ...choice }) => [kind, choice]))
  const choiceOf = (kind: NoticeKind) => chosen.get(kind) ?? usualChoice(kind)
  const stopped = what === 'digest' ? noticeKinds.filter((kind) => choiceOf(kind).mail === 'daily') : [what]
  if (stopped.length === 0) return true
  await db('notice_choice')
    .insert(stopped.map((kind) => ({ user_id: userId, kind, app: choiceOf(kind).app, mail: 'none' })))
    .onConflict(['user_id', 'kind'])
    .merge(['mail'])
  return true
}
