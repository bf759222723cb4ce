import type { Db } from '../database/connect.ts'
import { catalogue } from './catalogue.ts'
import type { MailChoice, NoticeKind } from './contract.ts'

/** Where somebody wants to be told of a kind. */
export interface Choice {
  app: boolean
  mail: MailChoice
}

/** How a kind comes until somebody says otherwise. */
export function usualChoice(kind: NoticeKind): Choice {
  return { app: true, mail: catalogue[kind].mail }
}

/** Where these people want to be told of a kind. */
export async function choicesOf(
  db: Db,
  userIds: readonly string[],
  kind: NoticeKind,
): Promise<ReadonlyMap<string, Choice>> {
  const chosen = (await db('notice_choice')
    .whereIn('user_id', [...userIds])
    .where({ kind })
    .select('user_id', 'app', 'mail')) as ({ user_id: string } & Choice)[]
  const own = new Map(chosen.map(({ user_id, app, mail }) => [user_id, { app, mail }]))
  return new Map(userIds.map((id) => [id, own.get(id) ?? usualChoice(kind)]))
}
