import type { Db } from '../../database/connect.ts'
import type { Names } from '../../language/contract.ts'
import { tell } from '../../notifications/tell.ts'

export interface DroppedVisit {
  works_id: string
  /** Who was to go there; null where nobody was named. */
  assigned_to: string | null
}

interface Why {
  reason: string | Names
  at: Date
  /** Who dropped them and is not told; without it whoever acts, null for time. */
  by?: null
}

/** Whoever was to make a visit hears that it is not to be made: they may be on their way. */
export async function tellDropped(db: Db, visits: readonly DroppedVisit[], { reason, at, ...by }: Why): Promise<void> {
  await tell(
    db,
    visits.flatMap(({ works_id, assigned_to }) =>
      assigned_to === null
        ? []
        : [
            {
              kind: 'visit_dropped' as const,
              subject: { type: 'works' as const, id: works_id },
              to: [{ userId: assigned_to }],
              about: { reason },
              at,
              ...by,
            },
          ],
    ),
  )
}
