import type { Db } from '../database/connect.ts'
import type { Listen } from '../database/listen.ts'
import type { RulePack } from '../policy/contract.ts'
import { makeDigests } from './mail/digest.ts'
import { sendMails } from './mail/send.ts'
import type { MailSetting } from './mail/setting.ts'
import { transportOf } from './mail/transport.ts'
import { tellSettling } from './settling-told.ts'
import { spread } from './spread.ts'
import { turnsOf } from './turns.ts'
import type { Reach } from './webhooks/reach.ts'
import type { SecretBox } from './webhooks/secret-box.ts'
import { sendWebhooks } from './webhooks/send.ts'
import { tellAnswersDue, tellFilingsDue, tellPermitsEnding } from './with-time.ts'

/** The channel on which a transaction says that it has left something to be sent. */
const channel = 'nasaq_outbox'
/** What waits for its next try is looked for so often. */
const pauseMilliseconds = 10_000
/** What time brings is counted in hours and days: it is looked for so often, and not when something has happened. */
const minute = 60_000
/** So many messages to webhooks are under way at once; a receiver that hangs holds few of them (`outbox.ts`). */
const lanes = 12

export interface Posting {
  db: Db
  listen: Listen
  clock: () => Date
  pack: RulePack
  mail: MailSetting | null
  box: SecretBox
  reach: Reach
}

/**
 * Tells people and software what has happened, as long as the service runs: at once where this process or another says
 * that something has, and now and then for what time brings. Each work takes its own turns, so that a server that hangs
 * keeps nobody waiting but itself. Gives the function that ends it, after what is under way.
 */
export function keepPosting(posting: Posting, onFailure: (error: unknown, work: string) => void): () => Promise<void> {
  const { db, listen, clock, pack, mail, box, reach } = posting
  const transport = mail ? transportOf(mail) : null
  const timed = () => ({ pack, now: clock() })
  const keep = (name: string, work: (isOver: () => boolean) => Promise<unknown>, pause = pauseMilliseconds) =>
    turnsOf(async (isOver) => {
      await work(isOver).catch((error: unknown) => onFailure(error, name))
    }, pause)
  const timely = [
    keep('answers', () => tellAnswersDue(db, timed()), minute),
    keep('filings', () => tellFilingsDue(db, timed()), minute),
    keep('permits', () => tellPermitsEnding(db, timed()), minute),
    keep('settling', () => tellSettling(db, timed()), minute),
    ...(mail ? [keep('digests', () => makeDigests(db, timed()), minute)] : []),
  ]
  const failed = (error: unknown) => onFailure(error, 'spread')
  const prompt = [
    keep('spread', () => spread(db, { ...timed(), mails: mail !== null, failed })),
    ...(mail && transport
      ? [keep('mails', (isOver) => sendMails(db, { ...mail, transport: transport.send, box, pack, clock, isOver }))]
      : []),
    ...Array.from({ length: lanes }, () =>
      keep('webhooks', (isOver) => sendWebhooks(db, { box, reach, clock, isOver })),
    ),
  ]
  const wake = () => {
    for (const { soon } of prompt) soon()
  }
  const deafen = listen(channel, { heard: wake, listening: wake })
  return async () => {
    await deafen()
    await Promise.all([...timely, ...prompt].map(({ end }) => end()))
    transport?.close()
  }
}
