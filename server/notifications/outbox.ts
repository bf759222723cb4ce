import { uuidv7 } from 'uuidv7'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { type Ladder, nextTry } from './rules.ts'

/** A row that this process, and no other, sends now. */
export interface Leased {
  id: string
  lease: string
  tries: number
}

/** Longer than any try may take: who holds a row longer has died, and another takes it. */
const leaseMilliseconds = 120_000

/** To one webhook at once: a receiver that hangs must leave room for the others. */
const mostToOne = 2

const ladderOf = { mail: 'mail', webhook_delivery: 'webhook' } as const satisfies Record<string, Ladder>
type Outbox = keyof typeof ladderOf

const due = (o: string) => `${o}.sent_at is null and ${o}.dead_at is null and ${o}.next_at <= cast(:now as timestamptz)
  and (${o}.leased_until is null or ${o}.leased_until <= cast(:now as timestamptz))`

/** Of each active webhook so many that, with those under way, it has no more than its share. */
const deliveriesDue = `
  select d.id from webhook w
  cross join lateral (
    select f.id, f.next_at from webhook_delivery f where f.webhook_id = w.id and ${due('f')}
    order by f.next_at, f.id
    limit greatest(0, ${mostToOne} - (
      select count(*) from webhook_delivery u where u.webhook_id = w.id and u.sent_at is null and u.dead_at is null
        and u.leased_until > cast(:now as timestamptz)))
  ) d
  where w.state = 'active'`

const statementOf = (table: Outbox, among: string) => `
  with one as (
    select o.id from ${table} o where ${due('o')} ${among}
    order by o.next_at, o.id limit 1 for update skip locked
  )
  update ${table} o set lease = cast(:lease as uuid), leased_until = cast(:until as timestamptz), tries = o.tries + 1
  from one where o.id = one.id returning o.*`
const statements = {
  mail: statementOf('mail', ''),
  webhook_delivery: statementOf('webhook_delivery', `and o.id in (${deliveriesDue})`),
}

/**
 * Takes a row that is due, which no other process has: it is committed before anything is sent. One at a time, so that no
 * lease runs out while others are sent before it.
 */
export async function lease<Row extends Leased>(db: Db, table: Outbox, now: Date): Promise<Row | null> {
  const until = new Date(now.getTime() + leaseMilliseconds)
  const [row] = await rows<Row>(db, statements[table], { now, until, lease: uuidv7() })
  return row ?? null
}

/** Notes that a row has been sent: false where it has been taken for lost, and is another's by now. */
export async function settle(db: Db, table: Outbox, { id, lease: held }: Leased, now: Date): Promise<boolean> {
  const free = { sent_at: now, lease: null, leased_until: null }
  return (await db(table).where({ id, lease: held }).update(free)) > 0
}

/** Notes that a try has failed: the row waits for the next, or is given up. Gives whether it was. */
export async function fail(
  db: Db,
  table: Outbox,
  { id, lease: held, tries }: Leased,
  { now, forGood = false }: { now: Date; forGood?: boolean },
): Promise<boolean> {
  const next = forGood ? null : nextTry(ladderOf[table], tries, now, Math.random())
  const when = next ? { next_at: next } : { dead_at: now }
  await db(table)
    .where({ id, lease: held })
    .update({ ...when, lease: null, leased_until: null })
  return next === null
}
