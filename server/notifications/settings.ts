import type { Actor } from '../access/actor.ts'
import { mayDo } from '../access/permissions.ts'
import type { Db } from '../database/connect.ts'
import type { Language } from '../language/contract.ts'
import { catalogue } from './catalogue.ts'
import { type Choice, usualChoice } from './choices.ts'
import { type NoticeKind, type NoticeSettings, type NoticeSettingsChange, noticeKinds } from './contract.ts'
import { sayNotices } from './messages.ts'

interface Usual {
  /** Whether this service sends e-mail. */
  mails: boolean
  /** The hour of a digest that nobody has chosen. */
  digestHour: number
  /** What the names of kinds are told in. */
  language: Language
}

/** Where somebody wants to be told of what, of the kinds that their role is told of. */
export async function settingsOf(
  db: Db,
  actor: Actor,
  { mails, digestHour, language }: Usual,
): Promise<NoticeSettings> {
  const { userId } = actor
  const [account, person, choices] = [
    (await db('app_user').where({ id: userId }).first('email')) as { email: string } | undefined,
    (await db('notice_person').where({ user_id: userId }).first('language', 'digest_hour')) as
      | { language: Language; digest_hour: number }
      | undefined,
    (await db('notice_choice').where({ user_id: userId }).select('kind', 'app', 'mail')) as ({
      kind: NoticeKind
    } & Choice)[],
  ]
  const chosen = new Map(choices.map(({ kind, app, mail }) => [kind, { app, mail }]))
  const kinds = noticeKinds.filter((kind) => mayDo(actor, catalogue[kind].permission))
  return {
    mails,
    address: account?.email ?? '',
    language: person?.language ?? 'ar',
    digestHour: person?.digest_hour ?? digestHour,
    kinds: kinds.map((kind) => ({
      kind,
      group: catalogue[kind].group,
      name: sayNotices(`${kind}.name`)(language),
      ...(chosen.get(kind) ?? usualChoice(kind)),
    })),
  }
}

/** Changes one's own; what is left out stays. */
export async function changeSettings(
  db: Db,
  actor: Actor,
  { language, digestHour, kinds = [] }: NoticeSettingsChange,
  usual: Usual,
): Promise<NoticeSettings> {
  const { userId } = actor
  const before = await settingsOf(db, actor, usual)
  if (language !== undefined || digestHour !== undefined)
    await db('notice_person')
      .insert({
        user_id: userId,
        language: language ?? before.language,
        digest_hour: digestHour ?? before.digestHour,
      })
      .onConflict('user_id')
      .merge()
  const choices = new Map(kinds.map((choice) => [choice.kind, { user_id: userId, ...choice }]))
  if (choices.size > 0)
    await db('notice_choice')
      .insert([...choices.values()])
      .onConflict(['user_id', 'kind'])
      .merge()
  return settingsOf(db, actor, usual)
}
