import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { writeCursor } from '../http/cursor.ts'
import type { RulePack } from '../policy/contract.ts'
import { summariesOf } from '../works/read.ts'
import { answeredBy, type ConsultationRow, consultation, consultationColumns } from './consultations.ts'
import type { ConsultationInbox } from './contract.ts'
import { standInOf } from './delegation/stand-in.ts'

/** What the organisation is asked, or another on whose behalf it may answer. */
const isAsked = `c.agency_id = any (cast(:asked as uuid[]))
  and (c.agency_id = cast(:agency as uuid) or not interested_in(w, cast(:agency as uuid)))`
/** Waits for an answer: of the round that runs, while the application is undecided and the office has not gone on without it. */
const isOpen = `${isAsked} and c.answer is null and c.closed_at is null and c.overruled_at is null
  and w.rounds = c.round and consultation_runs(w)`

const pages = {
  open: { where: isOpen, column: 'c.due_at', follows: '>', order: 'asc' },
  answered: {
    where: `${isAsked} and c.answer is not null`,
    column: 'c.answered_at',
    follows: '<',
    order: 'desc',
  },
} as const

/** Which are asked for, about whose works, and who is asked. */
export interface InboxFilter {
  state: keyof typeof pages
  agencies?: readonly string[] | undefined
  asked?: readonly string[] | undefined
}

interface Asking {
  now: Date
  pack: Pick<RulePack, 'zone'>
  limit: number
  after: readonly [string, string] | null
}

/** A page of what an organisation is asked, and those on whose behalf it answers: open ones by their deadline, answered ones the last first. */
export async function inboxOf(db: Db, actor: Actor, asking: InboxFilter & Asking): Promise<ConsultationInbox> {
  const { limit, asked } = asking
  const agency = actor.agencyId
  const { principals } = await standInOf(db, null, { actor, ...asking })
  const all = [...(agency === null ? [] : [agency]), ...principals]
  const found = await pageOf(db, { agency, asked: all.filter((one) => asked?.includes(one) ?? true) }, asking)
  const [count] = await rows<{ open: number }>(
    db,
    `select count(*) as open from consultation c join works w on w.id = c.works_id where ${isOpen}`,
    { agency, asked: all },
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

/** One more than is asked for, where there are more. */
function pageOf(
  db: Db,
  whose: { agency: string | null; asked: readonly string[] },
  { state, agencies, limit, after }: InboxFilter & Asking,
): Promise<(ConsultationRow & { mark: string })[]> {
  const { where, column, follows, order } = pages[state]
  const later = after
    ? `and (${column}, c.id) ${follows} (cast(:afterInstant as timestamptz), cast(:afterId as uuid))`
    : ''
  const [afterInstant = null, afterId = null] = after ?? []
  return rows(
    db,
    `select ${consultationColumns}, ${column} as mark
     from consultation c join works w on w.id = c.works_id ${answeredBy}
     where ${where} and (cast(:agencies as uuid[]) is null or w.agency_id = any (cast(:agencies as uuid[]))) ${later}
     order by ${column} ${order}, c.id ${order} limit :limit`,
    { ...whose, agencies: agencies ? [...agencies] : null, limit: limit + 1, afterInstant, afterId },
  )
}
