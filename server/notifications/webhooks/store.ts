import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { type Page, page } from '../../http/cursor.ts'
import type { NoticeKind } from '../contract.ts'
import type { Delivery, Webhook } from './contract.ts'

interface Row {
  id: string
  agency_id: string
  url: string
  description: string
  kinds: NoticeKind[]
  state: Webhook['state']
  disabled_for: Webhook['disabledFor']
  former_until: string | null
  version: number
  created_at: string
}

const columns = 'id, agency_id, url, description, kinds, state, disabled_for, former_until, version, created_at'

function webhook(row: Row): Webhook {
  return {
    id: row.id,
    agencyId: row.agency_id,
    url: row.url,
    description: row.description,
    kinds: row.kinds,
    state: row.state,
    disabledFor: row.disabled_for,
    formerUntil: row.former_until,
    version: row.version,
    createdAt: row.created_at,
  }
}

/** The webhooks that row security shows, the newest first. */
export async function listWebhooks(
  db: Db,
  { limit, after }: { limit: number; after: readonly [string] | null },
): Promise<Page<Webhook>> {
  const found = await rows<Row>(
    db,
    `select ${columns} from webhook
     where cast(:after as uuid) is null or id < cast(:after as uuid) order by id desc limit :most`,
    { after: after?.[0] ?? null, most: limit + 1 },
  )
  return page(found, limit, webhook, ({ id }) => [id])
}

/** One of them, held until the transaction ends. */
export async function holdWebhook(db: Db, id: string): Promise<Webhook | null> {
  const [row] = await rows<Row>(db, `select ${columns} from webhook where id = cast(:id as uuid) for update`, { id })
  return row ? webhook(row) : null
}

interface DeliveryRow {
  id: string
  kind: string
  at: string
  created_at: string
  next_at: string
  sent_at: string | null
  dead_at: string | null
  attempts: Delivery['attempts']
}

function delivery({ id, kind, at, attempts, ...row }: DeliveryRow): Delivery {
  const state = row.sent_at ? 'delivered' : row.dead_at ? 'given_up' : 'waiting'
  return { id, kind, at, createdAt: row.created_at, state, nextAt: state === 'waiting' ? row.next_at : null, attempts }
}

const attempts = `coalesce((
  select jsonb_agg(jsonb_build_object('at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'status', a.status, 'error', a.error, 'milliseconds', a.milliseconds) order by a.number desc)
  from webhook_attempt a where a.delivery_id = d.id), '[]') as attempts`

/** What was sent to a webhook, or is to be, the latest first. */
export async function listDeliveries(
  db: Db,
  webhookId: string,
  { limit, after }: { limit: number; after: readonly [string, string] | null },
): Promise<Page<Delivery>> {
  const found = await rows<DeliveryRow>(
    db,
    `select d.id, d.kind, d.at, d.created_at, d.next_at, d.sent_at, d.dead_at, ${attempts}
     from webhook_delivery d
     where d.webhook_id = cast(:webhookId as uuid)
       and (cast(:at as timestamptz) is null or (d.created_at, d.id) < (cast(:at as timestamptz), cast(:id as uuid)))
     order by d.created_at desc, d.id desc limit :most`,
    { webhookId, at: after?.[0] ?? null, id: after?.[1] ?? null, most: limit + 1 },
  )
  return page(found, limit, delivery, ({ created_at, id }) => [created_at, id])
}

export async function findDelivery(db: Db, webhookId: string, id: string): Promise<Delivery | null> {
  const [row] = await rows<DeliveryRow>(
    db,
    `select d.id, d.kind, d.at, d.created_at, d.next_at, d.sent_at, d.dead_at, ${attempts}
     from webhook_delivery d where d.webhook_id = cast(:webhookId as uuid) and d.id = cast(:id as uuid)`,
    { webhookId, id },
  )
  return row ? delivery(row) : null
}
