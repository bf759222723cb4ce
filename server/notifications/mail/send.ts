import type { SendMailOptions } from 'nodemailer'
import type { Db } from '../../database/connect.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { About, NoticeKind, SubjectType } from '../contract.ts'
import { fail, type Leased, lease, settle } from '../outbox.ts'
import { type Person, peopleOf } from '../people.ts'
import { pathOf } from '../rules.ts'
import { said } from '../said.ts'
import { keyOf, lookAt, seesSubject } from '../sight.ts'
import { stopAddress } from '../unsubscribe.ts'
import type { SecretBox } from '../webhooks/secret-box.ts'
import { digestOf, type Letter, letterOf, type Worded } from './compose.ts'
import type { MailSetting } from './setting.ts'

/** What hands an e-mail to a server, and resolves when the server has taken it. */
export type Transport = (mail: SendMailOptions) => Promise<unknown>

export interface Mailing extends Pick<MailSetting, 'from' | 'publicUrl'> {
  transport: Transport
  /** Signs what e-mails name for those who want no more of them. */
  box: Pick<SecretBox, 'sign'>
  pack: RulePack
  clock: () => Date
  /** Ends between two of them. */
  isOver?: () => boolean
}

interface MailRow extends Leased {
  user_id: string
  notice_id: string | null
  day: string | null
}

interface NoticeRow {
  id: string
  kind: NoticeKind
  subject_type: SubjectType
  subject_id: string
  about: About
}

/**
 * Sends the e-mails that are due. A process that dies between a server's taking an e-mail and its own note of it sends
 * that one again: with the same Message-ID, by which mail programs know it again. Gives how many were sent.
 */
export async function sendMails(db: Db, mailing: Mailing): Promise<number> {
  let sent = 0
  while (!mailing.isOver?.()) {
    const row = await lease<MailRow>(db, 'mail', mailing.clock())
    if (!row) break
    if (await sendOne(db, row, mailing)) sent += 1
  }
  return sent
}

async function sendOne(db: Db, row: MailRow, mailing: Mailing): Promise<boolean> {
  try {
    const mail = await mailOf(db, row, mailing)
    // nobody is there any more, or may see nothing of it any more
    if (!mail) await db('mail').where({ id: row.id }).update({ error: 'withheld' })
    else await mailing.transport(mail)
    await settle(db, 'mail', row, mailing.clock())
    return mail !== null
  } catch (error) {
    await db('mail')
      .where({ id: row.id })
      .update({ error: codesOf(error) })
    await fail(db, 'mail', row, { now: mailing.clock(), forGood: isRefused(error) })
    return false
  }
}

/** What went wrong, as administrators of other organisations may read it: by its codes, and in no words about our insides. */
function codesOf(error: unknown): string {
  const { code, responseCode } = Object(error) as { code?: unknown; responseCode?: unknown }
  const codes = [code, responseCode].filter((one) => typeof one === 'string' || typeof one === 'number')
  return codes.join(' ') || 'unknown'
}

/** The server has said for good that it does not take it: a code of 5xx about the recipient or the letter. */
function isRefused(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'responseCode' in error ? Number(error.responseCode) : 0
  const isAbout = typeof error === 'object' && error !== null && 'code' in error && error.code === 'EENVELOPE'
  return isAbout && code >= 500
}

async function mailOf(db: Db, row: MailRow, { from, publicUrl, pack, box }: Mailing): Promise<SendMailOptions | null> {
  const [person] = await peopleOf(db, { users: [row.user_id], agencies: [] })
  const notices = person ? await seenNotices(db, row, person) : []
  if (!person || notices.length === 0) return null
  const language = person.language ?? 'ar'
  const settings = `${publicUrl}/notifications?tab=settings&lang=${language}`
  const words = notices.map(({ kind, about, subject_type: type, subject_id: id }): Worded => {
    const address = new URL(pathOf({ type, id }), publicUrl)
    address.searchParams.set('lang', language)
    return { ...said({ kind, about }, language, pack.zone), address: address.href }
  })
  const page = { language, settings }
  const what = row.day === null ? (notices[0] as NoticeRow).kind : 'digest'
  const letter: Letter = row.day === null ? letterOf(words[0] as Worded, page) : digestOf(words, row.day, page)
  return {
    from,
    to: person.address,
    messageId: `<${row.id}@${new URL(publicUrl).hostname}>`,
    headers: {
      'Content-Language': language,
      'Auto-Submitted': 'auto-generated',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    list: { unsubscribe: stopAddress({ userId: row.user_id, what }, publicUrl, box) },
    ...letter,
  }
}

/** What of it the person may still see. */
async function seenNotices(db: Db, row: MailRow, { actor }: Person): Promise<NoticeRow[]> {
  const of = row.notice_id === null ? { digest_id: row.id } : { id: row.notice_id }
  const found = (await db('notice')
    .where({ ...of, user_id: row.user_id })
    .orderBy('at', 'desc')
    .select('id', 'kind', 'subject_type', 'subject_id', 'about')) as NoticeRow[]
  const subjects = found.map(({ subject_type: type, subject_id: id }) => ({ type, id }))
  const sighted = await lookAt(db, subjects)
  return found.filter((_row, at) => {
    const subject = subjects[at] as (typeof subjects)[number]
    return seesSubject(actor, subject, sighted.get(keyOf(subject)))
  })
}
