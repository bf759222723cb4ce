import type { Actor } from '../access/actor.ts'
import { sightBindings } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { like, rows } from '../database/sql.ts'
import { writeCursor } from '../http/cursor.ts'
import { summariesOf } from '../works/read.ts'
import type { Review, ReviewQueue, reviewSorts } from './queue/contract.ts'

interface Row {
  id: string
  received_at: string
  kind: Review['kind']
  review_due_at: string
  answers_open: number
  objections: number
  blocking: number
  unpaid_since: string | null
  neighbours: Review['neighbours']
  mark: string
}

/** What an office decides on: the same facts as the deed `works.decide`. */
const queued = `w.review_due_at is not null
  and (cast(:seesEverywhere as boolean) or w.municipality_id = any (cast(:seesGround as uuid[])))
  and (cast(:agencies as uuid[]) is null or w.agency_id = any (cast(:agencies as uuid[])))
  and (cast(:sought as text) is null
    or folded(w.title) like folded(:sought) or w.number ilike :sought or w.external_reference ilike :sought
    or exists (select 1 from permit p where p.works_id = w.id and p.number ilike :sought)
    or exists (select 1 from organisation o where o.id = w.agency_id
               and (o.code ilike :sought or folded(o.name_ar) like folded(:sought) or folded(o.name_en) like folded(:sought)))
    or exists (select 1 from works_street x join street s on s.id = x.street_id where x.works_id = w.id
               and (folded(s.name_ar) like folded(:sought) or folded(s.name_en) like folded(:sought))))`

/** In which order, whose, and with which words in its numbers, its title or the names of its streets and its agency. */
export interface QueueFilter {
  sort: (typeof reviewSorts)[number]
  agencies?: readonly string[] | undefined
  text?: string | undefined
}

function queuedFor(actor: Actor, { agencies, text }: Omit<QueueFilter, 'sort'>) {
  return {
    ...sightBindings(actor, 'works.decide'),
    agencies: agencies ? [...agencies] : null,
    sought: text === undefined ? null : like(text),
  }
}

const sorts = {
  due: { column: 'w.review_due_at', type: 'timestamptz' },
  start: { column: 'lower(w.period)', type: 'date' },
} as const

/** A page of the applications and proposals that wait for the office, by when they are due or by their start. */
export async function reviewQueue(
  db: Db,
  actor: Actor,
  asked: QueueFilter & {
    limit: number
    after: readonly [string, string] | null
    now: Date
  },
): Promise<ReviewQueue> {
  const { sort, limit, after, now } = asked
  const whose = queuedFor(actor, asked)
  const { column, type } = sorts[sort]
  const [afterMark = null, afterId = null] = after ?? []
  const later = after ? `and (${column}, w.id) > (cast(:afterMark as ${type}), cast(:afterId as uuid))` : ''
  const found = await rows<Row>(
    db,
    `select w.id, coalesce(p.asked_at, w.submitted_at) as received_at, w.review_due_at,
            case when p.works_id is null then 'application' when p.cause = 'extension' then 'extension' else 'amendment' end as kind,
            a.answers_open, a.objections, a.neighbours, f.blocking, m.unpaid_since, ${column} as mark
     from (select * from works w where ${queued} ${later} order by ${column}, w.id limit :limit) w
     left join amendment p on p.works_id = w.id and p.state = 'proposed'
     cross join lateral (
       select count(*) filter (where answer is null and overruled_at is null and not (silence_approves and due_at <= cast(:now as timestamptz))) as answers_open,
              count(*) filter (where answer = 'object' and overruled_at is null) as objections,
              coalesce(jsonb_agg(jsonb_build_object('agencyId', agency_id, 'answer', answer, 'isDeemed', deemed) order by asked_at, agency_id)
                       filter (where 'municipality' = any (grounds)), '[]') as neighbours
       -- a proposal that asks nobody waits for none of those who were asked before
       from consultation c where c.works_id = w.id and c.round = w.rounds and (p.works_id is null or p.round = w.rounds)
     ) a
     cross join lateral (
       select count(*) as blocking from (
         select severity, state from conflict where works_a = w.id
         union all
         select severity, state from conflict where works_b = w.id
       ) x where severity = 'blocking' and state <> 'waived'
     ) f
     cross join lateral (
       select min(due_at) as unpaid_since from fee where works_id = w.id and state in ('due','failed') and kind <> 'fine'
     ) m
     order by ${column}, w.id`,
    { ...whose, afterMark, afterId, now, limit: limit + 1 },
  )
  return { ...(await page(db, actor, found, limit)), ...(after ? {} : await countQueued(db, whose)) }
}

async function page(db: Db, actor: Actor, found: readonly Row[], limit: number): Promise<ReviewQueue> {
  const kept = found.slice(0, limit)
  const works = await summariesOf(
    db,
    kept.map(({ id }) => id),
    actor,
  )
  const last = kept.at(-1)
  return {
    items: kept.flatMap((row) => {
      const one = works.get(row.id)
      if (!one) return []
      const { kind, answers_open: answersOpen, objections, blocking, neighbours, unpaid_since: unpaidSince } = row
      const clock = { receivedAt: row.received_at, dueAt: row.review_due_at }
      return [{ works: one, kind, ...clock, answersOpen, objections, blocking, unpaidSince, neighbours }]
    }),
    nextCursor: found.length > limit && last ? writeCursor([last.mark, last.id]) : null,
  }
}

/** Nobody works a queue to its end that is longer; to count all of it would cost more than the page itself. */
const mostCounted = 500

async function countQueued(
  db: Db,
  whose: ReturnType<typeof queuedFor>,
): Promise<Pick<ReviewQueue, 'total' | 'hasMore'>> {
  const [found] = await rows<{ total: number }>(
    db,
    `select count(*) as total from (select 1 from works w where ${queued} limit :most) one`,
    { ...whose, most: mostCounted + 1 },
  )
  const total = found?.total ?? 0
  return { total: Math.min(total, mostCounted), hasMore: total > mostCounted }
}
