import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { dayAt } from '../../time/rules.ts'
import type { Following } from '../consequences.ts'
import type { NewInspection } from '../contract.ts'

/** When it was looked at: a telephone whose clock is ahead has not been there tomorrow. */
export function seenAt({ endedAt }: Pick<NewInspection, 'endedAt'>, now: Date): Date {
  return new Date(Math.min(Date.parse(endedAt), now.getTime()))
}

/**
 * The visit that an inspection fulfils: the one that it names, else one of its kind to the same works that had been
 * planned by then and was due. Not one that somebody else is on the way to, nor one that looks at a single defect; and
 * whoever could not look at anything has fulfilled nothing that they did not come for. Held until the transaction ends.
 */
export async function visitOf(
  db: Db,
  { visitId, worksId, kind, unable, endedAt }: NewInspection,
  { actor, pack, now }: Pick<Following, 'actor' | 'pack' | 'now'>,
): Promise<string | null> {
  if (visitId !== undefined || unable) return visitId ?? null
  const at = seenAt({ endedAt }, now)
  const [due] = await rows<{ id: string }>(
    db,
    `select id from visit
     where works_id = cast(:worksId as uuid) and kind = :kind and cause <> 'defect'
       and due_on <= cast(:day as date) and created_at <= :at
       and (state = 'due' or (state = 'taken' and assigned_to = cast(:userId as uuid)))
     order by assigned_to = cast(:userId as uuid) desc nulls last, due_on, id limit 1 for update`,
    { worksId, kind, day: dayAt(at, pack.zone), at, userId: actor.userId },
  )
  return due?.id ?? null
}
