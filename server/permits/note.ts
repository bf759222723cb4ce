import type { Db } from '../database/connect.ts'
import { certainRows } from '../database/sql.ts'
import type { WorksEvent, WorksNote } from '../works/contract.ts'
import { recordWorks } from '../works/store.ts'

/** A line of history of works that whoever writes it may change: each stands where it stood, in a new version. */
export async function note(
  db: Db,
  ids: readonly string[],
  event: WorksNote | WorksEvent,
  { reason, told }: { reason: string | null; told: object },
  { userId, now }: { userId: string | null; now: Date },
): Promise<void> {
  await certainRows(
    db,
    `with moved as (
       update works set version = version + 1, updated_at = cast(:now as timestamptz) where id = any (cast(:ids as uuid[]))
       returning id, version
     )
     insert into works_history (works_id, version, event, at, user_id, reason, before, after)
     select id, version, :event, cast(:now as timestamptz), cast(:userId as uuid), cast(:reason as text), '{}',
            cast(:told as jsonb)
     from moved returning works_id`,
    { ids: [...ids], event, reason, now, userId, told: JSON.stringify(told) },
    ids.length,
  )
  await recordWorks(db, ids)
}
