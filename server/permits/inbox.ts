import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { writeCursor } from '../http/cursor.ts'
import { summariesOf } from '../works/read.ts'
import { answeredBy, type ConsultationRow, consultation, consultationColumns } from './consultations.ts'
import type { ConsultationInbox } from './contract.ts'

/** Waits for an answer: of the round that runs, while the application is undecided and the office has not gone on without it. */
const isOpen = `c.agency_id = cast(:agency as uuid) and c.answer is null and c.closed_at is null and c.overruled_at is null
  and w.rounds = c.round and consultation_runs(w)`

const pages = {
  open: { where: isOpen, column: 'c.due_at', follows: '>', order: 'asc' },
  answered: {
    where: 'c.agency_id = cast(:agency as uuid) and c.answer is not null',
    column: 'c.answered_at',
    follows: '<',
    order: 'desc',
  },
} as const

/** Which are asked for, and about whose works. */
export interface InboxFilter {
  state: keyof typeof pages
  agencies?: readonly string[] | undefined
}

/** A page of what an organisation is asked: open ones by their deadline, answered ones the last first. */
export async function inboxOf(
  db: Db,
  actor: Actor,
  { state, agencies, limit, after }: InboxFilter & { limit: number; after: readonly [string, string] | null },
): Promise<ConsultationInbox> {
  const { where, column, follows, order } = pages[state]
  const later = after
    ? `and (${column}, c.id) ${follows} (cast(:afterInstant as timestamptz), cast(:afterId as uuid))`
    : ''
  const [afterInstant = null, afterId = null] = after ?? []
  const agency = actor.agencyId
  const found = await rows<ConsultationRow & { mark: string }>(
    db,
    `select ${consultationColumns}, ${column} as mark
     from consultation c join works w on w.id = c.works_id ${answeredBy}
     where ${where} and (cast(:agencies as uuid[]) is null or w.agency_id = any (cast(:agencies as uuid[]))) ${later}
     order by ${column} ${order}, c.id ${order} limit :limit`,
    { agency, agencies: agencies ? [...agencies] : null, limit: limit + 1, afterInstant, afterId },
  )
  const [count] = await rows<{ open: number }>(
    db,
    `select count(*) as open from consultation c join works w on w.id = c.works_id where ${isOpen}`,
    { agency },
  )
  const kept = found.slice(0, limit)
  const works = await summariesOf(
    db,
    kept.map((row) => row.works_id),
    actor,
  )
  const last = kept.at(-1)
  return {
    items: kept.flatMap((row) => {
      const one = works.get(row.works_id)
      return one ? [{ consultation: consultation(row), works: one }] : []
    }),
    nextCursor: found.length > limit && last ? writeCursor([last.mark, last.id]) : null,
    open: count?.open ?? 0,
  }
}
