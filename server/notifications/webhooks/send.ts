import { performance } from 'node:perf_hooks'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { SubjectType } from '../contract.ts'
import { fail, type Leased, lease, settle } from '../outbox.ts'
import { softwareOf } from '../people.ts'
import { apiPathOf } from '../rules.ts'
import { keyOf, lookAt, seesSubject } from '../sight.ts'
import { post, type Reach } from './reach.ts'
import type { SecretBox } from './secret-box.ts'
import { signedHeaders } from './signature.ts'

export interface Hooking {
  box: SecretBox
  reach: Reach
  clock: () => Date
  /** Ends between two of them. */
  isOver?: () => boolean
}

interface DeliveryRow extends Leased {
  webhook_id: string
  kind: string
  subject_type: SubjectType
  subject_id: string
  at: string
}

interface HookRow {
  agency_id: string
  url: string
  secret: Buffer
  former_secret: Buffer | null
  former_until: string | null
}

/** The receiver has said that it is there no more. */
const gone = 410

/** Whoever it goes to may see its subject no more: nobody's fault, and no reason to try again. */
class Withheld extends Error {}

/**
 * Delivers what is due to webhooks one after another, by Standard Webhooks 1.0: signed, thin, tried again on the published ladder. What a
 * process that dies has sent and not noted is sent again under the same id. Gives how many were delivered.
 */
export async function sendWebhooks(db: Db, hooking: Hooking): Promise<number> {
  let sent = 0
  while (!hooking.isOver?.()) {
    const row = await lease<DeliveryRow>(db, 'webhook_delivery', hooking.clock())
    if (!row) break
    if (await sendOne(db, row, hooking)) sent += 1
  }
  return sent
}

async function sendOne(db: Db, row: DeliveryRow, hooking: Hooking): Promise<boolean> {
  const hook = (await db('webhook')
    .where({ id: row.webhook_id })
    .first('agency_id', 'url', 'secret', 'former_secret', 'former_until')) as HookRow | undefined
  if (!hook) return false
  const began = performance.now()
  const answer = await call(db, row, hook, hooking).catch((error: unknown) => ({
    error: wordsOf(error),
    isWithheld: error instanceof Withheld,
  }))
  const tried = { ...answer, milliseconds: Math.round(performance.now() - began) }
  const now = hooking.clock()
  await noteAttempt(db, row.id, tried, now)
  const status = 'status' in tried ? tried.status : 0
  if (status >= 200 && status < 300) return settle(db, 'webhook_delivery', row, now)
  const isFinal = row.kind === 'test' || ('isWithheld' in answer && answer.isWithheld)
  const isDead = await fail(db, 'webhook_delivery', row, { now, forGood: status === gone || isFinal })
  if (status === gone) await disable(db, row.webhook_id, 'gone', now)
  else if (isDead && !isFinal && !(await hasAnswered(db, row))) await disable(db, row.webhook_id, 'unreachable', now)
  return false
}

async function call(
  db: Db,
  row: DeliveryRow,
  hook: HookRow,
  { box, reach, clock }: Hooking,
): Promise<{ status: number }> {
  const subject = { type: row.subject_type, id: row.subject_id }
  const sighted = (await lookAt(db, [subject])).get(keyOf(subject))
  if (!seesSubject(await softwareOf(db, hook.agency_id), subject, sighted)) throw new Withheld('withheld')
  const at = clock()
  // thin: what it is about is asked for by those who may see it
  const body = JSON.stringify({
    type: `notice.${row.kind}`,
    timestamp: new Date(row.at).toISOString(),
    data: { subject, path: apiPathOf(subject) },
  })
  const former = hook.former_secret && hook.former_until && new Date(hook.former_until) > at ? [hook.former_secret] : []
  const secrets = [hook.secret, ...former].map((sealed) => box.open(sealed))
  return { status: await post(hook.url, { body, headers: signedHeaders({ id: row.id, body, at }, secrets), reach }) }
}

/** What went wrong, by its code where it has one: what the other side wrote is not ours to keep. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return ('code' in error && typeof error.code === 'string' ? error.code : error.message).slice(0, 200)
}

async function noteAttempt(
  db: Db,
  deliveryId: string,
  tried: { status?: number; error?: string; milliseconds: number },
  at: Date,
): Promise<void> {
  const { status = null, error = null, milliseconds } = tried
  await rows(
    db,
    `insert into webhook_attempt (delivery_id, number, at, status, error, milliseconds)
     select cast(:deliveryId as uuid), coalesce(max(number), 0) + 1, cast(:at as timestamptz), cast(:status as smallint),
            cast(:error as text), cast(:milliseconds as int)
     from webhook_attempt where delivery_id = cast(:deliveryId as uuid)`,
    { deliveryId, at, status, error, milliseconds },
  )
}

/** Whether the webhook has taken anything since this was first tried: then it is this message, and not the receiver. */
async function hasAnswered(db: Db, { id, webhook_id, tries }: DeliveryRow): Promise<boolean> {
  const taken = await rows(
    db,
    `select 1 from webhook_delivery d
     where d.webhook_id = cast(:webhookId as uuid) and d.sent_at >= (
       select min(a.at) from (
         select at from webhook_attempt where delivery_id = cast(:id as uuid) order by number desc limit cast(:tries as int)
       ) a)
     limit 1`,
    { webhookId: webhook_id, id, tries },
  )
  return taken.length > 0
}

/** Nothing goes to it any more until its administrator takes it up again; what waited is given up. */
function disable(db: Db, id: string, why: 'gone' | 'unreachable', now: Date): Promise<void> {
  return db.transaction(async (trx) => {
    await trx('webhook')
      .where({ id })
      .whereNot({ state: 'disabled' })
      .update({ state: 'disabled', disabled_for: why, version: trx.raw('version + 1') })
    await trx('webhook_delivery')
      .where({ webhook_id: id })
      .whereNull('sent_at')
      .whereNull('dead_at')
      .update({ dead_at: now, lease: null, leased_until: null })
  })
}
